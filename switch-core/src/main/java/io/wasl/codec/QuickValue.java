package io.wasl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The common kinds of variable values, told in one number, so that reading one asks its plan for nothing else: digits or
 * bytes as the prefix, which counts no more than the value; then text, bytes or BCD without filling.
 *
 * <pre>
 *   bits 0–7   bytes of the prefix, 1 to 4
 *        8–15  how they are written
 *       16–23  the value's {@link ByteCheck}
 *       24     whether two characters share a byte
 *       32–    the most characters
 * </pre>
 *
 * What is wrong is not told from what is not quick: both are left to the plan. Pure.
 */
final class QuickValue {

    /** A length or a value that must be read by its plan. */
    static final int NOT_QUICK = -1;

    private static final VarHandle HALF_WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int HALF_WORD_BYTES = 4;

    private static final int ASCII = 1;
    private static final int EBCDIC = 2;
    private static final int BCD = 3;
    private static final int BINARY = 4;

    private QuickValue() {}

    /** 0 for a plan that is none of these. */
    static long of(ValuePlan plan) {
        int prefix = prefix(plan);
        boolean isQuick = prefix != 0
                && !plan.isFixed
                && plan.countedBytes == 0
                && !plan.isTrimmed
                && !plan.fillsMaximum
                && isQuickForm(plan);
        return isQuick
                ? plan.prefixBytes
                        | prefix << 8
                        | ByteCheck.ofAnyLength(plan) << 16
                        | (plan.form == ValuePlan.BCD ? 1 << 24 : 0)
                        | (long) plan.length << 32
                : 0;
    }

    private static int prefix(ValuePlan plan) {
        int most = plan.prefixBytes;
        return switch (plan.prefix) {
            case ASCII -> most <= 4 ? ASCII : 0;
            case EBCDIC -> most <= 4 ? EBCDIC : 0;
            case BCD -> most <= 2 ? BCD : 0;
            case BINARY -> most <= 2 ? BINARY : 0;
            case HEX, HEX_EBCDIC, BER -> 0;
        };
    }

    private static boolean isQuickForm(ValuePlan plan) {
        return switch (plan.form) {
            case ValuePlan.TEXT, ValuePlan.BYTES, ValuePlan.PAGED -> true;
            case ValuePlan.BCD -> !plan.countsBytes;
            default -> false;
        };
    }

    static int prefixBytes(long quick) {
        return (int) quick & 0xFF;
    }

    static int check(long quick) {
        return (int) quick >>> 16 & 0xFF;
    }

    /** Bytes of a value of so many characters. */
    static int bytes(long quick, int units) {
        int shift = (int) quick >>> 24 & 1;
        return units + shift >> shift;
    }

    /** The characters of the value, or {@link #NOT_QUICK}. Reads past the prefix, never past the array. */
    static int units(long quick, byte[] wire, int at) {
        if (at + HALF_WORD_BYTES > wire.length) {
            return NOT_QUICK;
        }
        int prefix = (int) HALF_WORD.get(wire, at) >>> 8 * (HALF_WORD_BYTES - prefixBytes(quick));
        int units = switch ((int) quick >>> 8 & 0xFF) {
            case ASCII -> decimal(prefix ^ 0x3030_3030 >>> 8 * (HALF_WORD_BYTES - prefixBytes(quick)));
            case EBCDIC -> decimal(prefix ^ 0xF0F0_F0F0 >>> 8 * (HALF_WORD_BYTES - prefixBytes(quick)));
            case BCD -> packed(prefix);
            default -> prefix;
        };
        return units <= (int) (quick >>> 32) ? units : NOT_QUICK;
    }

    /** Digits one a byte, less their zeros. */
    private static int decimal(int digits) {
        if (((digits | digits + 0x0606_0606) & 0xF0F0_F0F0) != 0) {
            return NOT_QUICK;
        }
        return (digits & 0xF) + 10 * (digits >>> 8 & 0xF) + 100 * (digits >>> 16 & 0xF) + 1000 * (digits >>> 24);
    }

    /** Four digits at most, two a byte. */
    private static int packed(int digits) {
        if ((digits & (digits << 1 | digits << 2) & 0x8888) != 0) {
            return NOT_QUICK;
        }
        return (digits & 0xF) + 10 * (digits >>> 4 & 0xF) + 100 * (digits >>> 8 & 0xF) + 1000 * (digits >>> 12);
    }
}
