package io.wasl.codec.imports;

import io.wasl.codec.Encoding;
import java.util.Optional;

/**
 * Which field classes may stand around parts. jPOS packs the parts and hands the bytes to the class as if they were its
 * value; a dialect leaves the parts as they are. Found by running all of them around parts of each kind.
 *
 * <pre>
 *   bytes, text in ASCII          the bytes stay what they are, so that both agree
 *   text in EBCDIC, tagged too    each byte is translated once more
 *   digits in ASCII and packed    both agree upon parts of digits, by position, each in ASCII and fixed
 *   what is filled up, hex, signs jPOS cannot write parts there, or a dialect cannot
 * </pre>
 */
final class JposContainers {

    private JposContainers() {}

    /** Why parts cannot stand in the class of this field; empty when they can, or when it has no form at all. */
    static Optional<String> refusal(XmlElement packager) {
        String className = JposFields.simpleName(packager.attribute("class").orElse(""));
        Optional<JposTags.TagForm> tagged = JposTags.form(className);
        return tagged.isPresent()
                ? refusal(className, tagged.get())
                : JposFields.form(className).flatMap(form -> refusal(className, form, packager));
    }

    private static Optional<String> refusal(String className, JposTags.TagForm form) {
        if (form.isBytes()) {
            return Optional.empty();
        }
        if (form.order().equals("length-tag")) {
            return Optional.of(className + ": jPOS cannot write parts in it");
        }
        return form.encoding().startsWith("ebcdic") ? Optional.of(translates(className)) : Optional.empty();
    }

    private static Optional<String> refusal(String className, FieldForm form, XmlElement packager) {
        boolean isEbcdic = form.encoding() == Encoding.EBCDIC_1047;
        return switch (form.content()) {
            case BYTES -> Optional.empty();
            case TRANSLATED -> Optional.of(translates(className));
            case TEXT -> {
                if (isEbcdic) {
                    yield Optional.of(translates(className));
                }
                yield form.toMaximum() ? Optional.of(className + ": jPOS cannot write parts in it") : Optional.empty();
            }
            case DIGITS -> {
                boolean isPlain = !isEbcdic && !form.toMaximum() && !form.isCountedInBytes();
                yield isPlain && hasDigitsOnly(packager)
                        ? Optional.empty()
                        : Optional.of(className + ": a class of digits holds "
                                + (isPlain
                                        ? "only parts of digits, by position, each in ASCII and fixed"
                                        : "no parts"));
            }
            case SIGNED, HEX_DIGITS ->
                Optional.of(className + ": parts are not what it writes; a class of bytes (IFB_BINARY …) holds them");
        };
    }

    private static String translates(String className) {
        return className
                + ": jPOS translates the bytes of the parts into EBCDIC once more, which a dialect cannot say; a"
                + " class of bytes (IFE_LLLBINARY …) leaves them as they are";
    }

    private static boolean hasDigitsOnly(XmlElement packager) {
        boolean isPositional = packager.attribute("emitBitmap").isPresent() && !packager.isTrue("emitBitmap");
        return isPositional
                && packager.children().stream()
                        .filter(child -> !child.name().equals("isovalidator"))
                        .allMatch(JposContainers::isDigits);
    }

    private static boolean isDigits(XmlElement part) {
        return !JposImport.isDivided(part)
                && JposFields.form(part.attribute("class").orElse(""))
                        .filter(form -> form.content() == FieldForm.Content.DIGITS)
                        .filter(form -> form.isFixed() && form.encoding() == Encoding.ASCII)
                        .isPresent();
    }
}
