package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Sensitivity;
import io.wasl.config.ConfigException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A packager file of jPOS, as its GenericPackager reads it, as a dialect.
 *
 * <pre>
 *   isopackager maxValidField bitmapField thirdBitmapField firstField emitBitmap headerLength
 *     isofield         id length name class pad trim token
 *     isofieldpackager id length name class pad … packager, and the fields of its parts
 * </pre>
 *
 * <p>The version is that whose DE 39 has the definition's length: 2 for 1987, 3 for 1993, 4 for 2003.
 *
 * <p>Owner: whoever imports.
 */
final class JposImport {

    private static final int TERTIARY = 65;
    private static final int MOST_THIRD = 128;
    private static final Set<String> ROOT_ATTRIBUTES =
            Set.of("maxValidField", "bitmapField", "thirdBitmapField", "firstField", "emitBitmap", "headerLength");

    private final Draft draft;
    private final ImportErrors errors;
    private final JposValues values;
    private final JposChildren children;
    private final TreeMap<Integer, XmlElement> fields = new TreeMap<>();
    private int codeLength;
    private boolean emitsBitmap = true;
    private int firstField;

    private JposImport(Draft draft, ImportErrors errors) {
        this.draft = draft;
        this.errors = errors;
        values = new JposValues(errors);
        children = new JposChildren(draft, errors, values);
    }

    /**
     * @return the length of DE 39
     * @throws ConfigException with everything that has no place in a dialect
     */
    static int read(XmlElement root, Draft draft, ImportErrors errors) throws ConfigException {
        JposImport packager = new JposImport(draft, errors);
        packager.read(root);
        errors.throwIfAny();
        return packager.codeLength;
    }

    private void read(XmlElement root) {
        if (!root.name().equals("isopackager")) {
            errors.add(root.place(), root.name(), "a packager file begins with isopackager");
            return;
        }
        values.checkAttributes(root, root.name(), ROOT_ATTRIBUTES);
        fields.putAll(children.ofMessage(root));
        emitsBitmap = root.attribute("emitBitmap").isEmpty() || root.isTrue("emitBitmap");
        firstField = values.number(root, "isopackager", "firstField", 0);
        codeLength = codeLength(root);
        readMti(root);
        if (emitsBitmap) {
            readBitmap(root);
        } else {
            draft.bitmap = "none";
        }
        readThirdBitmap(root);
        refuseHeader(root);
        fields.tailMap(emitsBitmap ? 2 : 1).forEach(this::readField);
    }

    private int codeLength(XmlElement root) {
        XmlElement code = fields.get(39);
        draft.root = root.place();
        draft.code = code == null ? root.place() : code.place();
        int length = code == null ? 0 : values.number(code, "DE 39", "length", 0);
        if (length < 2 || length > 4) {
            errors.add(
                    draft.code,
                    "DE 39",
                    "the response code has 2, 3 or 4 characters, by which the version is known: 1987, 1993 or 2003");
            return 2;
        }
        return length;
    }

    private void readMti(XmlElement root) {
        XmlElement mti = fields.get(0);
        String name =
                mti == null ? "" : JposFields.simpleName(mti.attribute("class").orElse(""));
        Optional<String> form = switch (name) {
            case "IFA_NUMERIC", "IF_CHAR" -> Optional.of("ascii");
            case "IFB_NUMERIC", "IFB_FNUMERIC", "IFB_HEX" -> Optional.of("bcd");
            case "IFE_NUMERIC", "IFE_CHAR", "IF_ECHAR" -> Optional.of("ebcdic");
            default -> Optional.empty();
        };
        if (mti == null || isDivided(mti) || form.isEmpty() || values.number(mti, "MTI", "length", 0) != 4) {
            errors.add(
                    mti == null ? root.place() : mti.place(),
                    "MTI",
                    "field 0 must be four digits in ASCII, EBCDIC or packed (IFA_NUMERIC, IFE_NUMERIC, IFB_NUMERIC)");
        } else {
            draft.mti = form.get();
        }
    }

    private void readBitmap(XmlElement root) {
        XmlElement bitmap = fields.get(1);
        Optional<String> form = bitmap == null ? Optional.empty() : JposValues.bitmapForm(bitmap);
        if (values.number(root, "isopackager", "bitmapField", 1) != 1) {
            errors.add(root.place(), "isopackager bitmapField", "the bitmap of a message is field 1");
        } else if (bitmap == null || isDivided(bitmap) || form.isEmpty()) {
            errors.add(
                    bitmap == null ? root.place() : bitmap.place(),
                    "bitmap",
                    "field 1 must be IFA_BITMAP, IFB_BITMAP or IFE_BITMAP");
        } else {
            draft.bitmap = form.get();
            int bytes = values.number(bitmap, "bitmap", "length", 0);
            draft.last = bytes * 8;
            if (bytes == 24) {
                draft.tertiary = "contiguous";
            } else if (bytes != 8 && bytes != 16) {
                errors.add(bitmap.place(), "bitmap", "a bitmap has 8, 16 or 24 bytes");
            }
        }
    }

    /** In 2.1.10 the attribute works only with a bitmap class in that place and 16 bytes of bitmap in front. */
    private void readThirdBitmap(XmlElement root) {
        int third = values.number(root, "isopackager", "thirdBitmapField", -1);
        XmlElement field = fields.get(third);
        if (third < 0) {
            return;
        }
        if (third > MOST_THIRD) {
            errors.add(root.place(), "isopackager thirdBitmapField", "at most " + MOST_THIRD + ", as for jPOS");
            return;
        }
        if (field == null || JposValues.bitmapForm(field).isEmpty()) {
            children.note(third, "", "thirdBitmapField has no effect: the field is no bitmap, for jPOS neither", root);
            return;
        }
        boolean isOurs = third == TERTIARY
                && draft.last == 128
                && !isDivided(field)
                && JposValues.bitmapForm(field).equals(Optional.of(draft.bitmap))
                && values.number(field, "DE " + third, "length", 0) == 8;
        if (isOurs) {
            draft.tertiary = "element";
            draft.last = 192;
            fields.remove(third);
        } else {
            errors.add(
                    field.place(),
                    "DE " + third,
                    "a third bitmap is field 65, written like the first, of 8 bytes, behind two of 16 bytes together");
        }
    }

    private void refuseHeader(XmlElement root) {
        if (values.number(root, "isopackager", "headerLength", 0) != 0) {
            errors.add(
                    root.place(),
                    "isopackager headerLength",
                    "a header is the framing's: write it as the member's `framing: { header: … }` and 0 here");
        }
    }

    private void readField(int de, XmlElement field) {
        String key = "DE " + de;
        String name = JposFields.simpleName(field.attribute("class").orElse(""));
        if (de > draft.last || de < firstField) {
            draft.note(de, "left out: " + (de > draft.last ? "no bit reaches it" : "firstField is " + firstField));
        } else if (name.equals("IF_NOP") || name.equals("IF_UNUSED")) {
            draft.note(de, "left out: " + name + " writes nothing; a message with this bit is refused");
        } else if (emitsBitmap && de == TERTIARY) {
            draft.note(de, "left out: its bit announces a third bitmap; a message with this bit is refused");
        } else if (de < 2) {
            errors.add(field.place(), key, "an element without a bitmap in front of it begins at 2");
        } else {
            element(de, field, key).ifPresent(element -> draft.elements.put(de, element));
        }
    }

    private Optional<ImportedElement> element(int de, XmlElement field, String key) {
        Optional<ImportedValue> value = values.value(field, key, form -> characterClass(form, de, field));
        if (de == 39 && value.isPresent() && value.get().dots() > 0) {
            errors.add(field.place(), key, "the response code is fixed");
        }
        Sensitivity sensitivity = StandardElement.sensitivity(codeLength, de);
        Optional<ImportedParts> parts = isDivided(field)
                ? new JposParts(children, errors, values, de, sensitivity).read(field, key)
                : Optional.empty();
        return value.map(form -> new ImportedElement(
                Integer.toString(de),
                field.attribute("name").orElse(""),
                form,
                StandardElement.whole(sensitivity, form),
                parts,
                field.place()));
    }

    /** A fixed text is filled up with spaces, so that it is text; of a variable one only the standard can say so. */
    private CharacterClass characterClass(FieldForm form, int de, XmlElement field) {
        return switch (form.content()) {
            case DIGITS -> StandardElement.isTrack(de) && !form.toMaximum() ? CharacterClass.Z : CharacterClass.N;
            case TEXT ->
                !isDivided(field) && (form.isFixed() || form.toMaximum() || StandardElement.isText(codeLength, de))
                        ? CharacterClass.ANS
                        : CharacterClass.ANY;
            case SIGNED -> CharacterClass.XN;
            case BYTES, HEX_DIGITS -> CharacterClass.B;
            case TRANSLATED -> CharacterClass.ANY;
        };
    }

    static boolean isDivided(XmlElement field) {
        return field.name().equals("isofieldpackager");
    }
}
