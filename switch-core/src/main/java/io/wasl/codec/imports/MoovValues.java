package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.ValueSpec;
import io.wasl.config.YamlNode;
import java.util.Locale;
import java.util.Optional;

/**
 * The value of a field of a moov specification: {@code type}, {@code enc}, {@code prefix}, {@code padding}.
 *
 * <pre>
 *   enc     ASCII, EBCDIC, EBCDIC1047   one byte a character
 *           BCD, LBCD                   two digits a byte, an odd one filled up with 0 on the left, on the right
 *           Binary, HexToASCII          bytes as they are, or as two hex digits each
 *   prefix  ASCII.LL, BCD.LLL …         counts characters, digits, bytes of the value; Binary.LL: so many bytes
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

    private final Draft draft;

    MoovValues(Draft draft) {
        this.draft = draft;
    }

    /** Empty when it has no form; the error has been noted. */
    Optional<ImportedValue> value(MoovField field, int de, boolean isText) {
        Optional<CharacterClass> characterClass = characterClass(field, de, isText);
        if (characterClass.isEmpty()) {
            return Optional.empty();
        }
        Optional<Encoding> encoding = encoding(field, characterClass.get(), de);
        Optional<LengthPrefix> prefix = prefix(field);
        Optional<Padding> padding = prefix.flatMap(length -> padding(field, characterClass.get(), length));
        if (encoding.isEmpty() || prefix.isEmpty() || padding.isEmpty()) {
            return Optional.empty();
        }
        int most = (int) Math.min(
                field.length(),
                prefix.get().isNone() ? ImportedValue.MOST_LENGTH : prefix.get().highest());
        ValueSpec spec = new ValueSpec(
                characterClass.get(),
                most,
                encoding.get(),
                prefix.get(),
                new ValueSpec.OddDigits(!field.text("enc").equals("LBCD"), 0),
                padding.get());
        return Optional.of(new ImportedValue(spec, dots(prefix.get(), most)));
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

    private static Optional<CharacterClass> characterClass(MoovField field, int de, boolean isText) {
        boolean isPacked = field.text("enc").endsWith("BCD");
        if (isHex(field)) {
            return Optional.of(CharacterClass.B); // whatever its type: the bytes of the value, as hex digits
        }
        switch (field.text("type")) {
            case "String", "Track1" -> {
                if (StandardElement.isTrack(de) && !isPacked) {
                    return Optional.of(CharacterClass.Z);
                }
                boolean isFixed = field.text("prefix").endsWith(".Fixed");
                return Optional.of(
                        isPacked ? CharacterClass.N : isFixed || isText ? CharacterClass.ANS : CharacterClass.ANY);
            }
            case "Numeric" -> {
                return Optional.of(CharacterClass.N);
            }
            case "Track2", "Track3" -> {
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
    static boolean isHex(MoovField field) {
        return field.text("enc").equals("HexToASCII") || field.text("enc").equals("Hex");
    }

    private Optional<Encoding> encoding(MoovField field, CharacterClass characterClass, int de) {
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

    /** {@link LengthPrefix#FIXED} for a fixed value. */
    static Optional<LengthPrefix> prefix(MoovField field) {
        String text = field.text("prefix");
        int dot = text.indexOf('.');
        String letters = dot < 0 ? "" : text.substring(dot + 1);
        String encoding = dot < 0 ? text : text.substring(0, dot);
        if (letters.equals("Fixed") && !encoding.equals("None")) {
            return Optional.of(LengthPrefix.FIXED);
        }
        if (text.equals("BerTLV")) {
            return Optional.of(new LengthPrefix(0, LengthPrefix.Encoding.BER, LengthPrefix.Unit.CHARACTERS, false));
        }
        boolean isKnown = letters.matches("L{1,6}") && encoding.matches("ASCII|BCD|EBCDIC|EBCDIC1047|Binary");
        if (!isKnown || encoding.equals("Binary") && letters.length() > 3) {
            field.error(
                    "prefix",
                    text.startsWith("Hex.L")
                            ? "moov writes this length as the hex digits of decimal digits; there is no such form here"
                            : "one of ASCII, BCD, EBCDIC, EBCDIC1047, Binary with .Fixed or .L to .LLLLLL, or BerTLV");
            return Optional.empty();
        }
        LengthPrefix.Encoding form =
                LengthPrefix.Encoding.valueOf(encoding.toUpperCase(Locale.ROOT).replace("1047", ""));
        int width = form == LengthPrefix.Encoding.BINARY
                ? letters.length()
                : ImportedValue.usualWidth(form, letters.length());
        return Optional.of(new LengthPrefix(width, form, LengthPrefix.Unit.CHARACTERS, false));
    }

    private static Optional<Padding> padding(MoovField field, CharacterClass characterClass, LengthPrefix prefix) {
        Padding usual = Padding.usual(characterClass);
        Optional<YamlNode.Mapping> padding = field.object("padding");
        String type = padding.map(one -> MoovField.text(one, "type")).orElse("None");
        if (type.equals("None")) {
            return Optional.of(usual);
        }
        String fill = padding.map(one -> MoovField.text(one, "pad")).orElse("");
        boolean isOneCharacter = fill.length() == 1 && fill.charAt(0) >= ' ' && fill.charAt(0) <= '~';
        if (!type.equals("Left") && !type.equals("Right") || !isOneCharacter) {
            field.error("padding", "Left or Right with one printable character, or None");
            return Optional.empty();
        }
        boolean isLeft = type.equals("Left");
        if (!prefix.isNone()) {
            field.error("padding", "a value with a length in front is written as long as it is here, not filled up");
            return Optional.empty();
        }
        boolean isForeign = characterClass == CharacterClass.N && fill.charAt(0) != '0';
        boolean isPacked = field.text("enc").endsWith("BCD");
        if (characterClass == CharacterClass.B || isPacked && (isForeign || !isLeft)) {
            field.error("padding", "bytes and packed digits are not filled up so here");
            return Optional.empty();
        }
        return Optional.of(isPacked ? usual : new Padding(isLeft, fill.charAt(0), isForeign, false));
    }
}
