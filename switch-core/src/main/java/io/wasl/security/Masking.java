package io.wasl.security;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Sensitivity;
import io.wasl.iso.ElementMask;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Values as people may see them, in logs, pages and commands.
 *
 * <p>An allow-list: an element that is not known to be harmless shows its length only. Track data, PIN, card
 * verification values and keys never show anything of their value.
 */
public final class Masking {

    /**
     * Harmless in ISO 8583:1987 4.3: amounts, times, numbers of messages, terminals and institutions, codes. Those of
     * semantics' stored list that may carry card data, chip data or free text are not among them.
     */
    private static final ElementMask SHOWN = ElementMask.of(
            3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
            33, 37, 38, 39, 40, 41, 42, 43, 49, 50, 51, 54, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80,
            81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 97, 98, 99, 100);

    private static final ElementMask PANS = ElementMask.of(2, 34);
    private static final ElementMask TRACKS = ElementMask.of(35, 36, 45);
    private static final ElementMask ACCOUNTS = ElementMask.of(102, 103);
    private static final int EXPIRY = 14;
    private static final int PIN = 52;
    private static final int KEY = 96;

    private Masking() {}

    /** Whether {@link #element} shows this element's value whole: then its bytes may be shown too. */
    public static boolean isHarmless(int de) {
        return SHOWN.contains(de);
    }

    /**
     * {@code 4000 00** **** 1234}: first 6 and last 4 digits in fours; stars only for a PAN too short to show any.
     *
     * @param digits ASCII
     */
    public static String pan(byte[] digits, int offset, int length) {
        boolean hinted = PanHint.of(digits, offset, length) != 0;
        StringBuilder text = new StringBuilder(length + length / 4);
        for (int i = 0; i < length; i++) {
            if (i > 0 && i % 4 == 0) {
                text.append(' ');
            }
            text.append(hinted && (i < 6 || i >= length - 4) ? (char) digits[offset + i] : '*');
        }
        return text.toString();
    }

    /**
     * An element's value in its neutral form as {@link io.wasl.iso.ElementSet} holds it, masked by what the element is.
     */
    public static String element(int de, byte[] value, int offset, int length) {
        if (PANS.contains(de)) {
            return pan(value, offset, length);
        }
        if (TRACKS.contains(de)) {
            return "(track data)";
        }
        if (de == PIN) {
            return "(PIN block)";
        }
        if (de == KEY) {
            return "(key)";
        }
        if (de == EXPIRY) {
            return "****";
        }
        if (ACCOUNTS.contains(de)) {
            return account(value, offset, length);
        }
        return SHOWN.contains(de) ? text(value, offset, length) : "(" + length + " bytes)";
    }

    /** A value in its neutral form, masked by what a dialect says of it: for parts of an element, which have no number. */
    public static String part(
            Sensitivity sensitivity, CharacterClass characterClass, byte[] value, int offset, int length) {
        return switch (sensitivity) {
            case OPEN ->
                characterClass == CharacterClass.B
                        ? HexFormat.of().withUpperCase().formatHex(value, offset, offset + length)
                        : text(value, offset, length);
            case PAN ->
                characterClass == CharacterClass.N ? pan(value, offset, length) : account(value, offset, length);
            case TRACK -> "(track data)";
            case PIN -> "(PIN block)";
            case CVV -> "(card verification value)";
            case KEY -> "(key)";
            case CHIP, OPAQUE -> "(" + length + " bytes)";
        };
    }

    private static String account(byte[] value, int offset, int length) {
        int shown = length > 8 ? 4 : 0;
        return "*".repeat(length - shown) + text(value, offset + length - shown, shown);
    }

    /** Control characters and bytes above ASCII print as dots, so that a value cannot steer a terminal or forge a line. */
    private static String text(byte[] value, int offset, int length) {
        byte[] printable = new byte[length];
        for (int i = 0; i < length; i++) {
            byte b = value[offset + i];
            printable[i] = b >= 0x20 && b < 0x7F ? b : (byte) '.';
        }
        return new String(printable, StandardCharsets.US_ASCII);
    }
}
