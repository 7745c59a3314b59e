package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads attributes and values of a packager file. Owner: the import. */
final class JposValues {

    private static final Set<String> TRUTHS = Set.of("pad", "trim", "emitBitmap", "swapTagAndLen");

    private final ImportErrors errors;

    JposValues(ImportErrors errors) {
        this.errors = errors;
    }

    /** Notes attributes that nobody knows, and truths that are neither true nor false, as jPOS's document types do. */
    void checkAttributes(XmlElement element, String key, Set<String> known) {
        element.attributes().forEach((attribute, value) -> {
            if (!known.contains(attribute)) {
                errors.add(element.place(), key, "unknown attribute " + attribute);
            } else if (TRUTHS.contains(attribute) && !value.strip().matches("true|false")) {
                errors.add(element.place(), key, attribute + " must be true or false");
            }
        });
    }

    /** The attribute as a number from 0 to 999999; the given one when it is missing or wrong, which is noted. */
    int number(XmlElement element, String key, String attribute, int otherwise) {
        Optional<String> text = element.attribute(attribute).map(String::strip);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("\\d{1,6}")) {
            errors.add(element.place(), key, attribute + " must be a number of at most 6 digits");
            return otherwise;
        }
        return Integer.parseInt(text.get());
    }

    /** How a bitmap class writes, when the field has one. */
    static Optional<String> bitmapForm(XmlElement field) {
        return switch (JposFields.simpleName(field.attribute("class").orElse(""))) {
            case "IFA_BITMAP" -> Optional.of("hex");
            case "IFB_BITMAP" -> Optional.of("binary");
            case "IFE_BITMAP" -> Optional.of("hex-ebcdic");
            default -> Optional.empty();
        };
    }

    /** Empty when it has no form; the error has been noted. */
    Optional<ImportedValue> value(XmlElement field, String key, Function<FieldForm, CharacterClass> characterClass) {
        String className = field.attribute("class").orElse("").strip();
        Optional<FieldForm> form = JposFields.form(className);
        int length = number(field, key, "length", 0);
        if (className.isEmpty()) {
            errors.add(field.place(), key, "class is missing");
        } else if (form.isEmpty()) {
            errors.add(field.place(), key, className + ": " + JposFields.reason(className));
        } else if (refusal(form.get(), field, length).isPresent()) {
            errors.add(field.place(), key, refusal(form.get(), field, length).get());
        } else {
            return Optional.of(form.get().value(characterClass.apply(form.get()), length, field.isTrue("pad")));
        }
        return Optional.empty();
    }

    /** Never shortened here: jPOS refuses most such definitions, and nobody can tell which of two lengths is meant. */
    static String tooLong(int length, long longest) {
        return "length " + length + ": the length in front of a value of this class says at most " + longest;
    }

    private static Optional<String> refusal(FieldForm form, XmlElement field, int length) {
        if (length < 1) {
            return Optional.of("length must be 1 or more");
        }
        if (length > form.longest()) {
            return Optional.of(tooLong(length, form.longest()));
        }
        if (form.content() == FieldForm.Content.SIGNED && length < 2) {
            return Optional.of("a signed amount has its sign and at least one digit");
        }
        if (form.content() == FieldForm.Content.HEX_DIGITS && length % 2 != 0) {
            return Optional.of("an odd number of hex digits is no number of bytes");
        }
        if (form.encoding() == Encoding.BINARY && form.isFixed() && length > ImportedValue.MOST_LENGTH / 8) {
            return Optional.of("longer than a type can say");
        }
        if (form.isFixed() && field.isTrue("trim")) {
            return Optional.of("trim lets a fixed value end early, at the end of what holds it; it has a length here");
        }
        if (form.toMaximum() && field.isTrue("trim")) {
            return Optional.of("trim: the class fills the value up, and jPOS does not with trim");
        }
        return Optional.empty();
    }
}
