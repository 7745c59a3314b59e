package io.wasl.bench.report;

import io.wasl.bench.e2e.Target;

/** Colours that stand out on white and on black; who cannot tell two of them apart has the dashes. */
final class Palette {

    static final String LOOP = "#2563eb";
    static final String JOURNAL = "#0e9fbf";
    static final String LEDGER = "#d97706";
    static final String COMPILER = "#a855f7";
    static final String REST = "#db5a8f";
    static final String WHOLE = "#7d8694";

    /** @param dashes as SVG has them; empty for a whole line */
    record Stroke(String colour, String dashes) {}

    private Palette() {}

    static Stroke of(Target target) {
        return switch (target) {
            case WASL -> new Stroke("#2563eb", "");
            case WASL_APART -> new Stroke("#7c3aed", "12 3");
            case WASL_NO_LEDGER -> new Stroke("#0e9fbf", "8 3");
            case WASL_VOLATILE -> new Stroke("#16a34a", "2 3");
            case RELAY -> new Stroke("#7d8694", "");
            case JPOS -> new Stroke("#dc2626", "");
            case JPOS_PLAIN -> new Stroke("#d97706", "8 3");
        };
    }
}
