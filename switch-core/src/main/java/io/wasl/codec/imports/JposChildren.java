package io.wasl.codec.imports;

import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands in a packager of a file of jPOS: its fields by their numbers, each with attributes that mean what they say.
 *
 * <pre>
 *   has its effect                        pad, trim, length, class, packager, emitBitmap, bitmapField, firstField …
 *   no effect upon bytes, so a note       validators; maxValidField below a field
 *   no effect in jPOS, so an error        encoding, token of a class without one: nobody can tell what is meant
 *   names what is not read, so an error   params
 * </pre>
 *
 * <p>Owner: the import.
 */
final class JposChildren {

    private static final Set<String> FIELD_ATTRIBUTES =
            Set.of("id", "length", "name", "class", "pad", "trim", "token", "params", "encoding");

    /** As jPOS's document types have them: without {@code trim} and {@code encoding}. */
    private static final Set<String> PACKAGER_ATTRIBUTES = Set.of(
            "id",
            "length",
            "name",
            "class",
            "pad",
            "token",
            "params",
            "packager",
            "validator",
            "emitBitmap",
            "maxValidField",
            "bitmapField",
            "firstField",
            "headerLength",
            "tagMapper",
            "tagSize",
            "lenSize",
            "swapTagAndLen");

    private static final String VALIDATORS = ": validators are not run here; they change no byte";

    private final Draft draft;
    private final ImportErrors errors;
    private final JposValues values;

    JposChildren(Draft draft, ImportErrors errors, JposValues values) {
        this.draft = draft;
        this.errors = errors;
        this.values = values;
    }

    /** The message's fields. */
    NavigableMap<Integer, XmlElement> ofMessage(XmlElement root) {
        return of(root, "", 0);
    }

    /**
     * The fields of the parts.
     *
     * @param de the element that all this stands in
     */
    NavigableMap<Integer, XmlElement> ofParts(XmlElement packager, String key, int de) {
        return of(packager, key, de);
    }

    private NavigableMap<Integer, XmlElement> of(XmlElement packager, String key, int de) {
        NavigableMap<Integer, XmlElement> fields = new TreeMap<>();
        for (XmlElement child : packager.children()) {
            boolean isField = child.name().equals("isofield") || child.name().equals("isofieldpackager");
            if (child.name().equals("isovalidator")) {
                note(de, key, "isovalidator " + child.attribute("class").orElse("") + VALIDATORS, child);
            } else if (!isField) {
                errors.add(child.place(), child.name(), "only isofield and isofieldpackager stand in a packager");
            } else {
                add(child, key, de, fields);
            }
        }
        int most = values.number(packager, key.isEmpty() ? packager.name() : key, "maxValidField", Integer.MAX_VALUE);
        if (!fields.isEmpty() && fields.lastKey() > most) {
            note(de, key, "maxValidField has no effect, for jPOS neither: fields above it stay", packager);
        }
        return fields;
    }

    private void add(XmlElement field, String key, int de, NavigableMap<Integer, XmlElement> fields) {
        int id = values.number(field, key.isEmpty() ? field.name() : key, "id", -1);
        if (field.attribute("id").isEmpty()) {
            errors.add(field.place(), key.isEmpty() ? field.name() : key, "id is missing");
        }
        if (id < 0) {
            return;
        }
        String path = key.isEmpty() ? "DE " + id : key + "." + id;
        int element = key.isEmpty() ? id : de;
        if (fields.put(id, field) != null) {
            note(element, path, "declared twice; the later one counts, as for jPOS", field);
        }
        boolean isPlain = field.name().equals("isofield");
        values.checkAttributes(field, path, isPlain ? FIELD_ATTRIBUTES : PACKAGER_ATTRIBUTES);
        refuseWithoutEffect(field, path);
        if (isPlain) {
            readWithin(field, path, element);
        }
        if (field.attribute("validator").isPresent()) {
            note(element, path, "validator " + field.attribute("validator").get() + VALIDATORS, field);
        }
        if (field.isTrue("trim") && hasLengthInFront(field)) {
            note(element, path, "trim has no effect upon a value with a length in front, for jPOS neither", field);
        }
    }

    private void refuseWithoutEffect(XmlElement field, String path) {
        String className = JposFields.simpleName(field.attribute("class").orElse(""));
        if (field.attribute("encoding").isPresent()) {
            errors.add(
                    field.place(),
                    path,
                    "encoding has no effect, for jPOS neither: the class alone says how a value is written");
        }
        if (field.attribute("token").isPresent() && !JposFields.takesToken(className)) {
            errors.add(field.place(), path, "token has no effect upon " + className + ", for jPOS neither");
        }
        if (field.attribute("params").isPresent()) {
            errors.add(
                    field.place(),
                    path,
                    "params: jPOS makes the class of them; what comes of it, nobody can tell here");
        }
    }

    private void readWithin(XmlElement field, String path, int element) {
        for (XmlElement inner : field.children()) {
            if (inner.name().equals("isofieldvalidator")) {
                note(
                        element,
                        path,
                        "isofieldvalidator " + inner.attribute("class").orElse("") + VALIDATORS,
                        inner);
            } else {
                errors.add(inner.place(), path, "an isofield holds no " + inner.name() + "; an isofieldpackager does");
            }
        }
    }

    private static boolean hasLengthInFront(XmlElement field) {
        String className = field.attribute("class").orElse("");
        return JposTags.isTagClass(JposFields.simpleName(className))
                || JposFields.form(className)
                        .filter(form -> !form.isFixed() && !form.toMaximum())
                        .isPresent();
    }

    /**
     * @param path of what it speaks; empty for the message
     */
    void note(int de, String path, String text, XmlElement at) {
        boolean isElement = path.isEmpty() || path.equals("DE " + de);
        draft.note(
                de,
                (isElement ? "" : path.substring("DE ".length()) + ": ") + text + " (line "
                        + at.place().line() + ")");
    }
}
