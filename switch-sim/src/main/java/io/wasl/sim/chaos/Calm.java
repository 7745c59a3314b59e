package io.wasl.sim.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * When nothing is done to the switch, and what it carries then.
 *
 * <pre>
 *   ──calm──┤ fault … healed │ acquirers work off what has waited ├──calm──┤ fault …
 * </pre>
 *
 * <p>Owner: the run.
 */
final class Calm {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final List<Span> spans = new ArrayList<>();
    private double seconds;
    private double started;
    private double answered;

    private record Span(long fromMs, long toMs) {}

    /** A stretch between the recovery from one fault and the next fault, by the wall clock. */
    void add(long recoveredMs, long nextMs) {
        spans.add(new Span(recoveredMs, nextMs));
    }

    /** Counts what the acquirers of a round sampled within its stretches, and forgets these. */
    void count(List<LoadSamples> acquirers) {
        for (LoadSamples samples : acquirers) {
            List<LoadSamples.Sample> all = samples.all();
            for (int i = 1; i < all.size(); i++) {
                LoadSamples.Sample from = all.get(i - 1);
                LoadSamples.Sample to = all.get(i);
                if (isCalm(from.epochMs(), to.epochMs())) {
                    seconds += (to.epochMs() - from.epochMs()) / MILLIS_PER_SECOND / acquirers.size();
                    started += to.started() - from.started();
                    answered += to.answered() - from.answered();
                }
            }
        }
        spans.clear();
    }

    private boolean isCalm(long fromMs, long toMs) {
        return spans.stream().anyMatch(span -> span.fromMs() <= fromMs && toMs <= span.toMs());
    }

    /** What was carried, a second. */
    ChaosReport.Held held() {
        return seconds > 0
                ? new ChaosReport.Held(seconds, started / seconds, answered / seconds)
                : new ChaosReport.Held(0, 0, 0);
    }
}
