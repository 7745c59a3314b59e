package io.wasl.frame;

import io.wasl.config.FramingConfig.LengthKind;

/** The number in front of a frame. Immutable, pure. */
final class LengthField {

    static final long NOT_DIGITS = -1;

    private final LengthKind kind;
    private final int width;
    private final long max;

    LengthField(LengthKind kind, int width) {
        this.kind = kind;
        this.width = width;
        max = max(kind, width);
    }

    private static long max(LengthKind kind, int width) {
        int digits = switch (kind) {
            case BINARY_BIG_ENDIAN, BINARY_LITTLE_ENDIAN -> checked(width, 4);
            case ASCII_DIGITS, HEX_DIGITS -> checked(width, 6);
            case BCD -> 2 * checked(width, 3);
            case NONE -> 0;
        };
        int base = switch (kind) {
            case BINARY_BIG_ENDIAN, BINARY_LITTLE_ENDIAN -> 256;
            case HEX_DIGITS -> 16;
            case ASCII_DIGITS, BCD -> 10;
            case NONE -> 1;
        };
        long max = 1;
        for (int i = 0; i < digits; i++) {
            max *= base;
        }
        return max - 1;
    }

    private static int checked(int width, int widest) {
        if (width < 1 || width > widest) {
            throw new IllegalArgumentException("a length of this kind has 1 to " + widest + " bytes, not " + width);
        }
        return width;
    }

    int width() {
        return kind == LengthKind.NONE ? 0 : width;
    }

    /** The largest number it can show. */
    long max() {
        return max;
    }

    /** The number, or {@link #NOT_DIGITS}. */
    long read(byte[] buffer, int at) {
        return switch (kind) {
            case BINARY_BIG_ENDIAN -> bigEndian(buffer, at);
            case BINARY_LITTLE_ENDIAN -> littleEndian(buffer, at);
            case ASCII_DIGITS -> digits(buffer, at, 10);
            case HEX_DIGITS -> digits(buffer, at, 16);
            case BCD -> bcd(buffer, at);
            case NONE -> throw new IllegalStateException("no length");
        };
    }

    private long bigEndian(byte[] buffer, int at) {
        long value = 0;
        for (int i = at; i < at + width; i++) {
            value = value << 8 | buffer[i] & 0xFF;
        }
        return value;
    }

    private long littleEndian(byte[] buffer, int at) {
        long value = 0;
        for (int i = at + width - 1; i >= at; i--) {
            value = value << 8 | buffer[i] & 0xFF;
        }
        return value;
    }

    private long digits(byte[] buffer, int at, int base) {
        long value = 0;
        for (int i = at; i < at + width; i++) {
            int digit = buffer[i] < 0 ? -1 : Character.digit(buffer[i], base);
            if (digit < 0) {
                return NOT_DIGITS;
            }
            value = value * base + digit;
        }
        return value;
    }

    private long bcd(byte[] buffer, int at) {
        long value = 0;
        for (int i = at; i < at + width; i++) {
            int high = buffer[i] >>> 4 & 0xF;
            int low = buffer[i] & 0xF;
            if (high > 9 || low > 9) {
                return NOT_DIGITS;
            }
            value = value * 100 + (high * 10L + low);
        }
        return value;
    }

    /** Writes a number that is not above {@link #max()}; hex digits in capitals. */
    void write(int value, byte[] buffer, int at) {
        int rest = value;
        for (int i = 0; i < width(); i++) {
            int last = at + width - 1 - i;
            switch (kind) {
                case BINARY_BIG_ENDIAN -> buffer[last] = (byte) (rest >>> 8 * i);
                case BINARY_LITTLE_ENDIAN -> buffer[at + i] = (byte) (rest >>> 8 * i);
                case ASCII_DIGITS -> {
                    buffer[last] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
                case HEX_DIGITS -> buffer[last] = (byte) "0123456789ABCDEF".charAt(rest >>> 4 * i & 0xF);
                case BCD -> {
                    buffer[last] = (byte) (rest / 10 % 10 << 4 | rest % 10);
                    rest /= 100;
                }
                case NONE -> throw new IllegalStateException("no length");
            }
        }
    }
}
