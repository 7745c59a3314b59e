package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.MtiForm;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WireHeaderTest {

    private static final long SEED = 4;

    @Test
    void shouldReadWhatItWritesForEveryMti() {
        for (MtiForm form : MtiForm.values()) {
            byte[] wire = new byte[6];
            for (int number = 0; number <= 9999; number++) {
                int mti = Integer.parseInt(String.valueOf(number), 16);
                WireHeader.writeMti(form, mti, wire, 1);
                assertThat(WireHeader.mti(form, wire, 1)).isEqualTo(mti);
            }
        }
    }

    @Test
    void shouldRefuseEveryByteThatIsNoDigitAtEachPlaceOfTheMti() {
        refuse(MtiForm.ASCII, '0');
        refuse(MtiForm.EBCDIC, 0xF0);
    }

    private static void refuse(MtiForm form, int zero) {
        for (int place = 0; place < 4; place++) {
            for (int other = 0; other < 256; other++) {
                byte[] wire = new byte[4];
                WireHeader.writeMti(form, 0x1999, wire, 0);
                wire[place] = (byte) other;
                boolean isDigit = other >= zero && other <= zero + 9;
                assertThat(WireHeader.mti(form, wire, 0) >= 0)
                        .as("%s: %02X at %d", form, other, place)
                        .isEqualTo(isDigit);
            }
        }
    }

    @Test
    void shouldReadWhatItWritesForEveryBitmap() {
        Random random = new Random(SEED);
        for (BitmapForm form : new BitmapForm[] {BitmapForm.BINARY, BitmapForm.HEX, BitmapForm.HEX_EBCDIC}) {
            for (int round = 0; round < 10_000; round++) {
                byte[] wire = new byte[18];
                long bits = random.nextLong();
                int end = WireHeader.writeBitmap(form, bits, wire, 1);
                assertThat(end).isEqualTo(form == BitmapForm.BINARY ? 9 : 17);
                assertThat(WireHeader.isBitmap(form, wire, 1)).isTrue();
                assertThat(WireHeader.bitmap(form, wire, 1)).isEqualTo(bits);
            }
        }
    }
}
