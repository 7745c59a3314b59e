package io.wasl.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Composite} compiled, with the form of the value that it divides. Immutable, shared. */
final class CompositePlan {

    static final int POSITIONAL = 0;
    static final int BITMAP = 1;
    static final int BER_TLV = 2;
    static final int TAGGED = 3;

    /** Before anything was opened. */
    static final CompositePlan NONE =
            new CompositePlan(new Composite.Positional(List.of(), false), PartPlan.UNKNOWN.value);

    final Composite spec;
    final int form;
    /** Of the value whose parts these are. */
    final ValuePlan container;

    /** Positional and of bits: by number less 1, null where none is declared; tagged: by ascending tag. */
    private final @Nullable PartPlan[] parts;

    private final long[] tags;

    // Of a bitmap.
    final Composite.BitmapEncoding bitmap;
    final int bitmapWidth;
    final boolean isContinued;

    // Tagged.
    final boolean isLengthFirst;
    /** 0 for BER. */
    final int tagBytes;
    /** How the length is written, in the place of a prefix. */
    final ValuePlan length;
    /** What the length counts beyond the value and itself. */
    final int countedTag;

    CompositePlan(Composite composite, ValuePlan container) {
        spec = composite;
        this.container = container;
        form = form(composite);
        Composite.Bitmap bits = composite instanceof Composite.Bitmap one ? one : null;
        bitmap = bits == null ? Composite.BitmapEncoding.BINARY : bits.encoding();
        bitmapWidth = bits == null ? 0 : bits.bits() / 8;
        isContinued = bits != null && bits.continued();
        Composite.Tagged tagged = composite instanceof Composite.Tagged one ? one : null;
        isLengthFirst = tagged != null && tagged.order() == Composite.Order.LENGTH_TAG;
        tagBytes = tagged == null ? 0 : tagged.tagBytes();
        length = lengthPlan(tagged == null ? berLength() : tagged.length());
        countedTag = tagged != null && tagged.countsTag() ? tagBytes : 0;
        if (composite.isTagged()) {
            PartPlan[] byTag = byTag(composite);
            parts = byTag;
            tags = Arrays.stream(byTag).mapToLong(part -> part.id).toArray();
        } else {
            parts = byNumber(composite);
            tags = new long[0];
        }
    }

    private static int form(Composite composite) {
        if (composite instanceof Composite.Positional) {
            return POSITIONAL;
        }
        if (composite instanceof Composite.Bitmap) {
            return BITMAP;
        }
        return composite instanceof Composite.BerTlv ? BER_TLV : TAGGED;
    }

    private static LengthPrefix berLength() {
        return new LengthPrefix(0, LengthPrefix.Encoding.BER, LengthPrefix.Unit.BYTES, false);
    }

    private static ValuePlan lengthPlan(LengthPrefix prefix) {
        return new ValuePlan(new ValueSpec(
                CharacterClass.ANY,
                Integer.MAX_VALUE,
                Encoding.ASCII,
                prefix,
                new ValueSpec.OddDigits(false, 0),
                Padding.usual(CharacterClass.ANY)));
    }

    private static PartPlan[] byTag(Composite composite) {
        return composite.fields().stream()
                .map(field -> new PartPlan(field, TagKey.id(composite, field.key()), true))
                .sorted(Comparator.comparingLong(part -> part.id))
                .toArray(PartPlan[]::new);
    }

    private static @Nullable PartPlan[] byNumber(Composite composite) {
        int last = composite.fields().stream()
                .mapToInt(field -> Integer.parseInt(field.key()))
                .max()
                .orElse(0);
        @Nullable PartPlan[] byNumber = new PartPlan[last];
        for (PartSpec field : composite.fields()) {
            int number = Integer.parseInt(field.key());
            byNumber[number - 1] = new PartPlan(field, number, false);
        }
        return byNumber;
    }

    boolean isTagged() {
        return form >= BER_TLV;
    }

    /** The highest number of a positional part or a bit. */
    int last() {
        return parts.length;
    }

    /** The declared part of this number or tag; {@link PartPlan#UNKNOWN} when there is none. */
    PartPlan part(long id) {
        PartPlan part = null;
        if (isTagged()) {
            int place = Arrays.binarySearch(tags, id);
            part = place < 0 ? null : parts[place];
        } else if (id > 0 && id <= parts.length) {
            part = parts[(int) id - 1];
        }
        return part == null ? PartPlan.UNKNOWN : part;
    }

    /** Whether the parts stand in bytes made of the value's, not in those on the wire. */
    boolean isConverted() {
        return container.form == ValuePlan.HEX || container.form == ValuePlan.BCD;
    }

    /** Its form. */
    @Override
    public String toString() {
        return spec.getClass().getSimpleName() + " of " + spec.fields().size() + " fields";
    }
}
