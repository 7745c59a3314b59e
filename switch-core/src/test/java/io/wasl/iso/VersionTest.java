package io.wasl.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionTest {

    @ParameterizedTest
    @CsvSource({"V1987, 00, 00, 00", "V1993, 000, 400, 800", "V2003, 0000, 4000, 8000"})
    void shouldAcceptEachClassInItsOwnWords(Version version, String authorization, String reversal, String network) {
        assertThat(ResponseCode.toString(version.accepted(Mti.CLASS_AUTHORIZATION)))
                .isEqualTo(authorization);
        assertThat(ResponseCode.toString(version.accepted(Mti.CLASS_REVERSAL))).isEqualTo(reversal);
        assertThat(ResponseCode.toString(version.accepted(Mti.CLASS_NETWORK))).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({"V1987, 0800, 70, 1, 2, 301", "V1993, 1804, 24, 801, 802, 831", "V2003, 2804, 24, 801, 802, 831"})
    void shouldManageTheNetworkInItsOwnWords(
            Version version, String request, int element, int signOn, int signOff, int echo) {
        assertThat(Mti.toString(version.networkRequest())).isEqualTo(request);
        assertThat(version.networkElement()).isEqualTo(element);
        assertThat(version.signOn()).isEqualTo(signOn);
        assertThat(version.signOff()).isEqualTo(signOff);
        assertThat(version.isEcho(echo)).isTrue();
        assertThat(version.isEcho(270)).isEqualTo(version.is1987());
    }

    @Test
    void shouldTellApprovalsFromDeclinesAndFromWhatNobodyKnows() {
        assertThat(Version.V1993.isApproving(ResponseCode.of("004"))).isTrue();
        assertThat(Version.V1993.isDeclining(ResponseCode.of("116"))).isTrue();
        for (String unknown : new String[] {"0A4", "00", "0000", "1A6"}) {
            int code = ResponseCode.of(unknown);
            assertThat(Version.V1993.isApproving(code) || Version.V1993.isDeclining(code))
                    .as(unknown)
                    .isFalse();
        }
        assertThat(Version.V1993.isApproving(ResponseCode.NONE)).isFalse();
        assertThat(Version.V1993.isDeclining(ResponseCode.NONE)).isFalse();
    }

    @Test
    void shouldKnowItsMtis() {
        assertThat(Version.V1993.mti(0x0421)).isEqualTo(0x1421);
        assertThat(Version.V1987.mti(0x2100)).isEqualTo(0x0100);
        assertThat(Version.ofNibble(2)).isEqualTo(Version.V2003);
        assertThatThrownBy(() -> Version.ofNibble(9)).isInstanceOf(IllegalArgumentException.class);
    }
}
