package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.ValueSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of a field of a moov specification: {@code type}, {@code enc}, {@code prefix}, {@code padding}.
 *
 * <pre>
 *   enc     ASCII, EBCDIC, EBCDIC1047   one byte a character
 *           BCD, LBCD                   two digits a byte, an odd one filled up with 0 on the left, on the right
 *           Binary, HexToASCII          bytes as they are, or as two hex digits each
 *   prefix  ASCII.LL, BCD.LLL …         counts characters, digits, bytes of the value; Binary.LL: so many bytes,
 *                                       Hex.LL: so many bytes as two hex digits each
 *           BerTLV, X.Fixed
 * </pre>
 *
 * moov takes padding off what it reads; here a fixed value keeps it, so that both write the same bytes.
 *
 * <p>Owner: the import.
 */
final class MoovValues {

    private static final String PAGE_NOTE =
            "moov writes ! [ ] ^ | in EBCDIC by a table of its own, here code page 037 does";

    private static final String TRACK_REASON = "moov packs digits only, and tracks have separators";

    private static final Pattern FIXED = Pattern.compile("(?:ASCII|BCD|EBCDIC|EBCDIC1047|Binary)\\.Fixed");

    /** Of bitmaps. Elsewhere moov reads as many bytes or characters as the length says, and writes twice as many. */
    private static final String HEX_FIXED = "Hex.Fixed";

    private static final String HEX_NOTE =
            "Hex.Fixed: moov reads the length and writes values of twice the length only; here both are the length";

    private final Draft draft;

    MoovValues(Draft draft) {
        this.draft = draft;
    }

    /**
     * @param isText whether the standard says so of the element
     * @return empty when it has no form; the error has been noted
     */
    Optional<ImportedValue> element(MoovObject field, int de, boolean isText) {
        return value(field, de, StandardElement.isTrack(de), isText);
    }

    /**
     * @param de the element that the part stands in
     * @return empty when it has no form; the error has been noted
     */
    Optional<ImportedValue> part(MoovObject field, int de) {
        return value(field, de, false, false);
    }

    private Optional<ImportedValue> value(MoovObject field, int de, boolean isTrack, boolean isText) {
        refuseDivision(field);
        Optional<CharacterClass> characterClass = characterClass(field, isTrack, isText);
        if (characterClass.isEmpty()) {
            return Optional.empty();
        }
        Optional<Encoding> encoding = encoding(field, characterClass.get(), de);
        Optional<LengthPrefix> prefix = prefix(field);
        Optional<Padding> padding = prefix.flatMap(length -> padding(field, characterClass.get(), length));
        Optional<Integer> length = prefix.flatMap(one -> length(field, one));
        if (encoding.isEmpty() || prefix.isEmpty() || padding.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        noteFixed(field, de);
        int most = length.get();
        ValueSpec spec = new ValueSpec(
                characterClass.get(),
                most,
                encoding.get(),
                prefix.get(),
                new ValueSpec.OddDigits(!field.text("enc").equals("LBCD"), 0),
                padding.get());
        return Optional.of(new ImportedValue(spec, dots(prefix.get(), most)));
    }

    /** Where moov itself reads otherwise than it writes. */
    void noteFixed(MoovObject field, int de) {
        if (field.text("prefix").equals(HEX_FIXED)) {
            draft.note(de, HEX_NOTE);
        }
    }

    /** What only a Composite and a Bitmap have; moov passes over it elsewhere. */
    static void refuseDivision(MoovObject field) {
        field.refuse("only a Composite has it", "subfields", "tag", "bitmap");
        field.refuse("only a Bitmap has it", "disableAutoExpand");
    }

    /** The longest value. Empty when moov could write none, which has been noted. */
    static Optional<Integer> length(MoovObject field, LengthPrefix prefix) {
        Optional<Integer> length = field.number("length");
        boolean isUnbounded = prefix.encoding() == LengthPrefix.Encoding.BER && !prefix.isNone();
        if (length.equals(Optional.of(0)) && !isUnbounded) {
            field.error("length", "a number from 1 to " + ImportedValue.MOST_LENGTH);
            return Optional.empty();
        }
        long most = prefix.isNone() ? ImportedValue.MOST_LENGTH : prefix.highest();
        return length.map(one -> (int) Math.min(one == 0 ? ImportedValue.MOST_LENGTH : one, most));
    }

    /** Of the type; the digits of the prefix where that tells them. */
    static int dots(LengthPrefix prefix, int length) {
        if (prefix.isNone()) {
            return 0;
        }
        boolean isPacked =
                prefix.encoding() == LengthPrefix.Encoding.BCD || prefix.encoding() == LengthPrefix.Encoding.BINARY;
        return ImportedValue.dots(isPacked ? 2 * prefix.width() - 1 : Math.max(1, prefix.width()), length);
    }

    private static Optional<CharacterClass> characterClass(MoovObject field, boolean isTrack, boolean isText) {
        boolean isPacked = isPacked(field);
        if (isHex(field)) {
            return Optional.of(CharacterClass.B); // whatever its type: the bytes of the value, as hex digits
        }
        switch (field.text("type")) {
            case "String", "Track1" -> {
                if (isTrack && !isPacked) {
                    return Optional.of(CharacterClass.Z);
                }
                boolean isFixed = field.text("prefix").endsWith(".Fixed");
                if (isPacked && field.text("type").equals("Track1")) {
                    field.error("enc", TRACK_REASON);
                    return Optional.empty();
                }
                return Optional.of(
                        isPacked ? CharacterClass.N : isFixed || isText ? CharacterClass.ANS : CharacterClass.ANY);
            }
            case "Numeric" -> {
                return Optional.of(CharacterClass.N);
            }
            case "Track2", "Track3" -> {
                if (isPacked) {
                    field.error("enc", TRACK_REASON);
                    return Optional.empty();
                }
                return Optional.of(CharacterClass.Z);
            }
            case "Binary", "Hex" -> {
                return Optional.of(CharacterClass.B);
            }
            default -> {
                field.error("type", "a value is String, Numeric, Binary, Hex, Track1, Track2 or Track3");
                return Optional.empty();
            }
        }
    }

    /** Earlier versions call it Hex. */
    static boolean isHex(MoovObject field) {
        return field.text("enc").equals("HexToASCII") || field.text("enc").equals("Hex");
    }

    private Optional<Encoding> encoding(MoovObject field, CharacterClass characterClass, int de) {
        boolean isBytes = characterClass == CharacterClass.B;
        Optional<Encoding> encoding = switch (field.text("enc")) {
            case "ASCII" -> isBytes ? Optional.empty() : Optional.of(Encoding.ASCII);
            case "EBCDIC" -> isBytes ? Optional.empty() : Optional.of(Encoding.EBCDIC);
            case "EBCDIC1047" -> isBytes ? Optional.empty() : Optional.of(Encoding.EBCDIC_1047);
            case "BCD", "LBCD" -> isBytes ? Optional.empty() : Optional.of(Encoding.BCD);
            case "Binary" -> Optional.of(isBytes ? Encoding.BINARY : Encoding.ASCII);
            case "HexToASCII", "Hex" -> Optional.of(Encoding.HEX);
            default -> Optional.empty();
        };
        if (encoding.isEmpty()) {
            field.error("enc", field.text("type") + " in " + field.text("enc") + " has no form here");
        } else if (encoding.get() == Encoding.EBCDIC && characterClass != CharacterClass.N) {
            draft.note(de, PAGE_NOTE);
        }
        return encoding;
    }

    private static boolean isPacked(MoovObject field) {
        return field.text("enc").equals("BCD") || field.text("enc").equals("LBCD");
    }

    /** Whether there is no length in front of the value, and moov reads and writes as many characters. */
    static boolean isFixed(String prefix) {
        return FIXED.matcher(prefix).matches();
    }

    /** Empty when it is none, or none that there is here; the error has been noted. */
    static Optional<LengthPrefix> prefix(MoovObject field) {
        Optional<LengthPrefix> prefix = prefix(field.text("prefix"));
        if (prefix.isEmpty()) {
            field.error("prefix", prefixReason(field.text("prefix")));
        }
        return prefix;
    }

    private static String prefixReason(String text) {
        return text.equals("None.Fixed")
                ? "moov takes the rest of the message then; a value has a length here"
                : "one of ASCII, BCD, EBCDIC, EBCDIC1047 with .Fixed or .L to .LLLLLL, Binary, Hex with .Fixed or .L to"
                        + " .LLL, BerTLV";
    }

    /** {@link LengthPrefix#FIXED} for a fixed value. */
    static Optional<LengthPrefix> prefix(String text) {
        int dot = text.indexOf('.');
        String letters = dot < 0 ? "" : text.substring(dot + 1);
        String encoding = dot < 0 ? text : text.substring(0, dot);
        if (isFixed(text) || text.equals(HEX_FIXED)) {
            return Optional.of(LengthPrefix.FIXED);
        }
        if (text.equals("BerTLV")) {
            return Optional.of(counting(LengthPrefix.Encoding.BER, 0));
        }
        if (letters.matches("L{1,3}") && encoding.matches("Binary|Hex")) {
            boolean isHex = encoding.equals("Hex");
            return Optional.of(counting(
                    isHex ? LengthPrefix.Encoding.HEX : LengthPrefix.Encoding.BINARY,
                    isHex ? 2 * letters.length() : letters.length()));
        }
        if (letters.matches("L{1,6}") && encoding.matches("ASCII|BCD|EBCDIC|EBCDIC1047")) {
            LengthPrefix.Encoding form = LengthPrefix.Encoding.valueOf(encoding.replace("1047", ""));
            return Optional.of(counting(form, ImportedValue.usualWidth(form, letters.length())));
        }
        return Optional.empty();
    }

    private static LengthPrefix counting(LengthPrefix.Encoding encoding, int width) {
        return new LengthPrefix(width, encoding, LengthPrefix.Unit.CHARACTERS, false);
    }

    private static Optional<Padding> padding(MoovObject field, CharacterClass characterClass, LengthPrefix prefix) {
        Padding usual = Padding.usual(characterClass);
        Optional<MoovPadding> padding = MoovPadding.of(field);
        if (padding.isEmpty() || padding.get().isNone()) {
            return padding.map(none -> usual);
        }
        if (!prefix.isNone()) {
            field.error("padding", "a value with a length in front is written as long as it is here, not filled up");
            return Optional.empty();
        }
        boolean isLeft = padding.get().isLeft();
        char fill = padding.get().fill();
        boolean isForeign = characterClass == CharacterClass.N && fill != '0';
        if (characterClass == CharacterClass.B || isPacked(field) && (isForeign || !isLeft)) {
            field.error("padding", "bytes and packed digits are not filled up so here");
            return Optional.empty();
        }
        return Optional.of(isPacked(field) ? usual : new Padding(isLeft, fill, isForeign, false));
    }
}
