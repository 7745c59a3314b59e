package io.wasl.codec.imports;

import io.wasl.codec.Sensitivity;
import io.wasl.config.ConfigException;
import io.wasl.config.YamlNode;
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

    private final Draft draft;
    private final ImportErrors errors;
    private final MoovValues values;
    private final Map<Integer, MoovField> fields = new TreeMap<>();
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
    static int read(YamlNode root, Draft draft, ImportErrors errors) throws ConfigException {
        MoovImport specification = new MoovImport(draft, errors);
        specification.read(root);
        errors.throwIfAny();
        return specification.codeLength;
    }

    private void read(YamlNode root) {
        YamlNode.Entry declared =
                root instanceof YamlNode.Mapping mapping ? mapping.entries().get("fields") : null;
        if (declared == null || !(declared.value() instanceof YamlNode.Mapping byNumber)) {
            errors.add(new Place(root.line(), root.column()), "fields", "a specification holds its fields by number");
            return;
        }
        byNumber.entries().forEach(this::collect);
        Place place = new Place(root.line(), root.column());
        codeLength = codeLength(place);
        readMti(place);
        readBitmap(place);
        fields.forEach((de, field) -> {
            if (de > 1) {
                readField(de, field);
            }
        });
    }

    private void collect(String key, YamlNode.Entry entry) {
        if (!key.matches("0|[1-9]\\d{0,2}")) {
            errors.add(new Place(entry.line(), entry.column()), "fields " + key, "a field is a number");
            return;
        }
        MoovField.of(entry.value(), errors, "DE " + key).ifPresent(field -> fields.put(Integer.parseInt(key), field));
    }

    private int codeLength(Place root) {
        MoovField code = fields.get(39);
        int length = code == null ? 0 : code.length();
        if (length < 2 || length > 4) {
            errors.add(
                    code == null ? root : code.place(),
                    "DE 39",
                    "the response code has 2, 3 or 4 characters, by which the version is known: 1987, 1993 or 2003");
            return 2;
        }
        return length;
    }

    private void readMti(Place root) {
        MoovField mti = fields.get(0);
        Optional<String> form = mti == null || mti.length() != 4
                ? Optional.empty()
                : switch (mti.text("enc")) {
                    case "ASCII" -> Optional.of("ascii");
                    case "EBCDIC", "EBCDIC1047" -> Optional.of("ebcdic");
                    case "BCD", "LBCD" -> Optional.of("bcd");
                    default -> Optional.empty();
                };
        if (mti == null || form.isEmpty() || !mti.text("prefix").endsWith(".Fixed")) {
            errors.add(mti == null ? root : mti.place(), "MTI", "field 0 must be four digits in ASCII, EBCDIC or BCD");
        } else {
            draft.mti = form.get();
        }
    }

    private void readBitmap(Place root) {
        MoovField bitmap = fields.get(1);
        Optional<String> form = bitmap == null ? Optional.empty() : bitmapForm(bitmap);
        if (bitmap == null || form.isEmpty()) {
            errors.add(
                    bitmap == null ? root : bitmap.place(), "bitmap", "field 1 must be a Bitmap, Binary or HexToASCII");
            return;
        }
        draft.bitmap = form.get();
        boolean goesFurther = fields.keySet().stream().anyMatch(de -> de > 128);
        draft.last = goesFurther ? 192 : 128;
        draft.tertiary = goesFurther ? "contiguous" : "none";
        if (bitmap.isTrue("disableautoexpand")) {
            draft.last = Math.min(draft.last, bitmap.length() * 8);
        }
    }

    /** How a Bitmap is written, when the field is one. */
    static Optional<String> bitmapForm(MoovField field) {
        if (!field.text("type").equals("Bitmap")) {
            return Optional.empty();
        }
        return switch (field.text("enc")) {
            case "Binary" -> Optional.of("binary");
            case "HexToASCII", "Hex" -> Optional.of("hex");
            default -> Optional.empty();
        };
    }

    private void readField(int de, MoovField field) {
        if (de == TERTIARY || de > draft.last) {
            draft.note(
                    de,
                    de == TERTIARY
                            ? "left out: its bit announces a third bitmap; a message with this bit is refused"
                            : "left out: no bit reaches it");
            return;
        }
        Sensitivity sensitivity = StandardElement.sensitivity(codeLength, de);
        boolean isComposite = field.text("type").equals("Composite");
        Optional<ImportedValue> value =
                isComposite ? MoovParts.whole(field) : values.value(field, de, StandardElement.isText(codeLength, de));
        Optional<ImportedParts> parts =
                isComposite ? new MoovParts(draft, values, de, sensitivity).read(field) : Optional.empty();
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
}
