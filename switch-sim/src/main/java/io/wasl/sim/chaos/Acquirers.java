package io.wasl.sim.chaos;

import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The acquirers' processes of one round, a load generator with its duty each. Owner: the run. */
final class Acquirers {

    static final List<String> NAMES = List.of("bank", "souk");

    private static final int CONNECTIONS = 4;
    /** How long the end of a round may wait for what is open. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private static final Duration PRINTING = Duration.ofSeconds(30);
    private static final Pattern STARTED = Pattern.compile(" started ");

    private final List<Child> running = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Path books;

    private Acquirers(Path books) {
        this.books = books;
    }

    /** @param ports where each finds the switch, or what stands before it */
    static Acquirers start(
            Children children, ChaosFiles files, ChaosPlan plan, List<Integer> ports, int round, RandomSource random)
            throws IOException {
        var acquirers = new Acquirers(files.books());
        for (int i = 0; i < ports.size(); i++) {
            String name = NAMES.get(i) + "-" + round;
            acquirers.names.add(name);
            List<String> words = acquirers.words(files, plan, ports.get(i), name, random);
            acquirers.running.add(children.start(NAMES.get(i), "-Xmx512m", STARTED, words));
        }
        return acquirers;
    }

    private List<String> words(ChaosFiles files, ChaosPlan plan, int port, String name, RandomSource random) {
        var words = new ArrayList<>(List.of("sim", "load"));
        words.addAll(List.of("--connect", "127.0.0.1:" + port));
        words.addAll(List.of("--connections", Integer.toString(CONNECTIONS)));
        words.addAll(List.of("--rate", String.format(Locale.ROOT, "%.1f", plan.rate() / (double) NAMES.size())));
        words.addAll(List.of("--seconds", Long.toString(Duration.ofDays(365).toSeconds())));
        words.addAll(List.of("--mix", files.mix().toString()));
        words.addAll(List.of("--sign-on", "--seed", Long.toString(1 + random.below(Long.MAX_VALUE - 1))));
        words.addAll(List.of("--json", report(name).toString()));
        words.addAll(List.of("--book", book(name).toString()));
        words.addAll(List.of("--samples", samples(name).toString()));
        words.addAll(List.of("--settle", SETTLE.toSeconds() + "s"));
        if (plan.isDutyDone()) {
            words.addAll(List.of("--timeout", "4s", "--repeats", "3", "--reversal-timeout", "4s"));
        } else {
            // Less patient than an issuer is slow: approvals that it never counts are certain.
            words.addAll(List.of("--timeout", "600ms", "--no-duty"));
        }
        return words;
    }

    /**
     * Whether all their connections stand, and no more waits for an answer than so many.
     *
     * @param sinceMs what they sampled earlier says nothing
     */
    boolean areAtEase(long sinceMs, long mostInFlight) throws IOException {
        long inFlight = 0;
        for (String name : names) {
            Optional<LoadSamples.Sample> last = LoadSamples.read(samples(name)).last();
            boolean isConnected = last.isPresent()
                    && last.get().epochMs() > sinceMs
                    && last.get().answered() > 0
                    && last.get().connections() == CONNECTIONS;
            if (!isConnected) {
                return false;
            }
            inFlight += last.get().inFlight();
        }
        return inFlight <= mostInFlight;
    }

    /** SIGTERM: nothing new begins, what is open is settled, and what they know is written down. */
    AcquirersEnd stop() throws IOException, InterruptedException {
        running.forEach(Child::terminate);
        var end = new AcquirersEnd();
        for (int i = 0; i < running.size(); i++) {
            Child acquirer = running.get(i);
            acquirer.awaitEnd(SETTLE.plus(PRINTING));
            String name = names.get(i);
            if (!Files.exists(report(name)) || !Files.exists(book(name))) {
                throw acquirer.failed("left no book");
            }
            end.add(name, report(name), book(name), LoadSamples.read(samples(name)));
        }
        return end;
    }

    private Path report(String name) {
        return books.resolve(name + "-report.json");
    }

    private Path book(String name) {
        return books.resolve(name + ".json");
    }

    private Path samples(String name) {
        return books.resolve(name + "-samples.csv");
    }
}
