package io.wasl.bench;

import io.wasl.bench.SuiteFile.Ratio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the suite came to when somebody said that it is good so; a file of the repository.
 *
 * @param format {@link #FORMAT}
 * @param measured machine, JVM and time, as {@link Machine} says them
 * @param command how it was measured
 * @param limit what the ratios are to
 * @param benchmarks in the order in which they were measured
 */
record Baseline(
        @Nullable String format,
        @Nullable String measured,
        @Nullable String command,
        @Nullable String limit,
        @Nullable List<Entry> benchmarks) {

    static final String FORMAT = "wasl benchmarks, ratios to a limit, 1";

    private static final double RATIO_DIGITS = 1e4;
    private static final double FIGURE_DIGITS = 10;

    /**
     * One benchmark.
     *
     * @param ratio of its processor time to the limit's; it lay between {@code low} and {@code high}
     * @param cpuNs an operation, on that machine: to be read, not compared
     * @param bytes allocated, an operation
     */
    record Entry(String name, double ratio, double low, double high, double cpuNs, double bytes) {

        Ratio asRatio() {
            return new Ratio(new Spread(ratio, low, high), cpuNs, bytes);
        }
    }

    static Baseline of(String measured, String command, Map<String, Ratio> ratios) {
        List<Entry> entries = new ArrayList<>();
        ratios.forEach((name, ratio) -> entries.add(new Entry(
                name,
                rounded(ratio.spread().median(), RATIO_DIGITS),
                rounded(ratio.spread().low(), RATIO_DIGITS),
                rounded(ratio.spread().high(), RATIO_DIGITS),
                rounded(ratio.cpuNs(), FIGURE_DIGITS),
                rounded(ratio.bytes(), FIGURE_DIGITS))));
        return new Baseline(FORMAT, measured, command, SuiteFile.LIMIT, entries);
    }

    private static double rounded(double value, double digits) {
        return Math.round(value * digits) / digits;
    }

    /** By name. */
    Map<String, Ratio> ratios() {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        if (benchmarks != null) {
            benchmarks.forEach(entry -> ratios.put(entry.name, entry.asRatio()));
        }
        return ratios;
    }

    void write(Path file) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }

    /**
     * @throws BaselineException when there is none, or it is another file, or one of other ratios
     */
    static Baseline read(Path file) throws BaselineException, IOException {
        Baseline read;
        try {
            read = JsonMapper.shared().readValue(Files.readAllBytes(file), Baseline.class);
        } catch (NoSuchFileException e) {
            throw new BaselineException("there is no baseline " + file);
        } catch (JacksonException e) {
            throw new BaselineException(file + " is no baseline");
        } catch (IOException e) {
            throw new BaselineException("the baseline " + file + " cannot be read: " + e.getMessage());
        }
        if (read == null || !FORMAT.equals(read.format) || !SuiteFile.LIMIT.equals(read.limit)) {
            throw new BaselineException(file + " is no baseline of ratios to " + SuiteFile.LIMIT);
        }
        if (read.benchmarks != null
                && read.benchmarks.stream().anyMatch(entry -> entry == null || entry.name == null)) {
            throw new BaselineException(file + " has a benchmark without a name");
        }
        if (read.ratios().isEmpty()) {
            throw new BaselineException(file + " says nothing about any benchmark");
        }
        return read;
    }
}
