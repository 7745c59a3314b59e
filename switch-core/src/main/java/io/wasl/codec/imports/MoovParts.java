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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The parts of a Composite field of a moov specification, to any depth: with a bitmap, with tags, or one behind the other.
 *
 * <p>Owner: the import.
 */
final class MoovParts {

    private static final String[] TAG_ONLY = {"padding", "skipUnknownTLVTags", "storeUnknownTLVTags", "prefUnknownTLV"};

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
    Optional<ImportedValue> whole(MoovObject field) {
        field.refuse("only a Bitmap has it", "disableAutoExpand");
        MoovPadding.of(field)
                .filter(padding -> !padding.isNone())
                .ifPresent(padding -> field.error("padding", "a Composite is not filled up"));
        if (field.has("enc")) {
            note(field, "enc has no effect upon a Composite, for moov neither");
        }
        Optional<LengthPrefix> prefix = MoovValues.prefix(field);
        values.noteFixed(field, de);
        return prefix.flatMap(one -> MoovValues.length(field, one).map(length -> whole(one, length)));
    }

    private static ImportedValue whole(LengthPrefix prefix, int length) {
        ValueSpec spec = new ValueSpec(
                CharacterClass.B,
                length,
                Encoding.BINARY,
                prefix,
                new ValueSpec.OddDigits(true, 0),
                Padding.usual(CharacterClass.B));
        return new ImportedValue(spec, MoovValues.dots(prefix, length));
    }

    /** Empty when it has no form; the error has been noted. */
    Optional<ImportedParts> read(MoovObject field) {
        Map<String, MoovObject> subfields = field.subfields();
        if (subfields.isEmpty()) {
            field.error("subfields", "a Composite has subfields");
            return Optional.empty();
        }
        if (field.has("tag") == field.has("bitmap")) {
            field.error("bitmap", "a Composite has either a tag or a bitmap: by one of them moov divides it");
            return Optional.empty();
        }
        Optional<MoovObject> bitmap = field.object("bitmap", MoovObject.FIELD_KEYS);
        Optional<MoovObject> tag = field.object("tag", MoovObject.TAG_KEYS);
        return bitmap.isPresent()
                ? bitmap(field, bitmap.get(), subfields)
                : tag.flatMap(one -> divided(field, one, subfields));
    }

    private Optional<ImportedParts> divided(MoovObject field, MoovObject tag, Map<String, MoovObject> subfields) {
        Optional<MoovSort> sort = MoovSort.of(tag.text("sort"));
        if (sort.isEmpty()) {
            tag.error("sort", "the order of the parts: Strings, StringsByInt or StringsByHex");
            return Optional.empty();
        }
        if (!tag.has("enc")) {
            return positional(field, tag, sort.get(), subfields);
        }
        noteUnknownTags(field, tag);
        return tag.text("enc").equals("BerTLVTag") ? berTlv(tag, subfields) : tagged(field, tag, subfields);
    }

    private Optional<ImportedParts> bitmap(MoovObject field, MoovObject bitmap, Map<String, MoovObject> subfields) {
        int bytes = bitmap.number("length").filter(length -> length != 0).orElse(8);
        Optional<String> form = MoovImport.bitmapForm(bitmap.text("enc"));
        if (bitmap.has("type") && !bitmap.text("type").equals("Bitmap")) {
            bitmap.error("type", "must be Bitmap");
        }
        if (!bitmap.isTrue("disableAutoExpand")) {
            bitmap.error("disableAutoExpand", "must be true in a Composite, as for moov");
        }
        MoovImport.refuseBesideBitmap(bitmap);
        if (form.isEmpty() || bytes > 16) {
            bitmap.error("enc", "a bitmap of parts is Binary or HexToASCII, of 1 to 16 bytes");
            return Optional.empty();
        }
        List<ImportedElement> parts = new ArrayList<>();
        for (String key : inOrder(subfields)) {
            if (Integer.parseInt(key) > bytes * 8) {
                note(field, key + " is left out: no bit says that it is there");
            } else {
                add(key, Objects.requireNonNull(subfields.get(key)), parts);
            }
        }
        List<String> head = List.of("form: bitmap", "bitmap: " + form.get(), "bits: " + bytes * 8);
        return Optional.of(new ImportedParts(head, parts));
    }

    /** The bits, as numbers; others have been noted. */
    private static List<String> inOrder(Map<String, MoovObject> subfields) {
        List<String> bits = new ArrayList<>();
        for (String key : subfields.keySet()) {
            if (key.matches("[1-9]\\d{0,2}")) {
                bits.add(key);
            } else {
                subfields.get(key).error("", "a part behind a bitmap has the number of its bit: 1, 2, 3 …");
            }
        }
        return MoovSort.STRINGS_BY_INT.order(bits).orElseThrow();
    }

    private Optional<ImportedParts> positional(
            MoovObject field, MoovObject tag, MoovSort sort, Map<String, MoovObject> subfields) {
        tag.refuse("only tags on the wire have it, which enc brings about", TAG_ONLY);
        if (tag.number("length").orElse(0) != 0) {
            tag.error("length", "only tags on the wire have it, which enc brings about");
        }
        Optional<List<String>> keys = sort.order(subfields.keySet());
        if (keys.isEmpty()) {
            tag.error("sort", tag.text("sort") + " puts " + subfields.keySet() + " into no certain order");
            return Optional.empty();
        }
        List<ImportedElement> parts = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (String key : keys.get()) {
            numbers.add(Integer.toString(numbers.size() + 1));
            add(numbers.get(numbers.size() - 1), Objects.requireNonNull(subfields.get(key)), parts);
        }
        if (!keys.get().equals(numbers)) {
            note(field, "the parts " + keys.get() + " are numbered 1 to " + numbers.size() + " here");
        }
        return Optional.of(new ImportedParts(List.of("form: positional"), parts));
    }

    private void noteUnknownTags(MoovObject field, MoovObject tag) {
        boolean isPassedOver =
                tag.isTrue("skipUnknownTLVTags") && (tag.text("enc").equals("BerTLVTag") || tag.has("prefUnknownTLV"));
        if (!isPassedOver) {
            note(field, "unknown tags are kept and passed on here; moov refuses them");
        } else if (!tag.isTrue("storeUnknownTLVTags")) {
            note(field, "unknown tags are kept and passed on here; moov drops them");
        }
    }

    private Optional<ImportedParts> berTlv(MoovObject tag, Map<String, MoovObject> subfields) {
        tag.refuse("a tag of BER-TLV is not filled up", "padding");
        tag.refuse("a tag of BER-TLV says its own length", "length");
        if (tag.has("prefUnknownTLV") && !tag.text("prefUnknownTLV").equals("BerTLV")) {
            tag.error("prefUnknownTLV", "BerTLV, as of the known ones");
        }
        subfields.forEach((key, part) -> {
            if (!key.matches("(?:[0-9A-F]{2})+")) {
                part.error("", "a tag of BER-TLV is written in hex digits, in capitals");
            }
            if (!part.text("prefix").equals("BerTLV")) {
                part.error("prefix", "BerTLV, behind a tag of BER-TLV");
            } else if (part.text("enc").matches("BCD|LBCD|HexToASCII|Hex")) {
                part.error("enc", "moov's length counts digits or bytes of the value then, that of BER-TLV those sent");
            }
        });
        return Optional.of(new ImportedParts(List.of("form: ber-tlv"), parts(subfields, key -> key)));
    }

    private Optional<ImportedParts> tagged(MoovObject field, MoovObject tag, Map<String, MoovObject> subfields) {
        Optional<MoovTag> form = MoovTag.of(tag);
        Set<LengthPrefix> prefixes = new HashSet<>();
        subfields
                .values()
                .forEach(part -> MoovValues.prefix(part.text("prefix")).ifPresent(prefixes::add));
        if (prefixes.size() != 1 || prefixes.iterator().next().isNone()) {
            field.error("subfields", "each part behind a tag has a length in front, all of the same form");
            return Optional.empty();
        }
        if (form.isEmpty()) {
            return Optional.empty();
        }
        LengthPrefix prefix = prefixes.iterator().next();
        if (tag.has("prefUnknownTLV")
                && !MoovValues.prefix(tag.text("prefUnknownTLV")).equals(Optional.of(prefix))) {
            tag.error("prefUnknownTLV", "the same prefix as of the known ones");
        }
        subfields.forEach((key, part) -> {
            if (!form.get().isTag(key)) {
                part.error("", form.get().demand());
            }
        });
        List<String> head = List.of(
                "form: tagged",
                "tag: { bytes: " + form.get().bytes() + ", encoding: "
                        + form.get().encoding() + " }",
                "length: { " + (prefix.encoding() == LengthPrefix.Encoding.BER ? "" : "bytes: " + prefix.width() + ", ")
                        + "encoding: " + prefix.encoding().name().toLowerCase(Locale.ROOT) + ", counts: characters }");
        return Optional.of(new ImportedParts(head, parts(subfields, form.get()::key)));
    }

    private List<ImportedElement> parts(Map<String, MoovObject> subfields, UnaryOperator<String> tag) {
        List<ImportedElement> parts = new ArrayList<>();
        subfields.forEach((key, part) -> add(tag.apply(key), part, parts));
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

    private void add(String key, MoovObject field, List<ImportedElement> parts) {
        boolean isComposite = field.text("type").equals("Composite");
        Optional<ImportedValue> value = isComposite ? whole(field) : values.part(field, de);
        Optional<ImportedParts> within = isComposite ? read(field) : Optional.empty();
        value.ifPresent(form -> parts.add(
                new ImportedElement(key, field.text("description"), form, sensitivity, within, field.place())));
    }

    private void note(MoovObject field, String text) {
        String path = field.notePath();
        draft.note(de, path.equals(Integer.toString(de)) ? text : path + ": " + text);
    }
}
