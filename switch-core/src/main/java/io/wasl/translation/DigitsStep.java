package io.wasl.translation;

/** A number of another length: zeros in front come and go, other digits must not be lost. */
final class DigitsStep implements Step {

    private final int from;
    private final int to;
    private final int digits;
    private final byte[] received = new byte[32];

    DigitsStep(int from, int to, int digits) {
        this.from = from;
        this.to = to;
        this.digits = digits;
    }

    @Override
    public int element() {
        return to;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int length = source.copy(from, received, 0);
        if (length < 0) {
            return length;
        }
        for (int i = 0; i < length - digits; i++) {
            if (received[i] != '0') {
                return IMPOSSIBLE;
            }
        }
        for (int i = 0; i < digits; i++) {
            int at = length - digits + i;
            target[i] = at < 0 ? (byte) '0' : received[at];
        }
        return digits;
    }
}
