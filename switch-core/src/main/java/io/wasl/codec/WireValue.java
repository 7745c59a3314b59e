package io.wasl.codec;

/** A value on the wire with what surrounds it: its length prefix and its filling. Pure. */
final class WireValue {

    private WireValue() {}

    /** Bytes that a value of so many characters (bytes of b) will take. */
    static int bytes(ValuePlan plan, int units) {
        return Prefix.bytesFor(plan, units, plan.wireBytes(units)) + plan.placeBytes(units);
    }

    /** Of a value that has no filling; where it starts. */
    static int writePrefix(ValuePlan plan, int units, byte[] wire, int at) {
        if (plan.isFixed) {
            return at;
        }
        int bytes = plan.wireBytes(units);
        int prefixBytes = Prefix.bytesFor(plan, units, bytes);
        Prefix.write(plan, units, bytes, wire, at, prefixBytes);
        return at + prefixBytes;
    }

    /**
     * Writes a {@link NeutralForm#normalize normalized} value; {@link #bytes} says how many bytes.
     *
     * @return where it ends
     */
    static int write(ValuePlan plan, byte[] value, int offset, int units, byte[] wire, int at) {
        int bytes = plan.wireBytes(units);
        int placeBytes = plan.placeBytes(units);
        int prefixBytes = Prefix.bytesFor(plan, units, bytes);
        if (!plan.isFixed) {
            Prefix.write(plan, units, bytes, wire, at, prefixBytes);
        }
        int place = at + prefixBytes;
        int end = place + placeBytes;
        int start = plan.padsLeft ? end - bytes : place;
        WireForm.fromNeutral(plan, value, offset, units, wire, start);
        if (bytes < placeBytes) {
            WireForm.fill(plan, wire, plan.padsLeft ? place : start + bytes, plan.padsLeft ? start : end);
        }
        return end;
    }
}
