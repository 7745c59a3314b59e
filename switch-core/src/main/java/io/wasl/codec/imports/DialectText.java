package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.Sensitivity;
import io.wasl.codec.ValueSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a dialect file: what most elements have in common at its head, of each element only what differs.
 *
 * <p>Owner: the import.
 */
final class DialectText {

    private static final int COMMENT_WIDTH = 116;

    private final Draft draft;
    private final int codeLength;
    private final Map<CharacterClass, Encoding> encodings = new EnumMap<>(CharacterClass.class);
    private final LengthPrefix.Encoding prefix;
    private final boolean hasPacked;
    private final boolean oddFixedLeft;
    private final boolean oddVariableLeft;
    private final int filler;
    private final StringBuilder text = new StringBuilder();

    private DialectText(Draft draft, int codeLength) {
        this.draft = draft;
        this.codeLength = codeLength;
        List<ValueSpec> values = new ArrayList<>();
        draft.elements.values().forEach(element -> collect(element, values));
        for (CharacterClass characterClass : CharacterClass.values()) {
            List<ValueSpec> ofClass = values.stream()
                    .filter(value -> value.characterClass() == characterClass)
                    .toList();
            if (!ofClass.isEmpty()) {
                encodings.put(characterClass, most(ofClass, ValueSpec::encoding, Encoding.ASCII));
            }
        }
        List<ValueSpec> variable =
                values.stream().filter(DialectText::hasPrefix).toList();
        prefix = most(variable, value -> value.prefix().encoding(), LengthPrefix.Encoding.ASCII);
        List<ValueSpec> packed = values.stream().filter(ValueSpec::mayBeOdd).toList();
        hasPacked = !packed.isEmpty();
        oddFixedLeft = most(
                packed.stream().filter(ValueSpec::isFixed).toList(),
                value -> value.odd().left(),
                true);
        oddVariableLeft = most(
                packed.stream().filter(value -> !value.isFixed()).toList(),
                value -> value.odd().left(),
                false);
        filler = most(packed, value -> value.odd().filler(), 0);
    }

    /**
     * @param codeLength of DE 39
     */
    static String of(Draft draft, int codeLength) {
        DialectText writer = new DialectText(draft, codeLength);
        writer.writeHead();
        writer.writeElements();
        return writer.text.toString();
    }

    private static boolean hasPrefix(ValueSpec value) {
        return !value.prefix().isNone() && !value.prefix().isEnclosed();
    }

    private static void collect(ImportedElement element, List<ValueSpec> values) {
        values.add(element.value().spec());
        element.parts().ifPresent(parts -> parts.fields().forEach(part -> collect(part, values)));
    }

    /** What most of them say; the first met among equals. */
    private static <T> T most(List<ValueSpec> values, Function<ValueSpec, T> property, T otherwise) {
        Map<T, Integer> counts = new HashMap<>();
        T best = otherwise;
        int most = 0;
        for (ValueSpec value : values) {
            T one = property.apply(value);
            int count = counts.merge(one, 1, Integer::sum);
            if (count > most) {
                most = count;
                best = one;
            }
        }
        return best;
    }

    private void writeHead() {
        comment("Made from " + draft.origin + " by `wasl dialect import`.");
        line("#");
        comment(
                "The definition does not say which elements are secret: sensitivities are those of the standard for each"
                        + " element, and opaque where it leaves the content to networks. Look them over before use.");
        line("version: " + (codeLength == 2 ? "1987" : codeLength == 3 ? "1993" : "2003"));
        line("mti: " + draft.mti);
        line("bitmap: " + draft.bitmap);
        if (!draft.tertiary.equals("none")) {
            line("tertiary: " + draft.tertiary);
        }
        List<String> byClass = new ArrayList<>();
        encodings.forEach((characterClass, encoding) -> {
            if (encoding != Encoding.ASCII) {
                byClass.add(characterClass.notation() + ": " + notation(encoding));
            }
        });
        if (!byClass.isEmpty()) {
            line("encodings: { " + String.join(", ", byClass) + " }");
        }
        line("prefix: " + notation(prefix));
        if (hasPacked) {
            line("odd-digits: { fixed: " + side(oddFixedLeft) + ", variable: " + side(oddVariableLeft) + ", filler: "
                    + (filler == 0 ? "0" : "f") + " }");
        }
    }

    private void writeElements() {
        line("elements:");
        for (int de = 0; de <= draft.last || de <= 192; de++) {
            for (String note : draft.notes.getOrDefault(de, List.of())) {
                line("  # " + de + ": " + note);
            }
            ImportedElement element = draft.elements.get(de);
            if (element != null) {
                write(element, "  ", de + ":", false);
            }
        }
    }

    /**
     * @param takesRest whether it is a positional part, which without a length in front takes what is left
     */
    private void write(ImportedElement element, String indent, String key, boolean takesRest) {
        List<String> keys = keys(element);
        if (takesRest && element.value().spec().prefix().isEnclosed()) {
            keys.add("rest: true");
        }
        if (element.parts().isEmpty()) {
            line(indent + String.format("%-4s", key) + " { " + String.join(", ", keys) + " }");
            return;
        }
        line(indent + key);
        keys.forEach(one -> line(indent + "  " + one));
        ImportedParts parts = element.parts().get();
        line(indent + "  parts:");
        parts.head().forEach(one -> line(indent + "    " + one));
        line(indent + "    fields:" + (parts.fields().isEmpty() ? " {}" : ""));
        boolean isPositional = parts.head().contains("form: positional");
        parts.fields().forEach(part -> write(part, indent + "      ", quotedKey(part.key()) + ":", isPositional));
    }

    /** A tag such as {@code 0E} or {@code 5E3} would be read as a number by other tools. */
    private static String quotedKey(String key) {
        return key.chars().allMatch(c -> c >= '0' && c <= '9') && !key.startsWith("0") ? key : quoted(key);
    }

    private List<String> keys(ImportedElement element) {
        ImportedValue value = element.value();
        ValueSpec spec = value.spec();
        List<String> keys = new ArrayList<>();
        keys.add("type: " + value.type());
        if (spec.encoding() != encodings.getOrDefault(spec.characterClass(), Encoding.ASCII)) {
            keys.add("encoding: " + notation(spec.encoding()));
        }
        if (hasPrefix(spec)) {
            addPrefix(value, keys);
        }
        if (spec.mayBeOdd()) {
            addOdd(spec, keys);
        }
        addPadding(spec, keys);
        if (element.sensitivity() != Sensitivity.OPAQUE) {
            keys.add("sensitivity: " + notation(element.sensitivity()));
        }
        if (!element.name().isEmpty()) {
            keys.add("name: " + quoted(element.name()));
        }
        return keys;
    }

    private void addPrefix(ImportedValue value, List<String> keys) {
        LengthPrefix own = value.spec().prefix();
        if (own.encoding() != prefix) {
            keys.add("prefix: " + notation(own.encoding()));
        }
        if (value.unusualPrefixBytes() > 0) {
            keys.add("prefix-bytes: " + own.width());
        }
        if (own.unit() == LengthPrefix.Unit.BYTES) {
            keys.add("counts: bytes");
        }
        if (own.inclusive()) {
            keys.add("inclusive: true");
        }
    }

    private void addOdd(ValueSpec spec, List<String> keys) {
        boolean usual = spec.isFixed() ? oddFixedLeft : oddVariableLeft;
        if (spec.odd().left() != usual) {
            keys.add("odd-digits: " + side(spec.odd().left()));
        }
        if (spec.odd().filler() != filler) {
            keys.add("filler: " + (spec.odd().filler() == 0 ? "0" : "f"));
        }
    }

    private static void addPadding(ValueSpec spec, List<String> keys) {
        Padding padding = spec.padding();
        Padding usual = Padding.usual(spec.characterClass());
        if (padding.equals(usual)) {
            return;
        }
        List<String> pad = new ArrayList<>();
        if (padding.left() != usual.left()) {
            pad.add("side: " + side(padding.left()));
        }
        if (padding.character() != usual.character()) {
            pad.add("fill: " + quoted(String.valueOf(padding.character())));
        }
        if (padding.trimmed()) {
            pad.add("trim: true");
        }
        if (padding.toMaximum()) {
            pad.add("to-maximum: true");
        }
        keys.add("pad: { " + String.join(", ", pad) + " }");
    }

    private static String side(boolean left) {
        return left ? "left" : "right";
    }

    private static String notation(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In double quotes, as YAML reads them; what is not printable ASCII as an escape. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04X", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private void comment(String sentence) {
        StringBuilder line = new StringBuilder("#");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + 1 + word.length() > COMMENT_WIDTH) {
                line(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        line(line.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
