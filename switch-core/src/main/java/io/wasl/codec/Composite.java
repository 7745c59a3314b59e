package io.wasl.codec;

import java.util.List;

/**
 * How the value of an element, or of a part of one, is divided into parts: as data, to any depth.
 *
 * <p>The parts stand in the value's own bytes, as they are on the wire; of a value in hex in the bytes it means, of one
 * in packed digits in its digits, one character each, since a part may end within a byte.
 */
public sealed interface Composite {

    /** In the order of the file. */
    List<PartSpec> fields();

    /** Whether every part is checked when the message is decoded; otherwise only what is asked for. */
    boolean checked();

    /** Whether the length of a part is said in front of it, so that what is not declared can be passed over. */
    default boolean isTagged() {
        return this instanceof BerTlv || this instanceof Tagged;
    }

    /**
     * One behind the other, with keys 1, 2, 3 …; the value may end behind any of them.
     *
     * <pre>
     *   │ 1 │ 2 │ 3 │ …
     * </pre>
     */
    record Positional(List<PartSpec> fields, boolean checked) implements Composite {

        public Positional {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A bitmap of their own in front of them; a part's key is the number of its bit, the highest being 1.
     *
     * <pre>
     *   │ bits 1 to n │ [ bits n+1 to 2n ] │ part │ part │ …
     * </pre>
     *
     * @param bits 8 to 128, whole bytes
     * @param continued whether bit 1 announces another bitmap as long behind the first
     */
    record Bitmap(BitmapEncoding encoding, int bits, boolean continued, List<PartSpec> fields, boolean checked)
            implements Composite {

        public Bitmap {
            fields = List.copyOf(fields);
        }
    }

    /**
     * BER-TLV with lengths of the definite form (ISO/IEC 8825-1 8.1; EMV Book 3 Annex B): tags of 1 to 4 bytes, which are
     * the keys in hex, and bytes 00 before, between and behind the objects.
     */
    record BerTlv(List<PartSpec> fields, boolean checked) implements Composite {

        public BerTlv {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Tag, length, value, tag and length of any one width.
     *
     * @param tagBytes on the wire, 1 to 8
     * @param length how it is written, what it counts and whether itself too
     * @param countsTag whether the length counts the tag too
     */
    record Tagged(
            Order order,
            TagEncoding tagEncoding,
            int tagBytes,
            LengthPrefix length,
            boolean countsTag,
            List<PartSpec> fields,
            boolean checked)
            implements Composite {

        public Tagged {
            fields = List.copyOf(fields);
        }
    }

    /** How a bitmap of parts is written. */
    enum BitmapEncoding {
        BINARY,
        HEX,
        /** As hex, in EBCDIC. */
        HEX_EBCDIC
    }

    /** What stands in front: the tag or the length. */
    enum Order {
        TAG_LENGTH,
        LENGTH_TAG
    }

    /** How a tag is written, and by that its key in the file. */
    enum TagEncoding {
        /** The key is the tag's text. */
        ASCII,
        /** The key is the tag's text, on the wire in IBM code page 037. */
        EBCDIC,
        /** The key is two digits for each byte. */
        BCD,
        /** The key is two hex digits for each byte. */
        BINARY
    }
}
