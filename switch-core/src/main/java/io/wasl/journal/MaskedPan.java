package io.wasl.journal;

/** A record's PAN hint as people read it: {@code 400000******1234}, empty when the record has no PAN. */
public final class MaskedPan {

    private static final int LAST_DIGITS = 10_000;

    private MaskedPan() {}

    public static String of(long panHint) {
        if (panHint == 0) {
            return "";
        }
        return digits(panHint / LAST_DIGITS, 6) + "******" + digits(panHint % LAST_DIGITS, 4);
    }

    private static String digits(long value, int width) {
        String text = Long.toString(value);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
