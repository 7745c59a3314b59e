package io.wasl.sim.acquirer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run came to.
 *
 * @param warmUpSeconds before what is measured; 0 without a warm-up
 * @param warmUpPayments started or refused then
 * @param seconds during which payments were started after the warm-up
 * @param payments started or refused, those of the warm-up too
 * @param messages frames sent, repeats and reversals included
 * @param connectionsLost while the run lasted
 * @param states final states and how many payments each has
 * @param outcomes by kind of traffic: final state and code
 * @param netMinor approved less reversed by currency
 * @param latency from the due time to the first answer, for payments due after the warm-up
 * @param faults what the switch did wrong; empty is what a run is for
 * @param examples the first faults as sentences, and why a run could not be made
 */
public record LoadReport(
        double warmUpSeconds,
        long warmUpPayments,
        double seconds,
        long payments,
        long messages,
        long repeats,
        long reversals,
        long connectionsLost,
        Map<PaymentState, Long> states,
        SortedMap<String, SortedMap<String, Long>> outcomes,
        SortedMap<String, Long> netMinor,
        Latency latency,
        Map<Fault, Long> faults,
        List<String> examples) {

    /** Final states that fail a run. */
    public static final Set<PaymentState> FAILING = Set.of(PaymentState.UNSETTLED, PaymentState.REFUSED);

    /** Microseconds; zeros when nothing was answered. */
    public record Latency(long answers, double mean, long p50, long p90, long p99, long p999, long p9999, long max) {}

    /** No fault, nothing left open, and something was done. */
    public boolean isGood() {
        boolean done = payments > states.getOrDefault(PaymentState.NOT_SENT, 0L);
        return done
                && faults.isEmpty()
                && examples.isEmpty()
                && FAILING.stream().noneMatch(states::containsKey);
    }

    /** Started after the warm-up. */
    public long measuredPayments() {
        return payments - warmUpPayments;
    }

    public double paymentsPerSecond() {
        return seconds > 0 ? measuredPayments() / seconds : 0;
    }

    public void export(Path file) throws IOException {
        String json =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
    }
}
