package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.MtiForm;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The MTI and the bitmaps between the wire and numbers. Pure; the caller has checked that the bytes are there. */
final class WireHeader {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle HALF_WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int ASCII_ZEROS = 0x3030_3030;
    private static final int EBCDIC_ZEROS = 0xF0F0_F0F0;
    private static final int HEX_BITMAP_BYTES = 16;
    private static final int ILLEGIBLE = -1;

    private WireHeader() {}

    /** Four decimal nibbles, or negative. */
    static int mti(MtiForm form, byte[] buffer, int at) {
        return switch (form) {
            case ASCII -> digits(buffer, at, ASCII_ZEROS);
            case EBCDIC -> digits(buffer, at, EBCDIC_ZEROS);
            case BCD -> Characters.areBcd(buffer, at, 2) ? (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF : ILLEGIBLE;
        };
    }

    /** Four digits whose high nibbles are those of the zeros: what is left is 0 to 9, in each byte. */
    private static int digits(byte[] buffer, int at, int zeros) {
        int values = (int) HALF_WORD.get(buffer, at) ^ zeros;
        if (((values | values + 0x0606_0606) & 0xF0F0_F0F0) != 0) {
            return ILLEGIBLE;
        }
        int pairs = (values | values >>> 4) & 0x00FF_00FF;
        return (pairs | pairs >>> 8) & 0xFFFF;
    }

    /** Bytes of the MTI and the bitmaps in front of the elements. */
    static int bytes(Dialect dialect, long secondary) {
        return dialect.mtiBytes() + (secondary == 0 ? dialect.bitmapBytes() : 2 * dialect.bitmapBytes());
    }

    /** The MTI and the first two bitmaps, without the bit for the second; returns where they end. */
    static int write(Dialect dialect, int mti, long primary, long secondary, byte[] buffer, int at) {
        int end = writeMti(dialect.mti, mti, buffer, at);
        if (secondary == 0) {
            return writeBitmap(dialect.bitmap, primary, buffer, end);
        }
        end = writeBitmap(dialect.bitmap, primary | Long.MIN_VALUE, buffer, end);
        return writeBitmap(dialect.bitmap, secondary, buffer, end);
    }

    /** Returns where it ends. */
    static int writeMti(MtiForm form, int mti, byte[] buffer, int at) {
        if (form == MtiForm.BCD) {
            buffer[at] = (byte) (mti >>> 8);
            buffer[at + 1] = (byte) mti;
            return at + 2;
        }
        int pairs = (mti | mti << 8) & 0x00FF_00FF;
        int digits = (pairs | pairs << 4) & 0x0F0F_0F0F;
        HALF_WORD.set(buffer, at, digits | (form == MtiForm.ASCII ? ASCII_ZEROS : EBCDIC_ZEROS));
        return at + 4;
    }

    static boolean isBitmap(BitmapForm form, byte[] buffer, int at) {
        return switch (form) {
            case BINARY, NONE -> true;
            case HEX -> Characters.areHex(buffer, at, HEX_BITMAP_BYTES);
            case HEX_EBCDIC -> {
                boolean areHex = true;
                for (int i = at; i < at + HEX_BITMAP_BYTES; i++) {
                    areHex &= HexDigits.value(CodePage.IBM037.toNeutral(buffer[i])) >= 0;
                }
                yield areHex;
            }
        };
    }

    /** The bitmap's bits, its first element being the highest. */
    static long bitmap(BitmapForm form, byte[] buffer, int at) {
        return switch (form) {
            case BINARY -> (long) WORD.get(buffer, at);
            case HEX -> HexDigits.number(buffer, at);
            case HEX_EBCDIC -> {
                long bits = 0;
                for (int i = at; i < at + HEX_BITMAP_BYTES; i++) {
                    bits = bits << 4 | HexDigits.value(CodePage.IBM037.toNeutral(buffer[i]));
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
                WORD.set(buffer, at, HexDigits.digits((int) (bits >>> 32)));
                WORD.set(buffer, at + 8, HexDigits.digits((int) bits));
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
