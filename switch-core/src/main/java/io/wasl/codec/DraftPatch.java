package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.TertiaryForm;

/**
 * Writes a {@link Draft} that differs little from its source: the same dialect, the same elements up to the last one wanted,
 * and what is set takes the bytes that its element had. Then all elements are copied at once, and the set ones written
 * over.
 *
 * <pre>
 *   source   MTI bitmap │ 2 ─ 7 │ 11 │ 12 ───────── 63 │ 64
 *   copy               │────────────────────────────│
 *   set                         │ 11 │
 * </pre>
 *
 * Writes what {@link DraftEncoder} writes run by run. Pure; allocates nothing.
 */
final class DraftPatch {

    private DraftPatch() {}

    static boolean isPossible(Draft draft) {
        return draft.oneDialect
                && draft.dialect().bitmap != BitmapForm.NONE
                && draft.dialect().tertiary == TertiaryForm.NONE
                && draft.tertiary() == 0
                && keepsTheBeginning(draft)
                && keepsPlaces(draft, 1, draft.setPrimary)
                && keepsPlaces(draft, 65, draft.setSecondary);
    }

    /** Whether nothing is added, and nothing taken out but behind the last wanted element, of which there is one. */
    private static boolean keepsTheBeginning(Draft draft) {
        long primary = draft.source.primary();
        long secondary = draft.source.secondary();
        long wantedPrimary = draft.primary();
        long wantedSecondary = draft.secondary();
        boolean addsNone = (wantedPrimary & ~primary | wantedSecondary & ~secondary) == 0;
        return addsNone
                && (wantedSecondary == 0
                        ? wantedPrimary != 0 && endsWith(primary, wantedPrimary)
                        : wantedPrimary == primary && endsWith(secondary, wantedSecondary));
    }

    /** Whether all that is not wanted comes later, which is lower, than all that is. */
    private static boolean endsWith(long present, long wanted) {
        return Long.compareUnsigned(present & ~wanted, Long.lowestOneBit(wanted)) < 0;
    }

    private static boolean keepsPlaces(Draft draft, int first, long set) {
        for (long rest = set; rest != 0; ) {
            long next = Long.highestOneBit(rest);
            rest &= ~next;
            int de = first + Long.numberOfLeadingZeros(next);
            if (!draft.plans[de].isFixed && !keepsPlace(draft, de)) {
                return false;
            }
        }
        return true;
    }

    private static boolean keepsPlace(Draft draft, int de) {
        int bytes = draft.source.wireEnd(de) - draft.source.wireStart(de);
        return bytes == WireValue.bytes(draft.plans[de], draft.valueLength(de));
    }

    /** As {@link DraftEncoder#encode}, if that {@link #isPossible}. */
    static int write(Draft draft, byte[] target, int offset, int limit) {
        Dialect dialect = draft.dialect();
        MessageView source = draft.source;
        long primary = draft.primary();
        long secondary = draft.secondary();
        int start = source.wireStart(primary == 0 ? highest(65, secondary) : highest(1, primary));
        int bytes = source.wireEnd(secondary == 0 ? lowest(1, primary) : lowest(65, secondary)) - start;
        if (WireHeader.bytes(dialect, secondary) + bytes > limit - offset) {
            draft.fail(Draft.DOES_NOT_FIT);
            return -1;
        }
        int at = WireHeader.write(dialect, draft.mti, primary, secondary, target, offset);
        System.arraycopy(source.buffer(), start, target, at, bytes);
        overwrite(draft, 1, draft.setPrimary, target, at - start);
        overwrite(draft, 65, draft.setSecondary, target, at - start);
        return at + bytes - offset;
    }

    private static void overwrite(Draft draft, int first, long set, byte[] target, int shift) {
        for (long rest = set; rest != 0; ) {
            long next = Long.highestOneBit(rest);
            rest &= ~next;
            int de = first + Long.numberOfLeadingZeros(next);
            int place = draft.source.wireStart(de) + shift;
            WireValue.write(draft.plans[de], draft.values, draft.valueOffset(de), draft.valueLength(de), target, place);
        }
    }

    private static int highest(int first, long bits) {
        return first + Long.numberOfLeadingZeros(bits);
    }

    private static int lowest(int first, long bits) {
        return first + 63 - Long.numberOfTrailingZeros(bits);
    }
}
