package io.wasl.codec.imports;

import java.util.Optional;

/**
 * How the tags of a Composite are written: the key of a part, filled up to the tag's length, in an encoding.
 *
 * <pre>
 *   ASCII, EBCDIC, EBCDIC1047   so many characters
 *   Binary                      the same as ASCII: the characters of the key, byte by byte
 *   BCD, LBCD                   so many digits, an odd one filled up with 0 on the left, on the right
 *   ASCIIToHex                  so many bytes; the key is their hex digits
 * </pre>
 *
 * @param units its {@code length}: characters, digits or bytes
 */
record MoovTag(String enc, int units, MoovPadding padding) {

    /** Empty when there is no such tag here; the error has been noted. */
    static Optional<MoovTag> of(MoovObject tag) {
        Optional<MoovPadding> padding = MoovPadding.of(tag);
        Optional<Integer> length = tag.number("length");
        String enc = tag.text("enc");
        if (!enc.matches("ASCII|EBCDIC|EBCDIC1047|Binary|BCD|LBCD|ASCIIToHex")) {
            tag.error("enc", "ASCII, EBCDIC, EBCDIC1047, Binary, BCD, LBCD, ASCIIToHex or BerTLVTag; none by position");
            return Optional.empty();
        }
        if (length.isPresent() && (length.get() < 1 || length.get() > 8)) {
            tag.error("length", "a tag is 1 to 8 long");
            return Optional.empty();
        }
        if (enc.equals("ASCIIToHex") && padding.isPresent() && !padding.get().isNone()) {
            tag.error("padding", "a tag of bytes is not filled up");
            return Optional.empty();
        }
        return padding.flatMap(fill -> length.map(units -> new MoovTag(enc, units, fill)));
    }

    private boolean isPacked() {
        return enc.endsWith("BCD");
    }

    int bytes() {
        return isPacked() ? (units + 1) / 2 : units;
    }

    /** As a dialect file says it. */
    String encoding() {
        return switch (enc) {
            case "EBCDIC", "EBCDIC1047" -> "ebcdic";
            case "BCD", "LBCD" -> "bcd";
            case "ASCIIToHex" -> "binary";
            default -> "ascii";
        };
    }

    /** Whether moov finds the part with this key again by the tag that it writes for it. */
    boolean isTag(String key) {
        return enc.equals("ASCIIToHex")
                ? key.matches("[0-9A-F]{" + 2 * units + "}")
                : padding.keeps(key)
                        && padding.fill(key, units).length() == units
                        && (!isPacked() || padding.fill(key, units).matches("[0-9]+"));
    }

    String demand() {
        return enc.equals("ASCIIToHex")
                ? "a tag has " + 2 * units + " hex digits in capitals here"
                : "a tag has " + units + (isPacked() ? " digits" : " characters") + " here"
                        + (padding.isNone() ? "" : ", with its padding, which moov takes off again");
    }

    /** As a dialect file names the part. */
    String key(String key) {
        String filled = padding.fill(key, units);
        if (!isPacked() || units % 2 == 0) {
            return filled;
        }
        return enc.equals("BCD") ? "0" + filled : filled + "0";
    }
}
