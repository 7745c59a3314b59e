package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an import says of a file, line by line as the operator reads it. */
final class ImportMistakes {

    private ImportMistakes() {}

    /** Of a specification of moov, called {@code m.json}. */
    static List<String> ofMoov(String json) {
        return of(() -> DialectSources.importMoov("m", "m.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of a packager file of jPOS, called {@code j.xml}. */
    static List<String> ofJpos(String xml) {
        return of(() -> DialectSources.importJpos("j", "j.xml", xml.getBytes(StandardCharsets.UTF_8)));
    }

    static List<String> of(Import made) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, made::run);
        assertThat(refusal).as("the import is refused").isNotNull();
        return refusal.errors().stream().map(ConfigError::toString).toList();
    }

    /** One import. */
    interface Import {
        void run() throws ConfigException;
    }
}
