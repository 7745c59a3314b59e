package io.wasl.codec;

import io.wasl.iso.ElementMask;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How one network writes ISO 8583: each element's form, the bitmaps', the codes of DE 39. Compiled from a dialect file,
 * immutable, shared by any number of views and writers on any thread.
 */
public final class Dialect {

    /** What the journal may keep (the allow-list of the stored elements); what a dialect adds is only by sensitivity. */
    private static final ElementMask STORED = ElementMask.of(
            2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15, 18, 19, 22, 23, 24, 25, 28, 30, 32, 33, 37, 38, 39, 41, 42, 43, 44,
            49, 54, 56, 70, 90, 95, 100, 102, 103);

    private static final ElementMask NEVER_RETURNED = ElementMask.of(14, 35, 36, 45, 52);

    private static final ElementMask ECHOED =
            ElementMask.of(2, 3, 4, 7, 11, 12, 13, 22, 24, 25, 32, 33, 37, 41, 42, 49, 70, 90);

    /** From 1993 on DE 24 tells what DE 70 did, and DE 56 what DE 90 did. */
    private static final ElementMask ECHOED_SINCE_1993 =
            ElementMask.of(2, 3, 4, 7, 11, 12, 13, 22, 24, 25, 32, 33, 37, 41, 42, 49, 56);

    /** How the MTI is written. */
    enum MtiForm {
        ASCII,
        EBCDIC,
        BCD
    }

    /** How the bitmaps are written. */
    enum BitmapForm {
        BINARY,
        HEX,
        /** As hex, in EBCDIC. */
        HEX_EBCDIC,
        /** There are none: every declared element is in every message, in order. */
        NONE
    }

    /** Where the bitmap of DE 129 to 192 stands, announced by bit 65. */
    enum TertiaryForm {
        /** Nowhere: bit 65 has no meaning. */
        NONE,
        /** Behind the second bitmap. */
        CONTIGUOUS,
        /** Where DE 65 would stand, behind DE 64. */
        ELEMENT
    }

    /** The element in whose place a third bitmap may stand. */
    static final int TERTIARY_ELEMENT = 65;

    static final int LAST_ELEMENT = 192;

    private final String name;
    private final Version version;
    private final @Nullable ElementSpec[] specs;
    private final int[] codes;
    private final int[] approving;
    private final ElementMask declared;
    private final ElementMask storedOpen;
    private final ElementMask storedSealed;
    private final ElementMask chip;
    private final ElementMask pin;
    private final ElementMask storedSealedOfAnswers;
    private final ElementMask neverReturned;
    private final ElementMask echoed;

    /** By element; null for one that is not divided. */
    private final @Nullable CompositePlan[] composites = new CompositePlan[LAST_ELEMENT + 1];

    /** By element. Read by views and writers, never written again. */
    final ValuePlan[] plans;

    /** The elements whose parts are checked when a message is decoded, ascending. */
    final int[] checkedComposites;

    final MtiForm mti;
    final BitmapForm bitmap;
    final TertiaryForm tertiary;
    private final int mtiBytes;
    private final int bitmapBytes;
    /** Which elements a message without bitmaps has, in wire order (DE 1 the highest bit). */
    final long everyPrimary;

    final long everySecondary;
    /** Spreads shapes of different dialects. */
    final long hash;

    Dialect(Parts parts) {
        name = parts.name;
        version = parts.version;
        mti = parts.mti;
        bitmap = parts.bitmap;
        tertiary = parts.tertiary;
        mtiBytes = mti == MtiForm.BCD ? 2 : 4;
        bitmapBytes = switch (bitmap) {
            case BINARY -> 8;
            case HEX, HEX_EBCDIC -> 16;
            case NONE -> 0;
        };
        hash = name.hashCode() * 0x9E3779B97F4A7C15L;
        specs = new ElementSpec[LAST_ELEMENT + 1];
        plans = new ValuePlan[LAST_ELEMENT + 1];
        Arrays.fill(plans, ValuePlan.NONE);
        for (ElementSpec spec : parts.elements) {
            specs[spec.de()] = spec;
            ValuePlan plan = new ValuePlan(spec.value());
            plans[spec.de()] = plan;
            composites[spec.de()] =
                    spec.parts().map(one -> new CompositePlan(one, plan)).orElse(null);
        }
        checkedComposites = parts.elements.stream()
                .filter(spec -> spec.parts().map(Composite::checked).orElse(false))
                .mapToInt(ElementSpec::de)
                .sorted()
                .toArray();
        declared = elements(spec -> true);
        everyPrimary = Long.reverse(declared.lower());
        everySecondary = Long.reverse(declared.upper());
        storedOpen = STORED.and(withSensitivity(Sensitivity.OPEN));
        storedSealed = STORED.and(withSensitivity(Sensitivity.PAN)).or(storedOpaque());
        chip = withSensitivity(Sensitivity.CHIP);
        pin = withSensitivity(Sensitivity.PIN);
        storedSealedOfAnswers = storedSealed.or(chip);
        neverReturned =
                NEVER_RETURNED.or(withSensitivity(Sensitivity.TRACK)).or(pin).or(withSensitivity(Sensitivity.CVV));
        echoed = (version.is1987() ? ECHOED : ECHOED_SINCE_1993).and(declared).without(neverReturned);
        codes = new int[Reason.values().length];
        parts.codes.forEach((reason, code) -> codes[reason.ordinal()] = code);
        approving = parts.approving.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a dialect file says, checked. */
    record Parts(
            String name,
            Version version,
            MtiForm mti,
            BitmapForm bitmap,
            TertiaryForm tertiary,
            List<ElementSpec> elements,
            Map<Reason, Integer> codes,
            List<Integer> approving) {}

    public String name() {
        return name;
    }

    public Version version() {
        return version;
    }

    /** How the MTI is written, as a dialect file says it. */
    public String mtiForm() {
        return DialectReader.notation(mti);
    }

    /** How the bitmaps are written, as a dialect file says it. */
    public String bitmapForm() {
        return DialectReader.notation(bitmap);
    }

    /** Where the third bitmap stands, as a dialect file says it. */
    public String tertiaryForm() {
        return DialectReader.notation(tertiary);
    }

    public boolean declares(int de) {
        return plans[de].isDeclared();
    }

    /** Of DE 1 to 128. */
    public ElementMask declared() {
        return declared;
    }

    /**
     * @throws IllegalArgumentException for an element that is not declared
     */
    public ElementSpec spec(int de) {
        ElementSpec spec = specs[de];
        if (spec == null) {
            throw new IllegalArgumentException(name + " declares no DE " + de);
        }
        return spec;
    }

    /** How the element is divided; null when it is not, or not declared. */
    @Nullable
    CompositePlan composite(int de) {
        return composites[de];
    }

    /** The packed DE 39 (see {@link ResponseCode}) that says this reason in an answer to a message of this MTI. */
    public int code(Reason reason, int mti) {
        int code = codes[reason.ordinal()];
        boolean isUsual = reason == Reason.ACCEPTED && code == reason.code(version);
        return isUsual ? version.accepted(Mti.messageClass(mti)) : code;
    }

    /** Whether this DE 39 promises the cardholder's money; {@link ResponseCode#NONE} does not. */
    public boolean isApproving(int code) {
        for (int one : approving) {
            if (one == code) {
                return true;
            }
        }
        return !version.is1987() && version.isApproving(code);
    }

    /** Whether this DE 39 is known to decline: what neither approves nor declines may have moved money. */
    public boolean isDeclining(int code) {
        return !isApproving(code) && version.isDeclining(code);
    }

    /** Whether every DE 39 of one version means the same in both as far as money is concerned. */
    public boolean approvesLike(Dialect other) {
        return Arrays.stream(approving).allMatch(other::isApproving)
                && Arrays.stream(other.approving).allMatch(this::isApproving);
    }

    /** What the journal keeps in the clear. */
    public ElementMask storedOpen() {
        return storedOpen;
    }

    /** What the journal keeps encrypted, of any message: card and account numbers, expiry, opaque ones declared so. */
    public ElementMask storedSealed() {
        return storedSealed;
    }

    /** What the journal keeps encrypted of an answer: chip data too, without which a replay would not be the answer. */
    public ElementMask storedSealedOfAnswers() {
        return storedSealedOfAnswers;
    }

    /** Chip data: kept encrypted of an answer; of a request only listed tags may be. */
    public ElementMask chip() {
        return chip;
    }

    /** PIN blocks: never kept. */
    public ElementMask pin() {
        return pin;
    }

    /** Taken out of every answer: expiry, and whatever could make a card or a PIN. */
    public ElementMask neverReturned() {
        return neverReturned;
    }

    /** What an answer repeats of its request, by default; 70 only in 0810, 90 (56) only in 0410 and 0430. */
    public ElementMask echoed() {
        return echoed;
    }

    /** What an answer repeats of its request where a member's profile says so; {@link #echoed()} where it says nothing. */
    public ElementMask echoed(List<Integer> chosen) {
        return chosen.isEmpty()
                ? echoed
                : ElementMask.of(chosen.stream().mapToInt(Integer::intValue).toArray());
    }

    private ElementMask storedOpaque() {
        return elements(spec -> spec.sensitivity() == Sensitivity.OPAQUE && spec.stored());
    }

    private ElementMask withSensitivity(Sensitivity sensitivity) {
        return elements(spec -> spec.sensitivity() == sensitivity);
    }

    private ElementMask elements(Predicate<ElementSpec> chosen) {
        return ElementMask.of(Arrays.stream(specs)
                .filter(spec -> spec != null && spec.de() <= 128 && chosen.test(spec))
                .mapToInt(spec -> Objects.requireNonNull(spec).de())
                .toArray());
    }

    /** Of each bitmap on the wire. */
    int bitmapBytes() {
        return bitmapBytes;
    }

    int mtiBytes() {
        return mtiBytes;
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
