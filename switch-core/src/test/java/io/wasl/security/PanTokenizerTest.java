package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PanTokenizerTest {

    private final Keys keys = Keys.generate(new Random(1)::nextBytes);
    private final PanTokenizer tokenizer = new PanTokenizer(keys);

    @Test
    void shouldBeTheCmacOfThePackedPan() {
        byte[] block = HexFormat.of().parseHex("104000001234567899ffffffffffffff");
        byte[] mac = new byte[16];
        new AesCmac(keys.tokenKey(1)).compute(block, 0, 16, mac, 0);
        assertThat(token("4000001234567899")).isEqualTo(HexFormat.of().formatHex(mac));
    }

    @Test
    void shouldTellPansApartThatDifferInLengthOrDigitsOnly() {
        Set<String> tokens = new HashSet<>();
        String digits = "400000123456789900000000000000";
        for (int length = 1; length <= PanTokenizer.DIGITS_LIMIT; length++) {
            tokens.add(token(digits.substring(0, length)));
        }
        tokens.add(token("4000001234567890"));
        assertThat(tokens).hasSize(31);
    }

    @Test
    void shouldGiveAnotherTokenUnderAnotherKey() {
        PanTokenizer other = new PanTokenizer(Keys.generate(new Random(2)::nextBytes));
        byte[] digits = "4000001234567899".getBytes(StandardCharsets.US_ASCII);
        other.compute(digits, 0, 16);
        tokenizer.compute(digits, 0, 16);
        assertThat(other.high()).isNotEqualTo(tokenizer.high());
    }

    @Test
    void shouldRefuseMoreDigitsThanAPanHas() {
        assertThatThrownBy(() -> tokenizer.compute(new byte[31], 0, 31)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokenizer.compute(new byte[31], 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] digits = "4000001234567899".getBytes(StandardCharsets.US_ASCII);
        long sum = 0;
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 200 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            sum += many(digits);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(sum).isNotZero();
        assertThat(allocated).as("bytes for 20,000 tokens, once compiled").isZero();
    }

    private long many(byte[] digits) {
        long sum = 0;
        for (int i = 0; i < 20_000; i++) {
            digits[15] = (byte) ('0' + i % 10);
            tokenizer.compute(digits, 0, 16);
            sum += tokenizer.high() ^ tokenizer.low();
        }
        return sum;
    }

    private String token(String pan) {
        tokenizer.compute(pan.getBytes(StandardCharsets.US_ASCII), 0, pan.length());
        return HexFormat.of().toHexDigits(tokenizer.high()) + HexFormat.of().toHexDigits(tokenizer.low());
    }
}
