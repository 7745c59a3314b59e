package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.MtiForm;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The MTI and the bitmaps between the wire and numbers. Pure; the caller has checked that the bytes are there. */
final class WireHeader {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEX_BITMAP_BYTES = 16;
    private static final int ILLEGIBLE = -1;

    private WireHeader() {}

    /** Four decimal nibbles, or negative. */
    static int mti(MtiForm form, byte[] buffer, int at) {
        return switch (form) {
            case ASCII -> digits(buffer, at, '0');
            case EBCDIC -> digits(buffer, at, 0xF0);
            case BCD -> Characters.areBcd(buffer, at, 2) ? (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF : ILLEGIBLE;
        };
    }

    private static int digits(byte[] buffer, int at, int zero) {
        int mti = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = (buffer[i] & 0xFF) - zero;
            if (digit < 0 || digit > 9) {
                return ILLEGIBLE;
            }
            mti = mti << 4 | digit;
        }
        return mti;
    }

    /** Returns where it ends. */
    static int writeMti(MtiForm form, int mti, byte[] buffer, int at) {
        if (form == MtiForm.BCD) {
            buffer[at] = (byte) (mti >>> 8);
            buffer[at + 1] = (byte) mti;
            return at + 2;
        }
        int zero = form == MtiForm.ASCII ? '0' : 0xF0;
        for (int i = 0; i < 4; i++) {
            buffer[at + i] = (byte) (zero + (mti >>> 12 - 4 * i & 0xF));
        }
        return at + 4;
    }

    static boolean isBitmap(BitmapForm form, byte[] buffer, int at) {
        return switch (form) {
            case BINARY, NONE -> true;
            case HEX -> Characters.areHex(buffer, at, HEX_BITMAP_BYTES);
            case HEX_EBCDIC -> {
                boolean areHex = true;
                for (int i = at; i < at + HEX_BITMAP_BYTES; i++) {
                    areHex &= Characters.hexValue(CodePage.IBM037.toNeutral(buffer[i])) >= 0;
                }
                yield areHex;
            }
        };
    }

    /** The bitmap's bits, its first element being the highest. */
    static long bitmap(BitmapForm form, byte[] buffer, int at) {
        return switch (form) {
            case BINARY -> (long) WORD.get(buffer, at);
            case HEX -> Characters.hexLong(buffer, at);
            case HEX_EBCDIC -> {
                long bits = 0;
                for (int i = at; i < at + HEX_BITMAP_BYTES; i++) {
                    bits = bits << 4 | Characters.hexValue(CodePage.IBM037.toNeutral(buffer[i]));
                }
                yield bits;
            }
            case NONE -> 0;
        };
    }

    /** Returns where it ends. */
    static int writeBitmap(BitmapForm form, long bits, byte[] buffer, int at) {
        switch (form) {
            case BINARY -> WORD.set(buffer, at, bits);
            case HEX, HEX_EBCDIC -> {
                for (int i = 0; i < HEX_BITMAP_BYTES; i++) {
                    buffer[at + i] = Characters.hexDigit((int) (bits >>> 60 - 4 * i) & 0xF);
                }
                if (form == BitmapForm.HEX_EBCDIC) {
                    CodePage.IBM037.toWire(buffer, at, HEX_BITMAP_BYTES, buffer, at);
                }
            }
            case NONE -> {
                // Nothing is written.
            }
        }
        return switch (form) {
            case BINARY -> at + 8;
            case HEX, HEX_EBCDIC -> at + HEX_BITMAP_BYTES;
            case NONE -> at;
        };
    }
}
