package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.Sensitivity;
import io.wasl.codec.ValueSpec;
import io.wasl.config.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a Composite field of a moov specification, to any depth: with a bitmap, with tags, or one behind the other.
 *
 * <p>Owner: the import.
 */
final class MoovParts {

    private final Draft draft;
    private final MoovValues values;
    private final int de;
    private final Sensitivity sensitivity;

    /**
     * @param de the element that all this stands in
     * @param sensitivity of each part: the element's by the standard
     */
    MoovParts(Draft draft, MoovValues values, int de, Sensitivity sensitivity) {
        this.draft = draft;
        this.values = values;
        this.de = de;
        this.sensitivity = sensitivity;
    }

    /** The whole: bytes, which its parts share out. */
    static Optional<ImportedValue> whole(MoovField field) {
        return MoovValues.prefix(field).map(prefix -> {
            int length = (int) Math.min(field.length(), prefix.isNone() ? ImportedValue.MOST_LENGTH : prefix.highest());
            ValueSpec spec = new ValueSpec(
                    CharacterClass.B,
                    length,
                    Encoding.BINARY,
                    prefix,
                    new ValueSpec.OddDigits(true, 0),
                    Padding.usual(CharacterClass.B));
            return new ImportedValue(spec, MoovValues.dots(prefix, length));
        });
    }

    /** Empty when it has no form; the error has been noted. */
    Optional<ImportedParts> read(MoovField field) {
        Map<String, MoovField> subfields = field.subfields();
        Optional<MoovField> bitmap = field.field("bitmap");
        if (bitmap.isPresent()) {
            return bitmap(bitmap.get(), subfields);
        }
        YamlNode.Mapping tag = field.object("tag").orElse(new YamlNode.Mapping(Map.of(), 0, 0));
        String encoding = MoovField.text(tag, "enc");
        if (encoding.equals("BerTLVTag")) {
            return Optional.of(new ImportedParts(List.of("form: ber-tlv"), tagged(field, subfields, key -> key)));
        }
        return encoding.isEmpty() ? positional(field, tag, subfields) : tagged(field, tag, encoding, subfields);
    }

    private Optional<ImportedParts> bitmap(MoovField bitmap, Map<String, MoovField> subfields) {
        int bytes = bitmap.length();
        boolean isContinued = !bitmap.isTrue("disableautoexpand");
        Optional<String> form = MoovImport.bitmapForm(bitmap);
        if (form.isEmpty() || bytes > 16 || isContinued && bytes != 8) {
            bitmap.error("enc", "a bitmap of parts is Binary or HexToASCII, of 1 to 16 bytes, of 8 when it expands");
            return Optional.empty();
        }
        List<String> head = new ArrayList<>(List.of("form: bitmap", "bitmap: " + form.get(), "bits: " + bytes * 8));
        if (isContinued) {
            head.add("continued: true");
        }
        List<ImportedElement> parts = new ArrayList<>();
        inOrder(subfields, "StringsByInt").forEach(entry -> add(entry.getKey(), entry.getValue(), parts));
        return Optional.of(new ImportedParts(head, parts));
    }

    private Optional<ImportedParts> positional(
            MoovField field, YamlNode.Mapping tag, Map<String, MoovField> subfields) {
        List<ImportedElement> parts = new ArrayList<>();
        List<Map.Entry<String, MoovField>> inOrder = inOrder(subfields, MoovField.text(tag, "sort"));
        for (int i = 0; i < inOrder.size(); i++) {
            add(Integer.toString(i + 1), inOrder.get(i).getValue(), parts);
        }
        List<String> keys = inOrder.stream().map(Map.Entry::getKey).toList();
        if (!keys.isEmpty() && !keys.get(keys.size() - 1).equals(Integer.toString(keys.size()))) {
            draft.note(
                    de,
                    field.path().substring(3) + ": the parts " + keys + " are numbered 1 to " + keys.size() + " here");
        }
        return Optional.of(new ImportedParts(List.of("form: positional"), parts));
    }

    private Optional<ImportedParts> tagged(
            MoovField field, YamlNode.Mapping tag, String encoding, Map<String, MoovField> subfields) {
        String length = MoovField.text(tag, "length");
        Optional<String> form = switch (encoding) {
            case "ASCII", "EBCDIC", "BCD", "Binary" -> Optional.of(encoding.toLowerCase(Locale.ROOT));
            case "EBCDIC1047" -> Optional.of("ebcdic");
            default -> Optional.empty();
        };
        if (form.isEmpty() || !length.matches("[1-8]")) {
            field.error("tag", "1 to 8 long, in ASCII, EBCDIC, BCD, Binary or BerTLVTag");
            return Optional.empty();
        }
        int units = Integer.parseInt(length);
        Set<LengthPrefix> prefixes = new HashSet<>();
        subfields.values().forEach(part -> MoovValues.prefix(part).ifPresent(prefixes::add));
        if (prefixes.size() != 1 || prefixes.iterator().next().isNone()) {
            field.error("subfields", "each part behind a tag has a length in front, all of the same form");
            return Optional.empty();
        }
        LengthPrefix prefix = prefixes.iterator().next();
        List<String> head = List.of(
                "form: tagged",
                "tag: { bytes: " + (encoding.equals("BCD") ? (units + 1) / 2 : units) + ", encoding: " + form.get()
                        + " }",
                "length: { " + (prefix.encoding() == LengthPrefix.Encoding.BER ? "" : "bytes: " + prefix.width() + ", ")
                        + "encoding: " + prefix.encoding().name().toLowerCase(Locale.ROOT) + ", counts: characters }");
        return Optional.of(new ImportedParts(head, tagged(field, subfields, key -> padded(tag, key, units))));
    }

    private List<ImportedElement> tagged(
            MoovField field, Map<String, MoovField> subfields, java.util.function.UnaryOperator<String> tag) {
        List<ImportedElement> parts = new ArrayList<>();
        subfields.forEach((key, part) -> add(tag.apply(key), part, parts));
        if (parts.isEmpty() && !subfields.isEmpty()) {
            field.error("subfields", "none of them has a form");
        }
        return parts.stream().map(MoovParts::enclosed).toList();
    }

    /** The length in front of such a part stands behind its tag. */
    private static ImportedElement enclosed(ImportedElement part) {
        ValueSpec spec = part.value().spec();
        if (spec.prefix().isNone()) {
            return part;
        }
        LengthPrefix around = new LengthPrefix(0, LengthPrefix.Encoding.BINARY, LengthPrefix.Unit.CHARACTERS, false);
        ValueSpec enclosed = new ValueSpec(
                spec.characterClass(), spec.length(), spec.encoding(), around, spec.odd(), spec.padding());
        return new ImportedElement(
                part.key(),
                part.name(),
                new ImportedValue(enclosed, part.value().dots()),
                part.sensitivity(),
                part.parts(),
                part.place());
    }

    private static String padded(YamlNode.Mapping tag, String key, int units) {
        boolean isPadded = tag.entries().get("padding") != null
                && tag.entries().get("padding").value() instanceof YamlNode.Mapping padding
                && MoovField.text(padding, "type").equals("Left")
                && MoovField.text(padding, "pad").equals("0");
        return isPadded ? "0".repeat(Math.max(0, units - key.length())) + key : key;
    }

    private void add(String key, MoovField field, List<ImportedElement> parts) {
        boolean isComposite = field.text("type").equals("Composite");
        Optional<ImportedValue> value = isComposite ? whole(field) : values.value(field, 0, false);
        Optional<ImportedParts> within = isComposite ? read(field) : Optional.empty();
        value.ifPresent(form -> parts.add(
                new ImportedElement(key, field.text("description"), form, sensitivity, within, field.place())));
    }

    private static List<Map.Entry<String, MoovField>> inOrder(Map<String, MoovField> subfields, String sort) {
        int radix = sort.equals("StringsByHex") ? 16 : 10;
        return subfields.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> number(entry.getKey(), radix)))
                .toList();
    }

    private static long number(String key, int radix) {
        try {
            return Long.parseLong(key, radix);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
