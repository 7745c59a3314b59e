package io.wasl.sim.world;

import io.wasl.iso.Mti;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message as a host of the world thinks of it: elements by number, as text.
 *
 * <p>Mutable until it is sent. Owner: the world's thread.
 */
record Message(int mti, Map<Integer, String> elements) {

    static Message of(int mti) {
        return new Message(mti, new TreeMap<>());
    }

    Message with(int de, String value) {
        elements.put(de, value);
        return this;
    }

    /** The same elements under another MTI; a copy. */
    Message as(int otherMti) {
        return new Message(otherMti, new TreeMap<>(elements));
    }

    /** Empty when it is not there. */
    String get(int de) {
        return elements.getOrDefault(de, "");
    }

    long number(int de) {
        String digits = get(de);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /** MTI and code; the world has no real card, and its trace needs no false one. */
    String brief() {
        String code = get(39).isEmpty() ? "" : " " + get(39);
        return Mti.toString(mti) + code + " " + get(37) + " stan " + get(11);
    }
}
