package io.wasl.iso;

/**
 * DE 39 as Wasl carries it: up to four characters packed into an {@code int}, first character in the high byte of those
 * used. Letters are legal (N7, 1A), so a code is never a number.
 *
 * <p>Codes are 2 characters in 1987, 3 in 1993 and 4 in 2003. Zero is "no code".
 */
public final class ResponseCode {

    /** No DE 39 seen. */
    public static final int NONE = 0;

    public static final int APPROVED = of("00");
    public static final int PARTIALLY_APPROVED = of("10");
    public static final int ORIGINAL_UNKNOWN = of("25");
    public static final int DUPLICATE = of("94");

    private ResponseCode() {}

    /**
     * @throws IllegalArgumentException unless the text has 1 to 4 ASCII letters or digits
     */
    public static int of(String text) {
        if (text.isEmpty() || text.length() > 4) {
            throw new IllegalArgumentException("a response code has 1 to 4 characters");
        }
        int code = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7E || !Character.isLetterOrDigit(c)) {
                throw new IllegalArgumentException("a response code has letters and digits only");
            }
            code = code << 8 | c;
        }
        return code;
    }

    /** A number with leading zeros, to so many digits. */
    public static int ofNumber(int number, int digits) {
        int code = 0;
        int rest = number;
        for (int i = 0; i < digits; i++) {
            code |= '0' + rest % 10 << 8 * i;
            rest /= 10;
        }
        return code;
    }

    /** Whether the packed code has just so many characters, all of them digits. */
    public static boolean isNumber(int code, int digits) {
        if (length(code) != digits) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            int digit = code >>> 8 * i & 0xFF;
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }

    /** How many characters the packed code has. */
    public static int length(int code) {
        return 4 - Integer.numberOfLeadingZeros(code) / 8;
    }

    /** Writes the packed code as ASCII and returns its length in bytes. */
    public static int write(int code, byte[] target, int offset) {
        int length = length(code);
        for (int i = 0; i < length; i++) {
            target[offset + i] = (byte) (code >>> 8 * (length - 1 - i));
        }
        return length;
    }

    /** Reads {@code length} (1 to 4) ASCII bytes as a packed code. */
    public static int read(byte[] source, int offset, int length) {
        int code = 0;
        for (int i = 0; i < length; i++) {
            code = code << 8 | source[offset + i] & 0xFF;
        }
        return code;
    }

    /** Allocates: for logs and pages. */
    public static String toString(int code) {
        byte[] text = new byte[4];
        int length = write(code, text, 0);
        return new String(text, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether a 1987 code is one that is known to decline: two digits with a meaning in the standard or common use
     * (01–68 and 75–96, without those that approve). Anything else, letters among them, is unknown: it may have moved
     * money.
     */
    public static boolean isDeclining1987(int code) {
        int tens = (code >>> 8) - '0';
        int units = (code & 0xFF) - '0';
        if (tens < 0 || tens > 9 || units < 0 || units > 9 || isApproving1987(code)) {
            return false;
        }
        int number = tens * 10 + units;
        return number <= 68 || number >= 75 && number <= 96;
    }

    /**
     * Whether a 1987 code approves: 00 approved, 08 honour with identification, 10 partial, 11 VIP, 16 approved (update
     * track 3), 32 partly completed (ISO 8583:1987 4.3, table of response codes).
     */
    public static boolean isApproving1987(int code) {
        return code == 0x3030 || code == 0x3038 || code == 0x3130 || code == 0x3131 || code == 0x3136 || code == 0x3332;
    }
}
