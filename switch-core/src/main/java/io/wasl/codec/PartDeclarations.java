package io.wasl.codec;

import io.wasl.config.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a value is divided, and its parts in turn.
 *
 * <pre>
 *   parts:
 *     form: positional             # positional, bitmap, ber-tlv, tagged
 *     check: true                  # when a message is decoded; without it, when a part is asked for
 *     encodings: { n: bcd }        # with prefix, counts, odd-digits: for the parts, where not as the file says
 *     fields:
 *       1: { type: n4, name: message type, sensitivity: open }
 *       2-4: { type: an20, parts: { … } }                 # three alike
 *       5: { type: ans...999, rest: true }                # the last one may take what is left, without a prefix
 *
 *     form: bitmap
 *     bitmap: binary               # binary, hex, hex-ebcdic
 *     bits: 64                     # 8 to 128
 *     continued: true              # bit 1 announces as many again
 *     fields: { 3: { type: an..50 } }                     # by bit
 *
 *     form: ber-tlv
 *     fields: { 9F26: { type: b64 } }                     # by tag; others are passed on as they are
 *
 *     form: tagged
 *     order: tag-length            # or length-tag
 *     tag: { bytes: 2, encoding: ascii }                  # ascii, ebcdic, bcd, binary
 *     length: { bytes: 3, encoding: ascii, counts: bytes, inclusive: false, counts-tag: false }
 *     fields: { 01: { type: an..50 } }                    # by tag
 * </pre>
 *
 * What has a tag has its length there: the dots of its type say only that it is variable.
 */
final class PartDeclarations {

    private static final String[] COMMON_KEYS = {
        "form", "check", "fields", "encodings", "prefix", "counts", "odd-digits"
    };
    private static final String[] BITMAP_KEYS = {"bitmap", "bits", "continued"};
    private static final String[] TAGGED_KEYS = {"order", "tag", "length"};
    private static final String[] LENGTH_KEYS = {"bytes", "encoding", "counts", "inclusive", "counts-tag"};
    private static final int MOST_BITS = 128;

    /** How a value is divided. */
    private enum Form {
        POSITIONAL,
        BITMAP,
        BER_TLV,
        TAGGED
    }

    private final DialectReader reader;

    PartDeclarations(DialectReader reader) {
        this.reader = reader;
    }

    /** Empty when the value is not divided, or when it is too wrong to go on; errors have been noted. */
    Optional<Composite> read(
            YamlNode.Mapping owner,
            String ownerPath,
            ValueSpec container,
            Sensitivity sensitivity,
            ValueDeclarations outer) {
        if (!owner.entries().containsKey("parts")) {
            return Optional.empty();
        }
        if (container.characterClass() == CharacterClass.XN) {
            reader.error(owner, ownerPath, "parts", "x+n cannot be divided");
            return Optional.empty();
        }
        YamlNode.Mapping parts = reader.child(owner, ownerPath, "parts");
        String path = DialectReader.join(ownerPath, "parts");
        Form form = reader.oneOf(parts, path, "form", Form.class);
        boolean inDigits = container.encoding() == Encoding.BCD;
        if (inDigits && form != Form.POSITIONAL) {
            reader.error(parts, path, "form", "packed digits divide by position only");
            return Optional.empty();
        }
        reader.refuseOthers(parts, path, keys(form));
        YamlNode.Mapping declared = reader.child(parts, path, "fields");
        if ((form == Form.BER_TLV || form == Form.TAGGED) && !isAnyDivided(declared)) {
            reader.refuse(
                    parts, path, "what has a tag has its length there, and no part is divided", "prefix", "counts");
        }
        Composite empty = empty(form, parts, path);
        ValueDeclarations values = outer.within(inDigits, parts, path);
        FieldDeclarations fields = new FieldDeclarations(reader, this, values, empty, container);
        Composite composite = with(empty, fields.read(declared, path + ".fields", sensitivity));
        if (composite instanceof Composite.Positional positional) {
            fields.checkLength(positional, parts, path);
        }
        return Optional.of(composite);
    }

    /** Whether there is something within for which this may be said. */
    private static boolean isAnyDivided(YamlNode.Mapping fields) {
        return fields.entries().values().stream()
                .anyMatch(entry -> entry.value() instanceof YamlNode.Mapping field
                        && field.entries().containsKey("parts"));
    }

    private static String[] keys(Form form) {
        String[] own = switch (form) {
            case POSITIONAL, BER_TLV -> new String[0];
            case BITMAP -> BITMAP_KEYS;
            case TAGGED -> TAGGED_KEYS;
        };
        return Stream.concat(Stream.of(COMMON_KEYS), Stream.of(own)).toArray(String[]::new);
    }

    /** The composite before its fields are known. */
    private Composite empty(Form form, YamlNode.Mapping parts, String path) {
        boolean isChecked = reader.yes(parts, path, "check");
        List<PartSpec> none = List.of();
        return switch (form) {
            case POSITIONAL -> new Composite.Positional(none, isChecked);
            case BER_TLV -> new Composite.BerTlv(none, isChecked);
            case BITMAP -> bitmap(parts, path, isChecked);
            case TAGGED -> tagged(parts, path, isChecked);
        };
    }

    private static Composite with(Composite empty, List<PartSpec> fields) {
        if (empty instanceof Composite.Bitmap bitmap) {
            return new Composite.Bitmap(bitmap.encoding(), bitmap.bits(), bitmap.continued(), fields, bitmap.checked());
        }
        if (empty instanceof Composite.Tagged tagged) {
            return new Composite.Tagged(
                    tagged.order(),
                    tagged.tagEncoding(),
                    tagged.tagBytes(),
                    tagged.length(),
                    tagged.countsTag(),
                    fields,
                    tagged.checked());
        }
        return empty instanceof Composite.BerTlv
                ? new Composite.BerTlv(fields, empty.checked())
                : new Composite.Positional(fields, empty.checked());
    }

    private Composite bitmap(YamlNode.Mapping parts, String path, boolean isChecked) {
        Composite.BitmapEncoding encoding = reader.oneOf(parts, path, "bitmap", Composite.BitmapEncoding.class);
        int bits = reader.number(parts, path, "bits", 8, MOST_BITS);
        boolean isContinued = reader.yes(parts, path, "continued");
        if (bits % 8 != 0) {
            reader.error(parts, path, "bits", "whole bytes: 8, 16, 24 …");
        }
        if (isContinued && 2 * bits > MOST_BITS) {
            reader.error(parts, path, "continued", "two bitmaps have " + MOST_BITS + " bits at most");
        }
        return new Composite.Bitmap(encoding, bits, isContinued, List.of(), isChecked);
    }

    private Composite tagged(YamlNode.Mapping parts, String path, boolean isChecked) {
        Composite.Order order = reader.oneOf(parts, path, "order", Composite.Order.class, Composite.Order.TAG_LENGTH);
        String tagPath = path + ".tag";
        YamlNode.Mapping tag = reader.child(parts, path, "tag");
        reader.refuseOthers(tag, tagPath, "bytes", "encoding");
        int tagBytes = reader.number(tag, tagPath, "bytes", 1, TagKey.MOST_BYTES);
        Composite.TagEncoding encoding = reader.oneOf(tag, tagPath, "encoding", Composite.TagEncoding.class);
        String lengthPath = path + ".length";
        YamlNode.Mapping length = reader.child(parts, path, "length");
        reader.refuseOthers(length, lengthPath, LENGTH_KEYS);
        return new Composite.Tagged(
                order,
                encoding,
                tagBytes,
                length(length, lengthPath),
                reader.yes(length, lengthPath, "counts-tag"),
                List.of(),
                isChecked);
    }

    private LengthPrefix length(YamlNode.Mapping length, String path) {
        LengthPrefix.Encoding encoding = reader.oneOf(length, path, "encoding", LengthPrefix.Encoding.class);
        boolean isInclusive = reader.yes(length, path, "inclusive");
        int bytes = 0;
        if (encoding != LengthPrefix.Encoding.BER) {
            bytes = reader.number(length, path, "bytes", 1, mostBytes(encoding));
        } else {
            reader.refuse(length, path, "a ber length says its own bytes and never counts them", "bytes", "inclusive");
        }
        LengthPrefix.Unit counts =
                reader.oneOf(length, path, "counts", LengthPrefix.Unit.class, LengthPrefix.Unit.BYTES);
        return new LengthPrefix(bytes, encoding, counts, isInclusive);
    }

    /** What an int holds. */
    private static int mostBytes(LengthPrefix.Encoding encoding) {
        return switch (encoding) {
            case ASCII, EBCDIC, HEX, HEX_EBCDIC -> ElementType.MOST_DOTS;
            case BCD -> 4;
            case BINARY -> 3;
            case BER -> 0;
        };
    }

    /** What encloses a part without a prefix of its own counts its length; null for a part that has one. */
    static LengthPrefix.@Nullable Unit enclosing(Composite composite, boolean takesRest) {
        if (composite instanceof Composite.Tagged tagged) {
            return tagged.length().unit();
        }
        return takesRest || composite instanceof Composite.BerTlv ? LengthPrefix.Unit.BYTES : null;
    }
}
