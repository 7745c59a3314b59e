package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.Sensitivity;
import io.wasl.codec.ValueSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the parts of an {@code isofieldpackager}, to any depth.
 *
 * <p>Owner: the import.
 */
final class JposParts {

    private static final String PACKAGE = "org.jpos.iso.packager.";
    private static final String TAGGED = "GenericTaggedFieldsPackager";
    private static final String BER = "org.jpos.tlv.packager.bertlv.BERTLVBinaryPackager";

    private final JposChildren children;
    private final ImportErrors errors;
    private final JposValues values;
    private final int de;
    private final Sensitivity sensitivity;

    /**
     * @param de the element that all this stands in
     * @param sensitivity of each part: the element's by the standard
     */
    JposParts(JposChildren children, ImportErrors errors, JposValues values, int de, Sensitivity sensitivity) {
        this.children = children;
        this.errors = errors;
        this.values = values;
        this.de = de;
        this.sensitivity = sensitivity;
    }

    /** Empty when it has no form; the error has been noted. */
    Optional<ImportedParts> read(XmlElement packager, String key) {
        String className = packager.attribute("packager").orElse("").strip();
        String name = className.startsWith(PACKAGE) ? className.substring(PACKAGE.length()) : className;
        Map<Integer, XmlElement> fields = children.ofParts(packager, key, de);
        JposContainers.refusal(packager).ifPresent(reason -> errors.add(packager.place(), key, reason));
        if (values.number(packager, key, "headerLength", 0) != 0) {
            errors.add(packager.place(), key, "headerLength: parts have no header");
        }
        if (!name.equals(TAGGED)) {
            refuse(packager, key, "only " + TAGGED + " reads it", "tagMapper", "tagSize", "lenSize", "swapTagAndLen");
        }
        if (name.equals(BER)) {
            return berTlv(packager, key, fields);
        }
        if (JposTags.isReader(name)) {
            return tagged(name, packager, key, fields);
        }
        if (!name.equals("GenericSubFieldPackager") && !name.equals("GenericPackager")) {
            errors.add(
                    packager.place(), key, "packager " + className + ": nobody can tell from its name how it divides");
            return Optional.empty();
        }
        boolean hasBitmap = packager.attribute("emitBitmap").isEmpty() || packager.isTrue("emitBitmap");
        return hasBitmap ? bitmap(packager, key, fields) : positional(name, packager, key, fields);
    }

    private Optional<ImportedParts> berTlv(XmlElement packager, String key, Map<Integer, XmlElement> fields) {
        refuse(packager, key, "BER-TLV has neither a bitmap nor a first field", "bitmapField", "firstField");
        if (!fields.isEmpty()) {
            errors.add(packager.place(), key, "parts of BER-TLV are found by their tags, which its fields do not say");
        }
        return Optional.of(new ImportedParts(List.of("form: ber-tlv"), List.of()));
    }

    private Optional<ImportedParts> tagged(
            String packager, XmlElement element, String key, Map<Integer, XmlElement> fields) {
        noteWithoutEffect(element, key, packager, "bitmapField", "firstField");
        Set<List<String>> heads = new HashSet<>();
        List<ImportedElement> parts = new ArrayList<>();
        if (element.isTrue("swapTagAndLen")) {
            errors.add(element.place(), key, "swapTagAndLen: jPOS 2.1.10 does not read what it writes so");
        }
        fields.forEach((id, field) -> {
            String className = JposFields.simpleName(field.attribute("class").orElse(""));
            String path = key + "." + id;
            Optional<JposTags.TagForm> form = JposTags.form(packager, className);
            if (form.isPresent() && id == 0 && form.get().order().equals("length-tag")) {
                errors.add(
                        field.place(), path, "jPOS writes no tag 0 behind a length, or not as it stands in the file");
            } else if (form.isPresent() && id < Math.pow(10, form.get().tagBytes())) {
                checkSizes(element, key, form.get());
                heads.add(form.get().head());
                parts.add(taggedPart(id, field, path, form.get()));
            } else if (writesNothing(className)) {
                note(path, "left out: it writes nothing", field);
            } else {
                errors.add(field.place(), path, packager + " does not read " + className + " with this number");
            }
        });
        if (heads.size() > 1) {
            errors.add(
                    element.place(), key, "its fields differ in the widths of tag or length; all must have the same");
        }
        if (parts.isEmpty()) {
            errors.add(element.place(), key, "holds no field");
            return Optional.empty();
        }
        return Optional.of(new ImportedParts(heads.iterator().next(), parts));
    }

    private void checkSizes(XmlElement element, String key, JposTags.TagForm form) {
        boolean isMapped = element.attribute("packager").orElse("").strip().equals(PACKAGE + TAGGED);
        String mapper = element.attribute("tagMapper").orElse("");
        String known = PACKAGE + "T".repeat(form.tagBytes()) + "DecimalTagMapper";
        boolean fits = values.number(element, key, "tagSize", -1) == form.tagBytes()
                && values.number(element, key, "lenSize", -1) == form.lengthBytes()
                && mapper.equals(known);
        if (isMapped && !fits) {
            errors.add(
                    element.place(),
                    key,
                    "tagSize, lenSize and tagMapper must be " + form.tagBytes() + ", " + form.lengthBytes() + " and "
                            + known + " for its fields");
        }
    }

    private ImportedElement taggedPart(int id, XmlElement field, String path, JposTags.TagForm form) {
        int declared = values.number(field, path, "length", 0);
        if (declared < 1) {
            errors.add(field.place(), path, "length must be 1 or more");
        } else if (declared > form.longest()) {
            errors.add(field.place(), path, JposValues.tooLong(declared, form.longest()));
        }
        int length = Math.max(1, Math.min(declared, form.longest())); // what is wrong has been noted
        CharacterClass characterClass = form.isBytes() ? CharacterClass.B : CharacterClass.ANY;
        Encoding encoding =
                Encoding.valueOf(form.encoding().toUpperCase(Locale.ROOT).replace('-', '_'));
        ImportedValue value = enclosed(characterClass, encoding, length);
        String tag = String.format("%0" + form.tagBytes() + "d", id);
        return part(tag, field, value, nested(field, path));
    }

    private static ImportedValue enclosed(CharacterClass characterClass, Encoding encoding, int length) {
        LengthPrefix around = new LengthPrefix(0, LengthPrefix.Encoding.BINARY, LengthPrefix.Unit.BYTES, false);
        ValueSpec spec = new ValueSpec(
                characterClass,
                length,
                encoding,
                around,
                new ValueSpec.OddDigits(false, 0),
                Padding.usual(characterClass));
        return new ImportedValue(spec, ImportedValue.dots(2, length));
    }

    private Optional<ImportedParts> bitmap(XmlElement packager, String key, Map<Integer, XmlElement> fields) {
        int place = values.number(packager, key, "bitmapField", 1);
        XmlElement bitmap = fields.remove(place);
        Optional<String> form = bitmap == null ? Optional.empty() : JposValues.bitmapForm(bitmap);
        if (bitmap == null || JposImport.isDivided(bitmap) || form.isEmpty() || place > 1) {
            errors.add(
                    bitmap == null ? packager.place() : bitmap.place(),
                    key,
                    "its bitmap must be field 0 or 1, of IFA_BITMAP, IFB_BITMAP or IFE_BITMAP");
            return Optional.empty();
        }
        int bytes = values.number(bitmap, key, "length", 0);
        if (bytes < 1 || bytes > 8 && bytes != 16) {
            errors.add(bitmap.place(), key, "a bitmap of parts has 1 to 8 or 16 bytes");
            return Optional.empty();
        }
        List<String> head = new ArrayList<>(List.of("form: bitmap", "bitmap: " + form.get()));
        head.add("bits: " + Math.min(bytes, 8) * 8);
        if (bytes == 16) {
            head.add("continued: true");
        }
        int first = values.number(packager, key, "firstField", 0);
        List<ImportedElement> parts = new ArrayList<>();
        fields.forEach((id, field) -> {
            String path = key + "." + id;
            if (id < first) {
                note(path, "left out: firstField is " + first, field);
            } else if (id < (bytes == 16 ? 2 : 1) || id > bytes * 8) {
                note(path, "left out: no bit of its own says that it is there", field);
            } else if (!writesNothing(
                    JposFields.simpleName(field.attribute("class").orElse("")))) {
                value(field, path).ifPresent(value -> parts.add(part("" + id, field, value, nested(field, path))));
            } else {
                note(path, "left out: it writes nothing", field);
            }
        });
        return Optional.of(new ImportedParts(head, parts));
    }

    private Optional<ImportedParts> positional(
            String name, XmlElement packager, String key, Map<Integer, XmlElement> fields) {
        boolean isGeneric = name.equals("GenericPackager");
        noteWithoutEffect(packager, key, "parts without a bitmap", "bitmapField");
        int first = values.number(packager, key, "firstField", isGeneric ? 0 : 1);
        // A GenericPackager writes field 0 in front of all others, as if it were an MTI.
        if (fields.keySet().removeIf(id -> id < first && !(isGeneric && id == 0))) {
            note(key, "parts below firstField " + first + " left out", packager);
        }
        List<Integer> ids = List.copyOf(fields.keySet());
        List<XmlElement> inOrder = List.copyOf(fields.values());
        if (!isGeneric && !ids.isEmpty() && ids.get(0) != first) {
            errors.add(
                    inOrder.get(0).place(),
                    key + "." + ids.get(0),
                    "the parts begin at " + first + " (firstField), which is not there: jPOS cannot write them");
        }
        List<ImportedElement> parts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            XmlElement field = inOrder.get(i);
            String path = key + "." + ids.get(i);
            if (!isGeneric && i > 0 && ids.get(i) != ids.get(i - 1) + 1) {
                errors.add(field.place(), path, "a gap before it, which jPOS cannot write");
            }
            String number = Integer.toString(i + 1);
            Optional<ImportedValue> value = i == ids.size() - 1 ? lastValue(field, path) : value(field, path);
            value.ifPresent(form -> parts.add(part(number, field, form, nested(field, path))));
        }
        if (!ids.isEmpty() && ids.get(ids.size() - 1) != ids.size()) {
            note(key, "the parts " + ids + " are numbered 1 to " + ids.size() + " here", packager);
        }
        return Optional.of(new ImportedParts(List.of("form: positional"), parts));
    }

    /** The last part may take what is left, however short. */
    private Optional<ImportedValue> lastValue(XmlElement field, String path) {
        String className = JposFields.simpleName(field.attribute("class").orElse(""));
        int length = values.number(field, path, "length", 0);
        boolean isTrimmed = className.equals("IF_CHAR") && field.isTrue("trim");
        if (length > 0 && (isTrimmed || className.equals("IF_FCHAR"))) {
            return Optional.of(enclosed(CharacterClass.ANY, Encoding.ASCII, length));
        }
        if (length > 0 && className.equals("IF_FBINARY")) {
            return Optional.of(enclosed(CharacterClass.B, Encoding.BINARY, length));
        }
        return value(field, path);
    }

    private Optional<ImportedValue> value(XmlElement field, String path) {
        boolean isDivided = JposImport.isDivided(field);
        return values.value(field, path, form -> switch (form.content()) {
            case DIGITS -> CharacterClass.N;
            case TEXT -> form.isFixed() && !isDivided || form.toMaximum() ? CharacterClass.ANS : CharacterClass.ANY;
            case SIGNED -> CharacterClass.XN;
            case BYTES, HEX_DIGITS -> CharacterClass.B;
            case TRANSLATED -> CharacterClass.ANY;
        });
    }

    private Optional<ImportedParts> nested(XmlElement field, String path) {
        return JposImport.isDivided(field) ? read(field, path) : Optional.empty();
    }

    private ImportedElement part(String number, XmlElement field, ImportedValue value, Optional<ImportedParts> parts) {
        return new ImportedElement(
                number, field.attribute("name").orElse(""), value, sensitivity, parts, field.place());
    }

    private static boolean writesNothing(String className) {
        return className.equals("IF_NOP") || className.equals("IF_UNUSED");
    }

    private void refuse(XmlElement packager, String key, String reason, String... attributes) {
        for (String attribute : attributes) {
            if (packager.attribute(attribute).isPresent()) {
                errors.add(packager.place(), key, attribute + ": " + reason);
            }
        }
    }

    private void noteWithoutEffect(XmlElement packager, String key, String upon, String... attributes) {
        for (String attribute : attributes) {
            if (packager.attribute(attribute).isPresent()) {
                note(key, attribute + " has no effect upon " + upon + ", for jPOS neither", packager);
            }
        }
    }

    private void note(String path, String text, XmlElement at) {
        children.note(de, path, text, at);
    }
}
