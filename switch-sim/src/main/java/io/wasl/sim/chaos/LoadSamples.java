package io.wasl.sim.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A load generator's counts over time, as {@code sim load --samples} writes them. Immutable. */
final class LoadSamples {

    private static final int TIME = 0;
    private static final int STARTED = 1;
    private static final int ANSWERED = 2;
    private static final int IN_FLIGHT = 6;
    private static final int CONNECTIONS = 7;

    private final List<Sample> samples;

    private LoadSamples(List<Sample> samples) {
        this.samples = samples;
    }

    /**
     * @param epochMs the wall clock's
     * @param started payments so far
     * @param answered of these
     * @param inFlight payments and reversals that wait for an answer, or to be sent again
     * @param connections that can be used
     */
    record Sample(long epochMs, long started, long answered, long inFlight, int connections) {}

    /** None when there is no file yet; of a line that is being written nothing. */
    static LoadSamples read(Path file) throws IOException {
        var samples = new ArrayList<Sample>();
        if (Files.exists(file)) {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole).lines().skip(1).forEach(line -> samples.add(sample(line)));
        }
        return new LoadSamples(samples);
    }

    static LoadSamples of(List<Sample> samples) {
        return new LoadSamples(List.copyOf(samples));
    }

    private static Sample sample(String line) {
        String[] cells = line.split(",", -1);
        return new Sample(
                Long.parseLong(cells[TIME]),
                Long.parseLong(cells[STARTED]),
                Long.parseLong(cells[ANSWERED]),
                Long.parseLong(cells[IN_FLIGHT]),
                Integer.parseInt(cells[CONNECTIONS]));
    }

    List<Sample> all() {
        return samples;
    }

    Optional<Sample> last() {
        return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
    }
}
