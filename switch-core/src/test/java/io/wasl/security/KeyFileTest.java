package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {

    private static final String KEY_A = "aa".repeat(32);
    private static final String KEY_B = "0b".repeat(32);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("wasl.keys");
    }

    @Test
    void shouldLoadWhatItCreated() throws Exception {
        KeyFile.create(file, new Random(1)::nextBytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Keys keys = KeyFile.load(file);
        Keys same = Keys.generate(new Random(1)::nextBytes);
        assertThat(keys.panKeyId()).isEqualTo(1);
        assertThat(keys.tokenKeyId()).isEqualTo(1);
        assertThat(keys.panKeyCheck(1)).isEqualTo(same.panKeyCheck(1)).isNotEqualTo(keys.tokenKeyCheck(1));
        assertThat(keys.tokenKeyCheck(1)).isEqualTo(same.tokenKeyCheck(1));
    }

    @Test
    void shouldNeverOverwrite() throws Exception {
        KeyFile.create(file, new Random(1)::nextBytes);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> KeyFile.create(file, new Random(2)::nextBytes))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("never overwritten");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void shouldNotCreateInAFolderThatIsMissing() {
        assertThatThrownBy(() -> KeyFile.create(folder.resolve("no/wasl.keys"), new Random(1)::nextBytes))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("folder does not exist");
    }

    @Test
    void shouldUseTheHighestIdAndKeepOlderOnes() throws Exception {
        write("# rotated\npan-encryption 1 " + KEY_A + "\npan-encryption 3 " + KEY_B + "\n\npan-token 2 "
                + "cd".repeat(32) + "\npan-token 1 " + "ef".repeat(32) + "\n");
        Keys keys = KeyFile.load(file);
        assertThat(keys.panKeyId()).isEqualTo(3);
        assertThat(keys.hasPanKey(1)).isTrue();
        assertThat(keys.hasPanKey(2)).isFalse();
        assertThat(keys.tokenKeyIds()).containsExactly(2, 1);
    }

    @Test
    void shouldNeverPrintAKey() throws Exception {
        write("pan-encryption 1 " + KEY_A + "\npan-token 1 " + KEY_B + "\n");
        assertThat(KeyFile.load(file).toString()).isEqualTo("Keys[pan-encryption [1], pan-token [1]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x", "rwxrwxrwx"})
    void shouldRefuseAFileThatOthersMayTouch(String mode) throws Exception {
        KeyFile.create(file, new Random(1)::nextBytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> KeyFile.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void shouldAcceptAFileOfItsOwnerOnly(String mode) throws Exception {
        KeyFile.create(file, new Random(1)::nextBytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThat(KeyFile.load(file).panKeyId()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertThatThrownBy(() -> KeyFile.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no such key file");
    }

    @Test
    void shouldRefuseAFileInsideTheDataFolderEvenThroughALink() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path inside = data.resolve("wasl.keys");
        KeyFile.create(inside, new Random(1)::nextBytes);
        Files.createSymbolicLink(file, inside);
        assertThatThrownBy(() -> KeyFile.load(inside, data)).hasMessageContaining("inside the data folder");
        assertThatThrownBy(() -> KeyFile.load(file, data)).hasMessageContaining("inside the data folder");
        assertThat(KeyFile.load(file, folder.resolve("data2")).panKeyId()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "pan-encryption 1, a line reads",
        "pan-encription 1 " + SECRET + ", a line reads",
        "pan-encryption 0 " + SECRET + ", the id",
        "pan-encryption x " + SECRET + ", the id",
        "pan-encryption 1 " + SECRET + "0, 64 hex digits",
        "pan-encryption 1 zz, 64 hex digits"
    })
    void shouldNameTheLineAndNeverRepeatIt(String line, String reason) throws Exception {
        write("# first\n" + line + "\npan-token 1 " + KEY_B + "\n");
        assertThatThrownBy(() -> KeyFile.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file + ":2: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("5ec4e7");
    }

    @Test
    void shouldRefuseAnIdGivenTwiceAndOneKeyForBothKinds() throws Exception {
        write("pan-encryption 1 " + KEY_A + "\npan-encryption 1 " + KEY_B + "\npan-token 1 " + KEY_A + "\n");
        assertThatThrownBy(() -> KeyFile.load(file))
                .hasMessageContaining("given before")
                .hasMessageContaining("serves both");
    }

    @Test
    void shouldRefuseAFileWithoutOneOfTheKinds() throws Exception {
        write("pan-encryption 1 " + KEY_A + "\n");
        assertThatThrownBy(() -> KeyFile.load(file)).hasMessageContaining("no valid pan-token key");
    }

    private static final String SECRET = "5ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4";

    private void write(String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
