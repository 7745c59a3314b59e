package io.wasl.sim.chaos;

import io.wasl.config.ConfigException;
import io.wasl.sim.book.Totals;
import io.wasl.sim.issuer.BookFile;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuers' processes of one round. Their books begin anew in each: between two rounds nothing is owed that would name an
 * older payment. Owner: the run.
 */
final class Issuers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LISTENING = Pattern.compile("^issuer listening on ");

    private final List<Child> running = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Path books;

    private Issuers(Path books) {
        this.books = books;
    }

    /** @param ports where each listens */
    static Issuers start(Children children, ChaosFiles files, List<Integer> ports, int round, RandomSource random)
            throws IOException, InterruptedException {
        var issuers = new Issuers(files.books());
        for (int i = 0; i < ports.size(); i++) {
            String issuer = ChaosTraffic.ISSUERS.get(i);
            String name = issuer + "-" + round;
            issuers.names.add(name);
            List<String> words = List.of(
                    "sim",
                    "issuer",
                    "--listen",
                    "127.0.0.1:" + ports.get(i),
                    "--rules",
                    files.rules(issuer).toString(),
                    "--book",
                    issuers.book(name).toString(),
                    "--json",
                    issuers.report(name).toString(),
                    "--seed",
                    Long.toString(1 + random.below(Long.MAX_VALUE - 1)));
            issuers.running.add(children.start(issuer, "-Xmx512m", LISTENING, words));
        }
        for (Child issuer : issuers.running) {
            issuer.awaitReady(PATIENCE);
        }
        return issuers;
    }

    long pid(int number) {
        return running.get(number).pid();
    }

    /** What they hold, from the books that they have written, line by line before each answer. */
    Totals totals() throws ConfigException {
        var all = new Totals();
        for (String name : names) {
            var book = new IssuerBook(Effect.Sink.NOWHERE);
            BookFile.read(book(name), book::restore);
            all.addAll(book.totals());
        }
        return all;
    }

    /** SIGTERM; what they have counted. */
    Map<IssuerCounter, Long> stop() throws IOException, InterruptedException {
        running.forEach(Child::terminate);
        var counts = new EnumMap<IssuerCounter, Long>(IssuerCounter.class);
        for (int i = 0; i < running.size(); i++) {
            running.get(i).awaitEnd(PATIENCE);
            JsonNode report = JsonMapper.builder().build().readTree(Files.readString(report(names.get(i))));
            for (IssuerCounter counter : IssuerCounter.values()) {
                counts.merge(counter, report.path("counts").path(counter.name()).asLong(), Math::addExact);
            }
        }
        return counts;
    }

    private Path book(String name) {
        return books.resolve(name + ".csv");
    }

    private Path report(String name) {
        return books.resolve(name + "-report.json");
    }
}
