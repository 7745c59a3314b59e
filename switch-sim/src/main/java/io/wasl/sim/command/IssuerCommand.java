package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.issuer.BookFile;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.rules.RuleBook;
import io.wasl.sim.rules.RulesFile;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./wasl sim issuer}. */
@Command(
        name = "issuer",
        header = "An issuer host that the switch dials: answers by rules and keeps its own book.",
        description = {
            "",
            "Answers sign-on, echo, 0100/0200 and their repeats, and reversals (0400, 0420 and their repeats), in the",
            "version of the dialect.",
            "Without rules it approves everything. Runs until it is stopped, then prints its totals.",
            ""
        },
        footer = {
            "",
            "A rules file, the first rule that matches wins:",
            "",
            "  rules:",
            "    - name: lost card",
            "      when: { pan: 400000* }          # also: amount, amount-ends, mti, terminal,",
            "      then: decline 41                #       processing-code, currency",
            "    - when: { amount: 100000-999999, currency: 504 }",
            "      then: partial 50%%",
            "      delay: 100ms-300ms",
            "    - when: { terminal: TERM00* }",
            "      then: approve",
            "      deliver: silence                # booked, but the answer is lost; also: disconnect, twice,",
            "                                      #       wrong-stan, wrong-amount, reset, stop-reading",
            "    - preset: amount-cents            # the last digits of the amount are the code",
            "",
            "Decisions: approve, decline CODE, partial AMOUNT, partial N%%, amount-cents, silence, disconnect,",
            "stop-reading. With connections: never-read in place of rules it accepts and never reads.",
            "",
            "Exit status: 0 stopped, 1 it cannot listen, 2 bad usage or rules."
        })
public final class IssuerCommand extends SimCommand {

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            converter = OptionForms.Address.class,
            description = "Where the switch finds this issuer; port 0 lets the system choose.")
    private HostPort listen = new HostPort("127.0.0.1", 0);

    @Mixin
    private WireOptions wire = new WireOptions();

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules (YAML); see below.")
    private Optional<Path> rules = Optional.empty();

    @Option(
            names = "--book",
            paramLabel = "FILE",
            description = "Append every effect to this CSV file, and continue the book it holds. PANs are masked.")
    private Optional<Path> book = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Write counts and money as JSON when it ends.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--trace", description = "Print a line for each message, masked.")
    private boolean trace;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Makes delays and authorization codes repeatable; 0 (default) draws one.")
    private long seed;

    private final CountDownLatch stopped = new CountDownLatch(1);

    public IssuerCommand(Ambient ambient) {
        super(ambient);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, InterruptedException {
        WireFormat format = wire.format();
        RuleBook ruleBook = rules.isPresent() ? RulesFile.load(rules.get()) : RuleBook.approving();
        int codeDigits = format.dialect().spec(39).length();
        List<String> unfit = ruleBook.unfit(codeDigits);
        if (!unfit.isEmpty()) {
            throw LoadCommand.refused(
                    "--rules",
                    "a code of " + format.dialect() + " has " + codeDigits + " characters, not so in: "
                            + String.join(", ", unfit));
        }
        List<Effect> earlier = new ArrayList<>();
        if (book.isPresent()) {
            BookFile.read(book.get(), earlier::add);
        }
        Optional<BookFile> file = book.isPresent() ? Optional.of(BookFile.append(book.get())) : Optional.empty();
        var issuerBook = new IssuerBook(file.isPresent() ? file.get() : Effect.Sink.NOWHERE);
        earlier.forEach(issuerBook::restore);
        IssuerTrace watching = trace ? new PrintedTrace(screen) : IssuerTrace.NONE;
        var setup = new IssuerSimulator.Setup(listen, format, ruleBook, issuerBook, watching);
        try (var loop = new FramedLoop("issuer", ambient().nanos());
                var issuer = IssuerSimulator.start(loop, setup, random(seed))) {
            screen.line("issuer listening on " + new HostPort(listen.host(), issuer.port()) + ", "
                    + Figures.count(ruleBook.size()) + " rules"
                    + (earlier.isEmpty() ? "" : ", book continued after " + Figures.count(earlier.size()) + " lines"));
            serve(screen, issuer);
        }
        if (file.isPresent()) {
            file.get().close();
        }
        return DONE;
    }

    /** Ends {@link #run} from another thread, as SIGTERM does. */
    void stop() {
        stopped.countDown();
    }

    private void serve(Screen screen, IssuerSimulator issuer) throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> stopAndWait(ended), "issuer-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stopped.await();
            print(screen, issuer);
            if (json.isPresent()) {
                export(json.get(), issuer);
            }
        } finally {
            ended.countDown();
        }
    }

    private void stopAndWait(CountDownLatch ended) {
        stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void export(Path file, IssuerSimulator issuer) throws IOException {
        var counts = new EnumMap<IssuerCounter, Long>(IssuerCounter.class);
        for (IssuerCounter counter : IssuerCounter.values()) {
            counts.put(counter, issuer.count(counter));
        }
        Map<String, Object> report =
                Map.of("counts", counts, "netMinor", issuer.totals().byCurrency());
        String text =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report);
        Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
    }

    private static void print(Screen screen, IssuerSimulator issuer) {
        var counts = new Table("what it did", "times");
        for (IssuerCounter counter : IssuerCounter.values()) {
            if (issuer.count(counter) > 0) {
                String name = counter.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                counts.row(name, Figures.count(issuer.count(counter)));
            }
        }
        var money = new Table("currency", "approved less reversed");
        issuer.totals().byCurrency().forEach((currency, net) -> money.row(currency, Figures.count(net)));
        screen.line();
        if (!counts.isEmpty()) {
            counts.print(screen);
        }
        if (!money.isEmpty()) {
            screen.line();
            money.print(screen);
        }
    }
}
