package io.wasl.codec.imports;

import io.wasl.codec.Sensitivity;
import io.wasl.config.ConfigException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON specification of moov's iso8583 as a dialect.
 *
 * <pre>
 *   { "name": …, "fields": { "0": { "type": "String", "length": 4, "description": …, "enc": "ASCII", "prefix": "ASCII.Fixed" },
 *                            "1": { "type": "Bitmap", … }, "2": … } }
 * </pre>
 *
 * <p>The version is that whose DE 39 has the specification's length: 2 for 1987, 3 for 1993, 4 for 2003.
 *
 * <p>Owner: whoever imports.
 */
final class MoovImport {

    private static final int TERTIARY = 65;
    private static final int QUATERNARY = 129;

    /** Bytes. */
    private static final int USUAL_BITMAP = 8;

    private final Draft draft;
    private final ImportErrors errors;
    private final MoovValues values;
    private final Map<Integer, MoovObject> fields = new TreeMap<>();
    private int codeLength;

    private MoovImport(Draft draft, ImportErrors errors) {
        this.draft = draft;
        this.errors = errors;
        values = new MoovValues(draft);
    }

    /**
     * @return the length of DE 39
     * @throws ConfigException with everything that has no place in a dialect
     */
    static int read(JsonNode root, Draft draft, ImportErrors errors) throws ConfigException {
        MoovImport specification = new MoovImport(draft, errors);
        specification.read(root);
        errors.throwIfAny();
        return specification.codeLength;
    }

    private void read(JsonNode root) {
        boolean hasFields = root instanceof JsonNode.Members members
                && members.members().containsKey("fields")
                && members.members().get("fields").value() instanceof JsonNode.Members;
        if (!hasFields) {
            errors.add(root.place(), "fields", "a specification holds its fields by number");
            return;
        }
        MoovObject.of(root, MoovObject.ROOT_KEYS, errors, "")
                .ifPresent(specification -> specification.children("fields").forEach(this::collect));
        codeLength = codeLength(root.place());
        readMti(root.place());
        readBitmap(root.place());
        fields.forEach((de, field) -> {
            if (de > 1) {
                readField(de, field);
            }
        });
    }

    private void collect(String key, JsonNode.Member member) {
        if (!key.matches("0|[1-9]\\d{0,2}")) {
            errors.add(member.place(), "fields " + key, "a field is a number from 0 to 999");
            return;
        }
        MoovObject.of(member.value(), MoovObject.FIELD_KEYS, errors, "DE " + key)
                .ifPresent(field -> fields.put(Integer.valueOf(key), field));
    }

    private int codeLength(Place root) {
        MoovObject code = fields.get(39);
        draft.root = root;
        draft.code = code == null ? root : code.place();
        int length = code == null ? 0 : code.number("length").orElse(0);
        if (length < 2 || length > 4) {
            errors.add(
                    draft.code,
                    "DE 39",
                    "the response code has 2, 3 or 4 characters, by which the version is known: 1987, 1993 or 2003");
            return 2;
        }
        return length;
    }

    private void readMti(Place root) {
        MoovObject mti = fields.get(0);
        Optional<String> form = mti == null ? Optional.empty() : mtiForm(mti);
        if (mti == null || form.isEmpty()) {
            errors.add(
                    mti == null ? root : mti.place(),
                    "MTI",
                    "field 0 must be a String of length 4 in ASCII, EBCDIC or BCD, its prefix the same with .Fixed");
        } else {
            MoovValues.refuseDivision(mti);
            MoovPadding.of(mti); // four digits leave nothing to fill up, with whatever it is
            draft.mti = form.get();
        }
    }

    private static Optional<String> mtiForm(MoovObject mti) {
        boolean isFour = mti.text("type").equals("String")
                && mti.number("length").equals(Optional.of(4))
                && MoovValues.isFixed(mti.text("prefix"));
        if (!isFour) {
            return Optional.empty();
        }
        return switch (mti.text("enc")) {
            case "ASCII" -> Optional.of("ascii");
            case "EBCDIC", "EBCDIC1047" -> Optional.of("ebcdic");
            case "BCD", "LBCD" -> Optional.of("bcd");
            default -> Optional.empty();
        };
    }

    /**
     * moov's bitmaps are as long as the first one says, 8 bytes without, and bit 1 of each announces another as long. With
     * another length than 8 that is not what ISO 8583 says, nor what a dialect can.
     */
    private void readBitmap(Place root) {
        MoovObject bitmap = fields.get(1);
        Optional<String> form = bitmap == null ? Optional.empty() : bitmapForm(bitmap);
        if (bitmap == null || form.isEmpty()) {
            errors.add(
                    bitmap == null ? root : bitmap.place(), "bitmap", "field 1 must be a Bitmap, Binary or HexToASCII");
            return;
        }
        draft.bitmap = form.get();
        refuseBesideBitmap(bitmap);
        int bytes = bitmap.number("length").filter(length -> length != 0).orElse(USUAL_BITMAP);
        if (bytes != USUAL_BITMAP) {
            bitmap.error(
                    "length",
                    "moov writes each bitmap in " + bytes + " bytes then, whatever bit 1 says; 8 is what ISO 8583 has,"
                            + " each announcing the next");
        }
        boolean goesFurther = fields.keySet().stream().anyMatch(de -> de > QUATERNARY);
        if (bitmap.isTrue("disableAutoExpand")) {
            draft.last = 64;
            draft.note(1, "disableAutoExpand: moov passes over bit 1; here it announces a second bitmap");
        } else {
            draft.last = goesFurther ? 192 : 128;
            draft.tertiary = goesFurther ? "contiguous" : "none";
        }
    }

    /** How a Bitmap is written, when the field is one. */
    private static Optional<String> bitmapForm(MoovObject field) {
        return field.text("type").equals("Bitmap") ? bitmapForm(field.text("enc")) : Optional.empty();
    }

    static Optional<String> bitmapForm(String encoding) {
        return switch (encoding) {
            case "Binary" -> Optional.of("binary");
            case "HexToASCII", "Hex" -> Optional.of("hex");
            default -> Optional.empty();
        };
    }

    /** What a Bitmap may not have beside its form. */
    static void refuseBesideBitmap(MoovObject bitmap) {
        bitmap.refuse("a Bitmap is not divided", "subfields", "tag", "bitmap");
        bitmap.refuse("a Bitmap is not filled up", "padding");
        if (!MoovValues.isFixed(bitmap.text("prefix")) && !bitmap.text("prefix").equals("Hex.Fixed")) {
            bitmap.error("prefix", "a Bitmap has none: Binary.Fixed, Hex.Fixed or another .Fixed but None.Fixed");
        }
    }

    private void readField(int de, MoovObject field) {
        if (de > draft.last || de == TERTIARY || de == QUATERNARY) {
            draft.note(de, leftOut(de));
            return;
        }
        Sensitivity sensitivity = StandardElement.sensitivity(codeLength, de);
        boolean isComposite = field.text("type").equals("Composite");
        MoovParts division = new MoovParts(draft, values, de, sensitivity);
        Optional<ImportedValue> value =
                isComposite ? division.whole(field) : values.element(field, de, StandardElement.isText(codeLength, de));
        Optional<ImportedParts> parts = isComposite ? division.read(field) : Optional.empty();
        if (de == 39 && value.isPresent() && value.get().dots() > 0) {
            field.error("prefix", "the response code is fixed");
        }
        value.ifPresent(form -> draft.elements.put(
                de,
                new ImportedElement(
                        Integer.toString(de),
                        field.text("description"),
                        form,
                        StandardElement.whole(sensitivity, form),
                        parts,
                        field.place())));
    }

    private String leftOut(int de) {
        if (de == TERTIARY && draft.last > 64 || de == QUATERNARY) {
            return "left out: its bit announces another bitmap; a message with this bit is refused";
        }
        return draft.last == 64
                ? "left out: no bit reaches it"
                : "left out: a fourth bitmap would announce it; a message with one is refused";
    }
}
