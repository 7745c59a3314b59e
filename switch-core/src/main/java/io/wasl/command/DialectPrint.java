package io.wasl.command;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Composite;
import io.wasl.codec.Dialect;
import io.wasl.codec.ElementSpec;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.PartSpec;
import io.wasl.codec.Sensitivity;
import io.wasl.codec.ValueSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Dialects for people.
 *
 * <pre>
 *   DE   type      on the wire                    seen as  name
 *   2    n..19     bcd, length bcd                pan      primary account number
 *   55   b...255   binary, length binary, ber-tlv chip     chip data
 *     9F26  b64    binary                         chip     cryptogram
 * </pre>
 */
final class DialectPrint {

    private static final int LAST_ELEMENT = 192;

    private DialectPrint() {}

    static List<Integer> elements(Dialect dialect) {
        List<Integer> elements = new ArrayList<>();
        for (int de = 2; de <= LAST_ELEMENT; de++) {
            if (dialect.declares(de)) {
                elements.add(de);
            }
        }
        return elements;
    }

    static String version(Dialect dialect) {
        return dialect.version().text();
    }

    /** {@code ISO 8583:1987, MTI bcd, bitmap binary, 126 elements}. */
    static String summary(Dialect dialect) {
        String tertiary = dialect.tertiaryForm().equals("none") ? "" : ", third bitmap " + dialect.tertiaryForm();
        return "ISO 8583:" + version(dialect) + ", MTI " + dialect.mtiForm() + ", bitmap " + dialect.bitmapForm()
                + tertiary + ", " + elements(dialect).size() + " elements";
    }

    static void table(Dialect dialect, List<Integer> elements, Screen screen) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"DE", "type", "on the wire", "seen as", "name"});
        for (int de : elements) {
            ElementSpec spec = dialect.spec(de);
            rows.add(row("" + de, spec.value(), spec.sensitivity(), spec.stored(), spec.parts(), spec.name()));
            spec.parts().ifPresent(parts -> addParts(rows, "  ", parts));
        }
        columns(rows, screen);
    }

    private static void addParts(List<String[]> rows, String indent, Composite composite) {
        for (PartSpec part : composite.fields()) {
            String key = indent + part.key();
            rows.add(row(key, part.value(), part.sensitivity(), part.stored(), part.parts(), part.name()));
            part.parts().ifPresent(parts -> addParts(rows, indent + "  ", parts));
        }
    }

    private static String[] row(
            String key,
            ValueSpec value,
            Sensitivity sensitivity,
            boolean stored,
            Optional<Composite> parts,
            String name) {
        String seen = notation(sensitivity) + (stored ? ", stored" : "");
        return new String[] {
            key, type(value), wire(value) + parts.map(DialectPrint::division).orElse(""), seen, name
        };
    }

    /** Each column as wide as its widest cell, the first row as their heads. */
    static void columns(List<String[]> rows, Screen screen) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append("  ").append(row[i]).append(" ".repeat(widths[i] - row[i].length()));
            }
            String text = line.toString().stripTrailing();
            screen.line(row == rows.get(0) ? screen.dim(text) : text);
        }
    }

    /** All of an element and of its parts but their names, by path; empty when it is not declared. */
    static Map<String, String> forms(Dialect dialect, int de) {
        Map<String, String> forms = new LinkedHashMap<>();
        if (dialect.declares(de)) {
            ElementSpec spec = dialect.spec(de);
            addForm(forms, "" + de, spec.value(), spec.sensitivity(), spec.stored(), spec.parts());
        }
        return forms;
    }

    private static void addForm(
            Map<String, String> forms,
            String path,
            ValueSpec value,
            Sensitivity sensitivity,
            boolean stored,
            Optional<Composite> parts) {
        String division = parts.map(DialectPrint::division).orElse("");
        String seen = ", " + notation(sensitivity) + (stored ? ", stored" : "");
        forms.put(path, type(value) + " " + wire(value) + division + seen);
        parts.ifPresent(composite -> composite
                .fields()
                .forEach(part -> addForm(
                        forms,
                        path + "." + part.key(),
                        part.value(),
                        part.sensitivity(),
                        part.stored(),
                        part.parts())));
    }

    /** As a dialect file writes it, with the dots that are usual for the bytes of its prefix. */
    private static String type(ValueSpec value) {
        LengthPrefix prefix = value.prefix();
        int number = value.length();
        if (value.characterClass() == CharacterClass.XN) {
            number--;
        } else if (value.characterClass() == CharacterClass.B && value.isFixed()) {
            number *= 8;
        }
        boolean isPacked =
                prefix.encoding() == LengthPrefix.Encoding.BCD || prefix.encoding() == LengthPrefix.Encoding.BINARY;
        int digits = isPacked && prefix.width() != 1 ? 2 * prefix.width() - 1 : isPacked ? 2 : prefix.width();
        int dots =
                value.isFixed() ? 0 : Math.max(digits, Integer.toString(number).length());
        return value.characterClass().notation() + ".".repeat(dots) + number;
    }

    /** Encoding, prefix, filling. */
    private static String wire(ValueSpec value) {
        StringBuilder wire = new StringBuilder(notation(value.encoding()));
        LengthPrefix prefix = value.prefix();
        if (!value.isFixed() && !prefix.isEnclosed()) {
            wire.append(", length ").append(notation(prefix.encoding()));
            if (prefix.width() > 0) {
                wire.append(' ').append(prefix.width());
            }
            wire.append(prefix.unit() == LengthPrefix.Unit.BYTES ? " in bytes" : "");
            wire.append(prefix.inclusive() ? " with itself" : "");
        }
        if (value.mayBeOdd()) {
            wire.append(", odd digit ").append(value.odd().left() ? "left " : "right ");
            wire.append(value.odd().filler() == 0 ? "0" : "F");
        }
        Padding padding = value.padding();
        if (!padding.equals(Padding.usual(value.characterClass()))) {
            wire.append(", filled ").append(padding.left() ? "left" : "right");
            wire.append(" '").append(padding.character()).append('\'');
            wire.append(padding.trimmed() ? ", trimmed" : "").append(padding.toMaximum() ? ", to its maximum" : "");
        }
        return wire.toString();
    }

    private static String division(Composite composite) {
        if (composite instanceof Composite.Bitmap bitmap) {
            return ", parts by bitmap " + notation(bitmap.encoding()) + " " + bitmap.bits()
                    + (bitmap.continued() ? " continued" : "");
        }
        if (composite instanceof Composite.Tagged tagged) {
            return ", parts by tag " + notation(tagged.tagEncoding()) + " " + tagged.tagBytes() + ", length "
                    + notation(tagged.length().encoding()) + " "
                    + tagged.length().width()
                    + (tagged.order() == Composite.Order.LENGTH_TAG ? " in front" : "")
                    + (tagged.countsTag() ? " with the tag" : "");
        }
        return composite instanceof Composite.BerTlv ? ", parts in ber-tlv" : ", parts by position";
    }

    /** {@code 2-5 7}. */
    static String ranges(List<Integer> sorted) {
        StringBuilder ranges = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            int first = sorted.get(i);
            while (i + 1 < sorted.size() && sorted.get(i + 1) == sorted.get(i) + 1) {
                i++;
            }
            ranges.append(ranges.length() == 0 ? "" : " ").append(first);
            ranges.append(sorted.get(i) == first ? "" : "-" + sorted.get(i));
        }
        return ranges.toString();
    }

    private static String notation(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
