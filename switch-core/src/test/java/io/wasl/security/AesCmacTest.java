package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4493 section 4 (128 bits) and NIST SP 800-38B appendix D.3 (256 bits): messages of 0, 16, 40 and 64 bytes. */
final class AesCmacTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String MESSAGE = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
    private static final String KEY_128 = "2b7e151628aed2a6abf7158809cf4f3c";
    private static final String KEY_256 = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";

    @ParameterizedTest
    @CsvSource({
        "0, bb1d6929e95937287fa37d129b756746",
        "16, 070a16b46b4d4144f79bdd9dd04a287c",
        "40, dfa66747de9ae63030ca32611497c827",
        "64, 51f0bebf7e3b9d92fc49741779363cfe"
    })
    void shouldGiveTheVectorsOf128Bits(int length, String mac) {
        assertThat(mac(KEY_128, length)).isEqualTo(mac);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 028962f61b7bf89efc6b551f4667d983",
        "16, 28a7023f452e8f82bd4bf28d8c37c35c",
        "40, aaf3d8f1de5640c232f5b169b9c911e6",
        "64, e1992190549f6ed5696a2c056c315410"
    })
    void shouldGiveTheVectorsOf256Bits(int length, String mac) {
        assertThat(mac(KEY_256, length)).isEqualTo(mac);
    }

    /** Computed twice, from the middle of an array into the middle of another: nothing is kept between messages. */
    private static String mac(String key, int length) {
        AesCmac cmac = new AesCmac(HEX.parseHex(key));
        byte[] message = HEX.parseHex("ffff" + MESSAGE);
        byte[] target = new byte[AesCmac.BLOCK_BYTES + 3];
        cmac.compute(message, 0, 33, target, 3);
        cmac.compute(message, 2, length, target, 3);
        return HEX.formatHex(target).substring(6);
    }
}
