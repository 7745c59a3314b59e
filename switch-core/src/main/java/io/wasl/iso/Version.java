package io.wasl.iso;

/**
 * A version of ISO 8583, and what it says in its own way as far as a switch must know it.
 *
 * <pre>
 *                          1987          1993                  2003
 *   first digit of the MTI 0             1                     2
 *   DE 11, STAN            n6            n6                    n12
 *   DE 4, amount           n12           n12                   n16: currency n3, exponent n1, amount n12
 *   currency               DE 49         DE 49                 within DE 4
 *   local date and time    DE 13, 12     DE 12 YYMMDDhhmmss    DE 12 YYYYMMDDhhmmss
 *   network management     DE 70         DE 24 of x804         DE 24 of x804
 *   original's data        DE 90         DE 56                 DE 56
 *   which original         by DE 11, 7   by DE 11, 12          by DE 11, 12
 *   file maintenance       DE 91 1 2 3 5   DE 24 301 302 303 305   DE 24
 *   partial reversal       DE 95         DE 24 401, DE 30      DE 24 401, DE 30
 *   DE 39                  an2           n3 action code        n4 action code
 * </pre>
 */
public enum Version {
    V1987("1987"),
    V1993("1993"),
    V2003("2003");

    /** DE 24 of a full reversal, of 1993 and 2003. */
    public static final int FULL_REVERSAL = 400;

    /** DE 24 of a partial reversal, of 1993 and 2003. */
    public static final int PARTIAL_REVERSAL = 401;

    /** Digits of an amount in minor units, whatever stands before it in DE 4. */
    public static final long AMOUNT_MODULUS = 1_000_000_000_000L;

    /** Of 2003: currency and exponent, before the digits of an amount. */
    public static final int AMOUNT_PREFIX_DIGITS = 4;

    private static final Version[] BY_NIBBLE = values();

    private final String text;

    Version(String text) {
        this.text = text;
    }

    /**
     * @param nibble the first digit of an MTI
     * @throws IllegalArgumentException for a version that is none of these
     */
    public static Version ofNibble(int nibble) {
        if (nibble < 0 || nibble >= BY_NIBBLE.length) {
            throw new IllegalArgumentException("no version " + nibble + " of ISO 8583");
        }
        return BY_NIBBLE[nibble];
    }

    /** The first digit of its MTIs. */
    public int nibble() {
        return ordinal();
    }

    /** The year. */
    public String text() {
        return text;
    }

    public boolean is1987() {
        return this == V1987;
    }

    /** The same message in this version: {@code 0x0100} is {@code 0x1100} in 1993. */
    public int mti(int mti) {
        return mti & 0xFFF | nibble() << 12;
    }

    public int stanDigits() {
        return this == V2003 ? 12 : 6;
    }

    public int codeDigits() {
        return 2 + nibble();
    }

    /** What names the original in a reversal. */
    public int originalData() {
        return is1987() ? 90 : 56;
    }

    /** The time by which {@link #originalData} names the original, beside its STAN. */
    public int originalTime() {
        return is1987() ? 7 : 12;
    }

    /** Digits of {@link #originalTime}. */
    public int originalTimeDigits() {
        return switch (this) {
            case V1987 -> 10;
            case V1993 -> 12;
            case V2003 -> 14;
        };
    }

    /** MTI of a network management request. */
    public int networkRequest() {
        return is1987() ? 0x0800 : mti(0x0804);
    }

    /** The element that says what a network management message is for. */
    public int networkElement() {
        return is1987() ? 70 : 24;
    }

    public int signOn() {
        return is1987() ? 1 : 801;
    }

    public int signOff() {
        return is1987() ? 2 : 802;
    }

    public int echo() {
        return is1987() ? 301 : 831;
    }

    /** The business day ends. */
    public int cutover() {
        return is1987() ? 201 : 821;
    }

    /** Whether a peer asks for an echo by this code; 270 is seen for it besides 301. */
    public boolean isEcho(long code) {
        return code == echo() || is1987() && code == 270;
    }

    /** DE 24 of a first presentment of this message, of 1993 and 2003: the original one, with its amount accurate. */
    public int functionCode(int messageClass) {
        return messageClass * 100;
    }

    /** DE 39 with which a message of this class is accepted. */
    public int accepted(int messageClass) {
        if (is1987()) {
            return ResponseCode.APPROVED;
        }
        boolean isOwn = messageClass == Mti.CLASS_REVERSAL
                || messageClass == Mti.CLASS_NETWORK
                || messageClass == Mti.CLASS_FILE;
        return isOwn ? ofClass(messageClass) : ResponseCode.ofNumber(0, codeDigits());
    }

    /** Whether this DE 39 accepts a message of that class. */
    public boolean isAccepted(int code, int messageClass) {
        return code == accepted(messageClass)
                || code == accepted(Mti.CLASS_AUTHORIZATION)
                || messageClass == Mti.CLASS_ADMINISTRATIVE && !is1987() && code == ofClass(messageClass);
    }

    /** Its first action code: 400, 600, … */
    private int ofClass(int messageClass) {
        return ResponseCode.ofNumber(messageClass * power(codeDigits() - 1), codeDigits());
    }

    /** Whether DE 4 may be lower than asked; since 1993 also from an account that the issuer has chosen (006). */
    public boolean isPartialApproval(int code) {
        return code == partiallyApproved() || !is1987() && code == ResponseCode.ofNumber(6, codeDigits());
    }

    /** DE 39 of a partial approval. */
    public int partiallyApproved() {
        return is1987() ? ResponseCode.PARTIALLY_APPROVED : ResponseCode.ofNumber(2, codeDigits());
    }

    /** Whether this DE 39 promises the cardholder's money by the standard; {@link ResponseCode#NONE} does not. */
    public boolean isApproving(int code) {
        if (is1987()) {
            return ResponseCode.isApproving1987(code);
        }
        return ResponseCode.isNumber(code, codeDigits()) && firstDigit(code) == 0;
    }

    /** Whether this DE 39 is known to decline: what is neither this nor approving may have moved money. */
    public boolean isDeclining(int code) {
        if (is1987()) {
            return ResponseCode.isDeclining1987(code);
        }
        return ResponseCode.isNumber(code, codeDigits()) && firstDigit(code) != 0;
    }

    private int firstDigit(int code) {
        return (code >>> 8 * (codeDigits() - 1) & 0xFF) - '0';
    }

    private static int power(int digits) {
        int power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
