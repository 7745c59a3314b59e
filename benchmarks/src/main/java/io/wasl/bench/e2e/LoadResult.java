package io.wasl.bench.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * What one window of load came to, as the load saw it.
 *
 * @param shape see {@link LoadShape#parse}
 * @param count of lead-in, window and what came after it: every key
 * @param seconds of the window
 * @param windowAnswers that came within it
 * @param unsent requests that were due in the window and not sent, because as many as may be were in flight; their wait so far
 *     is in the latencies, which are then lower bounds
 * @param latencyNs by percentile, from when each request was due; of those due in the window
 */
public record LoadResult(
        String shape,
        AnswerBook.Count count,
        double seconds,
        long windowAnswers,
        long unsent,
        Map<String, Long> latencyNs) {

    public static final String P50 = "50";
    public static final String P99 = "99";
    public static final String P999 = "99.9";

    private static final Pattern PERCENTILE = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?");

    /** Close enough for a curve. */
    private static final List<String> PERCENTILES = List.of(
            "0", "5", "10", "20", "30", "40", P50, "60", "70", "75", "80", "85", "90", "92.5", "95", "97.5", "98", P99,
            "99.5", "99.7", P999, "99.95", "99.99", "99.995", "99.999", "100");

    /** What is read from a file may lack something, or have percentiles that are none. */
    public LoadResult {
        Objects.requireNonNull(shape, "shape is missing");
        Objects.requireNonNull(count, "count is missing");
        Objects.requireNonNull(latencyNs, "latencyNs is missing");
        latencyNs.forEach((percentile, ns) -> {
            Objects.requireNonNull(ns, "a latency is missing");
            if (!PERCENTILE.matcher(percentile).matches()) {
                throw new IllegalArgumentException("no percentile: " + percentile);
            }
        });
    }

    static Map<String, Long> percentiles(Histogram latencies) {
        var found = new LinkedHashMap<String, Long>();
        for (String percentile : PERCENTILES) {
            found.put(percentile, latencies.getValueAtPercentile(Double.parseDouble(percentile)));
        }
        return found;
    }

    public double perSecond() {
        return windowAnswers / seconds;
    }

    public long latencyNs(String percentile) {
        return latencyNs.getOrDefault(percentile, 0L);
    }
}
