package io.wasl.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link PartSpec} compiled. Immutable, shared. */
final class PartPlan {

    /** A part whose key a dialect does not declare: any bytes. */
    private static final ValueSpec ANYTHING = new ValueSpec(
            CharacterClass.ANY,
            Integer.MAX_VALUE,
            Encoding.ASCII,
            LengthPrefix.enclosed(LengthPrefix.Unit.BYTES),
            new ValueSpec.OddDigits(false, 0),
            Padding.usual(CharacterClass.ANY));

    static final PartPlan UNKNOWN = unknown("", 0);

    final PartSpec spec;
    /** The number of a positional part or of a bit; the bytes of a tag, the last one lowest. */
    final long id;

    final ValuePlan value;
    /** Whether its length is said around it. */
    final boolean isEnclosed;

    /** Not so of a tag that the dialect does not know. */
    final boolean isDeclared;

    final @Nullable CompositePlan parts;

    PartPlan(PartSpec spec, long id, boolean inTagged) {
        this(spec, id, inTagged, true);
    }

    private PartPlan(PartSpec spec, long id, boolean inTagged, boolean isDeclared) {
        this.spec = spec;
        this.id = id;
        this.isDeclared = isDeclared;
        value = new ValuePlan(spec.value());
        isEnclosed = inTagged || spec.value().prefix().isEnclosed();
        Composite composite = spec.parts().orElse(null);
        parts = composite == null ? null : new CompositePlan(composite, value);
    }

    /** Of a tag that is not declared. */
    static PartPlan unknown(String key, long id) {
        return new PartPlan(
                new PartSpec(key, "", ANYTHING, Sensitivity.OPAQUE, false, Optional.empty()), id, true, false);
    }

    /** Its key. */
    @Override
    public String toString() {
        return spec.key();
    }
}
