package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Utf8TextTest {

    @Test
    void shouldReadWhatIsUtf8() throws ConfigException {
        String text = "na\u00EFve\r\n\u0648\u0635\u0644 \uD83D\uDCB3\n";
        assertThat(Utf8Text.of("a.yaml", text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(Utf8Text.of("a.yaml", new byte[0])).isEmpty();
    }

    /** Lines end with LF, CR or both; columns count characters: two bytes one, four bytes one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "E9, 1, 1, E9",
        "61 E9, 1, 2, E9",
        "61 0A 62 63 80 80, 2, 3, 80",
        "61 0D 0A 62 FF, 2, 2, FF",
        "61 0D 62 FF, 2, 2, FF",
        "61 0D E9, 2, 1, E9",
        "0A 0A 0A E9, 4, 1, E9",
        "C3 A9 E9, 1, 2, E9",
        "F0 9F 92 B3 61 C0 80, 1, 3, C0",
        "61 62 C3, 1, 3, C3",
        "ED A0 80, 1, 1, ED",
        "FE FF 00 61, 1, 1, FE",
    })
    void shouldSayWhereTheFirstOtherByteIs(String hex, int line, int column, String bad) {
        assertThatThrownBy(() -> Utf8Text.of("a.yaml", HexFormat.of().parseHex(hex.replace(" ", ""))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("a.yaml:" + line + ":" + column + ": byte " + bad
                        + " is not UTF-8, in which this file must be");
    }
}
