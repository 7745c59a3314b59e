package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of dialect files. */
final class DialectBytesTest {

    /** As some editors write it in front of UTF-8. */
    @Test
    void shouldReadADialectBehindAByteOrderMark(@TempDir Path folder) throws Exception {
        String text = "\uFEFFversion: 1987\nmti: bcd\nbitmap: binary\nprefix: bcd\nelements: { 39: { type: an2 } }\n";
        Files.writeString(folder.resolve("mine.yaml"), text);
        assertThat(Dialects.load("mine", folder).declares(39)).isTrue();
    }

    /** A comment too: what its writer's editor saved elsewhere may be a name that somebody is shown. */
    @Test
    void shouldRefuseADialectFileOfOtherBytes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yaml");
        Files.write(file, "version: 1987\n# r\u00E9seau\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Dialects.load("mine", folder))
                .hasMessage(file + ":2:4: byte E9 is not UTF-8, in which this file must be");
    }
}
