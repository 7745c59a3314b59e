package io.wasl.sim.world;

import io.wasl.iso.Mti;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A message as a host of the world thinks of it: elements by number, as text, in the words of 1987. What its connection
 * speaks is its {@link Tongue}'s business.
 *
 * <p>Mutable until it is sent. Owner: the world's thread.
 */
final class Message {

    private static final int HIGHEST_ELEMENT = 128;

    /** In DE 90: MTI, then STAN, then time. */
    private static final int STAN_AT = 4;

    private static final int TIME_AT = 10;
    private static final int TIME_END = 20;

    private final int mti;
    /** By element. */
    private final @Nullable String[] elements;

    private Message(int mti, @Nullable String[] elements) {
        this.mti = mti;
        this.elements = elements;
    }

    static Message of(int mti) {
        return new Message(mti, new String[HIGHEST_ELEMENT + 1]);
    }

    int mti() {
        return mti;
    }

    Message with(int de, String value) {
        elements[de] = value;
        return this;
    }

    Message without(int de) {
        elements[de] = null;
        return this;
    }

    /** The same elements under another MTI; a copy. */
    Message as(int otherMti) {
        return new Message(otherMti, elements.clone());
    }

    /** Empty when it is not there. */
    String get(int de) {
        String value = elements[de];
        return value == null ? "" : value;
    }

    boolean has(int de) {
        return elements[de] != null;
    }

    boolean hasSameElements(Message other) {
        return Arrays.equals(elements, other.elements);
    }

    void forEach(ObjIntConsumer<String> visitor) {
        for (int de = 2; de <= HIGHEST_ELEMENT; de++) {
            String value = elements[de];
            if (value != null) {
                visitor.accept(value, de);
            }
        }
    }

    long number(int de) {
        String digits = get(de);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /** Whether an answer approves, wholly or in part. */
    boolean isApproval() {
        return get(39).equals("00") || get(39).equals("10");
    }

    /** MTI, STAN and time of what DE 90 names; empty when it names nothing. */
    String namedMti() {
        return get(90).length() < TIME_END ? "" : get(90).substring(0, STAN_AT);
    }

    String namedStan() {
        return get(90).length() < TIME_END ? "" : get(90).substring(STAN_AT, TIME_AT);
    }

    String namedTime() {
        return get(90).length() < TIME_END ? "" : get(90).substring(TIME_AT, TIME_END);
    }

    /** DE 95 of a partial reversal; a full one leaves nothing. */
    long remains() {
        String replacements = get(95);
        return replacements.isEmpty() ? 0 : Long.parseLong(replacements.substring(0, 12));
    }

    /** A number of so many digits. */
    static String digits(long value, int count) {
        var digits = new char[count];
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(digits);
    }

    /** MTI and code; the world has no real card, and its trace needs no false one. */
    String brief() {
        String code = get(39).isEmpty() ? "" : " " + get(39);
        return Mti.toString(mti) + code + " " + get(37) + " stan " + get(11);
    }
}
