package io.wasl.sim.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A load generator's counts over time, as {@code sim load --samples} writes them. Immutable. */
final class LoadSamples {

    private static final int TIME = 0;
    private static final int STARTED = 1;
    private static final int ANSWERED = 2;

    private final List<Sample> samples;

    private LoadSamples(List<Sample> samples) {
        this.samples = samples;
    }

    /**
     * @param epochMs the wall clock's
     * @param started payments so far
     * @param answered of these
     */
    record Sample(long epochMs, long started, long answered) {}

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
                Long.parseLong(cells[TIME]), Long.parseLong(cells[STARTED]), Long.parseLong(cells[ANSWERED]));
    }

    List<Sample> all() {
        return samples;
    }

    /** Of all so far. */
    long answers() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).answered();
    }
}
