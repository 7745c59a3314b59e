package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SegmentCipherTest {

    private static final byte[] PLAIN = "4000001234567899".getBytes(StandardCharsets.US_ASCII);

    private final Keys keys = Keys.generate(new Random(1)::nextBytes);
    private final byte[] salt = new byte[SegmentCipher.SALT_BYTES];
    private final byte[] header = {1, 2, 3, 4};
    private final byte[] sealed = new byte[PLAIN.length + SegmentCipher.TAG_BYTES];
    private final byte[] opened = new byte[PLAIN.length];

    @Test
    void shouldOpenWhatItSealed() {
        seal(5);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("40000012");
        assertThat(open(keys, salt, 5)).isTrue();
        assertThat(opened).isEqualTo(PLAIN);
    }

    @Test
    void shouldRefuseAnyChange() {
        seal(5);
        assertThat(open(keys, salt, 6)).as("another group").isFalse();
        byte[] otherSalt = salt.clone();
        otherSalt[15] = 1;
        assertThat(open(keys, otherSalt, 5)).as("another segment").isFalse();
        assertThat(open(Keys.generate(new Random(2)::nextBytes), salt, 5))
                .as("another key")
                .isFalse();
        header[2]++;
        assertThat(open(keys, salt, 5)).as("another header").isFalse();
        header[2]--;
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] ^= 1;
            assertThat(open(keys, salt, 5)).as("byte %d", i).isFalse();
            sealed[i] ^= 1;
        }
        assertThat(open(keys, salt, 5)).isTrue();
    }

    @Test
    void shouldSealTheSameBytesDifferentlyInEveryGroup() {
        seal(5);
        byte[] first = sealed.clone();
        seal(6);
        assertThat(Arrays.equals(first, sealed)).isFalse();
    }

    private void seal(long group) {
        new SegmentCipher(keys, 1, salt).begin(group, header, 0, header.length).seal(PLAIN, 0, PLAIN.length, sealed, 0);
    }

    private boolean open(Keys with, byte[] withSalt, long group) {
        return new SegmentCipher(with, 1, withSalt)
                .begin(group, header, 0, header.length)
                .open(sealed, 0, sealed.length, opened, 0);
    }
}
