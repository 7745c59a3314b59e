package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chaos.ChaosFault;
import io.wasl.sim.chaos.ChaosPlan;
import io.wasl.sim.chaos.ChaosReport;
import io.wasl.sim.chaos.ChaosRun;
import io.wasl.sim.chaos.JavaProgram;
import io.wasl.sim.chaos.LedgerServer;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wasl sim chaos}. */
@Command(
        name = "chaos",
        header = "Real processes under load, killed, stopped, cut off and starved; then three books compared.",
        description = {
            "",
            "Starts two acquirers that do their duty, the switch and two issuers as processes of their own, with",
            "proxies between them, and lets payments flow. Faults are drawn from the seed: SIGKILL, also of a start,",
            "power cuts, SIGSTOP, a full disk, and a network that delays, stalls, splits, cuts, resets and goes silent.",
            "After each round everything heals, and what acquirers, issuers and the switch's ledger hold must agree to",
            "the cent, per card. What the system does not allow is left out, and said.",
            ""
        },
        footer = {
            "",
            "Faults: kill, kill-starting, power-cut, stop-switch, stop-issuer, stop-database, disk-full, delay, stall,",
            "split, cut, reset, half-open.",
            "",
            "Power cuts and a full disk need the right to mount: as root, with mkfs.ext4 or mkfs.xfs, a loop device",
            "and xfs_io (package xfsprogs). The log then lies in an image file in the run's folder.",
            "",
            "  wasl sim chaos --minutes 5",
            "  wasl sim chaos --minutes 2 --faults kill,power-cut --keep /tmp/chaos",
            "  wasl sim chaos --minutes 1 --no-duty            a control run: it must show a difference",
            "  wasl sim chaos --ledger jdbc:postgresql://127.0.0.1/empty --ledger-user wasl --ledger-pid 4711",
            "",
            "Exit status: 0 the books agreed after each round, 1 they differ, a process failed, or nothing came to",
            "rest, 2 wrong usage."
        })
public final class ChaosCommand extends SimCommand {

    private static final int MOST_MINUTES = 7 * 24 * 60;
    private static final int MOST_COUNTED = 100_000;

    private final JavaProgram program;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long faults happen (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "The same faults in the same order, if not at the same instants; 0 (default) draws one.")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Payments a second, of all acquirers together (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "0",
            description = "SIGKILLs of the switch at least, beyond the minutes if need be.")
    private int kills;

    @Option(
            names = "--power-cuts",
            paramLabel = "N",
            defaultValue = "0",
            description = "Power cuts at least, where the system allows them.")
    private int powerCuts;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Only these kinds, with commas between (default: all; see below).")
    private List<String> faults = List.of();

    @Option(names = "--no-duty", description = "Acquirers never repeat or reverse: a control run, which must fail.")
    private boolean isWithoutDuty;

    @ArgGroup(heading = "%nLedger (default: embedded):%n", exclusive = false)
    private LedgerOptions ledger = new LedgerOptions();

    /** A server with an empty database. */
    static final class LedgerOptions {
        @Option(names = "--ledger", paramLabel = "URL", description = "JDBC URL of an empty database on a server.")
        private Optional<String> url = Optional.empty();

        @Option(names = "--ledger-user", paramLabel = "USER", description = "The database's user.")
        private String user = "";

        @Option(
                names = "--ledger-password-file",
                paramLabel = "FILE",
                description = "An owner-only file with the password on its first line.")
        private Optional<Path> passwordFile = Optional.empty();

        @Option(
                names = "--ledger-pid",
                paramLabel = "PID",
                description = "The server's process: then it is stopped now and then, with all below it.")
        private Optional<Long> pid = Optional.empty();

        Optional<LedgerServer> server() throws ConfigException {
            if (url.isEmpty() && (!user.isEmpty() || passwordFile.isPresent() || pid.isPresent())) {
                throw LoadCommand.refused("--ledger", "is missing: the other options are about it");
            }
            return url.map(found -> new LedgerServer(found, user, passwordFile, pid));
        }
    }

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Leave log, ledger, books and what each process printed in this empty folder.")
    private Optional<Path> keep = Optional.empty();

    /** @param program runs a command of {@code ./wasl} in a process that ends with this one */
    public ChaosCommand(Ambient ambient, JavaProgram program) {
        super(ambient);
        this.program = program;
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, InterruptedException {
        var run = new ChaosRun(
                plan(), program, ambient(), new ChaosPrint(screen, ambient().terminal()));
        var hook = new Thread(() -> abort(run, screen), "chaos-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            ChaosReport report = run.run();
            ChaosPrint.print(report, screen);
            return report.isGood() ? DONE : FAILED;
        } catch (IOException | IllegalStateException e) {
            if (run.isAborted()) {
                new CountDownLatch(1).await(); // the process is ending, and what fails now says nothing
            }
            throw e;
        } finally {
            LoadCommand.removeQuietly(hook);
        }
    }

    private ChaosPlan plan() throws ConfigException, IOException {
        requireBetween("--minutes", minutes, 1, MOST_MINUTES);
        requireBetween("--rate", rate, 1, MOST_COUNTED);
        requireBetween("--kills", kills, 0, MOST_COUNTED);
        requireBetween("--power-cuts", powerCuts, 0, MOST_COUNTED);
        if (keep.isPresent() && isFull(keep.get())) {
            throw LoadCommand.refused("--keep", "must be an empty folder, or none yet");
        }
        long used = seed == 0 ? 1 + ambient().random().below(Long.MAX_VALUE - 1) : seed;
        try {
            return new ChaosPlan(
                    used,
                    Duration.ofMinutes(minutes),
                    rate,
                    kills,
                    powerCuts,
                    kinds(),
                    !isWithoutDuty,
                    ledger.server(),
                    keep);
        } catch (IllegalArgumentException e) {
            throw LoadCommand.refused("--faults, --kills, --power-cuts", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isFull(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.findAny().isPresent();
        }
    }

    private Set<ChaosFault> kinds() {
        if (faults.isEmpty()) {
            return EnumSet.allOf(ChaosFault.class);
        }
        var kinds = EnumSet.noneOf(ChaosFault.class);
        faults.forEach(word -> kinds.add(ChaosFault.parse(word)));
        return kinds;
    }

    private static void requireBetween(String option, int value, int least, int most) throws ConfigException {
        if (value < least || value > most) {
            throw LoadCommand.refused(option, "must be " + least + " to " + most);
        }
    }

    /** Ctrl-C: no process and no file stays, but what is to be kept. */
    private static void abort(ChaosRun run, Screen screen) {
        try {
            run.abort();
        } catch (IOException e) {
            screen.line("not all was removed: " + e.getMessage());
        }
    }
}
