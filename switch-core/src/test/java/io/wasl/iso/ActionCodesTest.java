package io.wasl.iso;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActionCodesTest {

    @ParameterizedTest
    @CsvSource({
        "00, 000, 0000", "10, 002, 0002", "05, 100, 1000", "14, 111, 1011", "51, 116, 1016", "55, 117, 1017",
        "04, 200, 2000", "41, 208, 2008", "43, 209, 2009", "12, 902, 9102", "30, 904, 9104", "91, 907, 9107",
        "92, 908, 9108", "94, 913, 9113", "96, 909, 9109", "09, 923, 9123", "25, 914, 9114"
    })
    void shouldSayTheSameInEveryVersion(String of1987, String of1993, String of2003) {
        assertThat(translate(of1987, Version.V1987, Version.V1993)).isEqualTo(of1993);
        assertThat(translate(of1993, Version.V1993, Version.V1987)).isEqualTo(of1987);
        assertThat(translate(of1993, Version.V1993, Version.V2003)).isEqualTo(of2003);
        assertThat(translate(of2003, Version.V2003, Version.V1993)).isEqualTo(of1993);
        assertThat(translate(of1987, Version.V1987, Version.V2003)).isEqualTo(of2003);
        assertThat(translate(of2003, Version.V2003, Version.V1987)).isEqualTo(of1987);
    }

    /** What has no counterpart of its own keeps its kind. */
    @ParameterizedTest
    @CsvSource({
        "79, V1987, V1993, 100", "15, V1987, V1993, 908", "32, V1987, V1993, 002", "199, V1993, V1987, 05",
        "299, V1993, V1987, 04", "999, V1993, V1987, 96", "009, V1993, V1987, 00", "400, V1993, V1987, 05",
        "1802, V2003, V1993, 100", "9999, V2003, V1987, 96"
    })
    void shouldKeepTheKindOfACode(String code, Version from, Version to, String expected) {
        assertThat(translate(code, from, to)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"N7, V1987, V1993", "70, V1987, V2003", "1A6, V1993, V1987", "00, V1993, V1987"})
    void shouldHaveNoWordForACodeThatNobodyKnows(String code, Version from, Version to) {
        assertThat(ActionCodes.translate(ResponseCode.of(code), from, to)).isEqualTo(ResponseCode.NONE);
    }

    /** Every code, both ways: an approval never becomes a decline, nor a decline an approval. */
    @Test
    void shouldNeverChangeWhetherMoneyMoves() {
        for (Version from : Version.values()) {
            for (int number = 0; number < Math.pow(10, from.codeDigits()); number++) {
                int code = ResponseCode.ofNumber(number, from.codeDigits());
                for (Version to : Version.values()) {
                    boolean isKnown = from == to || from.isApproving(code) || from.isDeclining(code);
                    int translated = ActionCodes.translate(code, from, to);
                    assertThat(translated != ResponseCode.NONE).isEqualTo(isKnown);
                    if (isKnown) {
                        assertThat(to.isApproving(translated))
                                .as("%s of %s in %s", ResponseCode.toString(code), from, to)
                                .isEqualTo(from.isApproving(code));
                    }
                }
            }
        }
    }

    private static String translate(String code, Version from, Version to) {
        return ResponseCode.toString(ActionCodes.translate(ResponseCode.of(code), from, to));
    }
}
