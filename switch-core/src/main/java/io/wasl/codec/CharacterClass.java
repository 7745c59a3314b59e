package io.wasl.codec;

/**
 * What an element may hold (ISO 8583:1987 4.1.2, attributes of data elements).
 *
 * <p>The space belongs to a, an and as too: it is the pad character of fixed-length elements, and hosts send such
 * elements blank.
 */
public enum CharacterClass {
    /** Digits. */
    N("n"),
    /** Letters and the space. */
    A("a"),
    /** Letters, digits and the space. */
    AN("an"),
    /** Letters, special characters and the space. */
    AS("as"),
    /** Digits and special characters. */
    NS("ns"),
    /** Printable ASCII, 20–7E. */
    ANS("ans"),
    /** Special characters and the space. */
    S("s"),
    /** Track 2 and 3: digits and {@code : ; < = > ?} (ISO 7811-2), of which {@code =} or {@code D} separates. */
    Z("z"),
    /** {@code C} or {@code D} and digits. */
    XN("x+n"),
    /** Bytes; fixed lengths are written in bits, as the standard does, variable ones in bytes. */
    B("b"),
    /** Whatever the members agreed on: passes untouched, any byte. */
    ANY("any");

    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0x20; c < 0x7F; c++) {
            CLASSES[c] = (byte) classes((char) c);
        }
    }

    private final String notation;

    /** Whether each digit belongs to it, as do most of what hosts send as letters or digits. */
    final boolean hasDigits;

    CharacterClass(String notation) {
        this.notation = notation;
        hasDigits = notation.indexOf('n') >= 0 && !notation.startsWith("x") || notation.equals("z");
    }

    /** As a dialect file writes it. */
    public String notation() {
        return notation;
    }

    /** The bit by which {@link Characters} knows this class; only N to Z have one. */
    int bit() {
        assert ordinal() <= Z.ordinal() : this;
        return 1 << ordinal();
    }

    /** The {@link #bit}s of the classes that the character belongs to. */
    static int classesOf(byte character) {
        return CLASSES[character & 0xFF];
    }

    private static int classes(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        boolean space = c == ' ';
        boolean special = !digit && !letter;
        int classes = ANS.bit();
        classes |= digit ? N.bit() : 0;
        classes |= letter || space ? A.bit() : 0;
        classes |= letter || digit || space ? AN.bit() : 0;
        classes |= letter || special ? AS.bit() : 0;
        classes |= digit || special ? NS.bit() : 0;
        classes |= special ? S.bit() : 0;
        classes |= c >= '0' && c <= '?' || c == 'D' ? Z.bit() : 0;
        return classes;
    }
}
