package io.wasl.sim.book;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A card as the books know it: recognized again, never shown.
 *
 * <p>The token is the same in every process, so that books can be compared, and therefore not keyed: it keeps PANs from
 * the eye, not from someone who tries all of them. The simulators are for test cards.
 *
 * @param token 32 hex digits
 * @param masked first six and last four digits
 */
public record Card(String token, String masked) implements Comparable<Card> {

    private static final byte[] SALT = "wasl simulators, test cards only".getBytes(StandardCharsets.US_ASCII);
    private static final int TOKEN_BYTES = 16;
    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;

    public static Card of(byte[] digits, int offset, int length) {
        MessageDigest digest = sha256();
        digest.update(SALT);
        digest.update(digits, offset, length);
        return new Card(HexFormat.of().formatHex(digest.digest(), 0, TOKEN_BYTES), mask(digits, offset, length));
    }

    public static Card of(String pan) {
        byte[] digits = pan.getBytes(StandardCharsets.US_ASCII);
        return of(digits, 0, digits.length);
    }

    /** {@code 400000******1234}; all stars when it is too short to show ten digits and hide some. */
    public static String mask(byte[] digits, int offset, int length) {
        boolean shown = length > SHOWN_FIRST + SHOWN_LAST;
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            boolean open = shown && (i < SHOWN_FIRST || i >= length - SHOWN_LAST);
            text.append(open ? (char) digits[offset + i] : '*');
        }
        return text.toString();
    }

    @Override
    public int compareTo(Card other) {
        int byEye = masked.compareTo(other.masked);
        return byEye != 0 ? byEye : token.compareTo(other.token);
    }

    @Override
    public String toString() {
        return masked;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
