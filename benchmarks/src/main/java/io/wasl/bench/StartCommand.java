package io.wasl.bench;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How soon the switch serves: the installed one, by its launcher, in a process of its own. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Installs what this clone has built into a temporary folder, and starts it again and again by its launcher,"
                    + " with the class archive and without: from java to ready, from ready to the first authorization's"
                    + " answer, processor time until then.",
            "",
            "Each start has a new folder and an issuer that approves; the goals are 1 s and 20 ms."
        },
        footer = {
            "",
            "The first round warms up the bench and is not counted. Exit status: 0 measured, 1 a start failed or no archive",
            "could be made, 2 wrong arguments, or no clone around it."
        })
final class StartCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "A start with the archive and one without in each (${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every start, times in nanoseconds.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new ParameterException(spec.commandLine(), "--rounds: must be from 1 to " + MOST_ROUNDS);
        }
        OutputFile.require(spec, "--json", json);
        PrintWriter out = spec.commandLine().getOut();
        Optional<Path> clone = Checkout.around(Installation.MARK);
        if (clone.isEmpty()) {
            spec.commandLine().getErr().println("there is no clone around it that is built");
            return 2;
        }
        String machine = Machine.describe(Clock.systemUTC());
        out.println(machine);
        out.flush();
        Path work = Files.createTempDirectory("wasl-start-");
        try {
            Installation installation = Installation.make(clone.get(), work.resolve("wasl"));
            if (!installation.makeArchive()) {
                spec.commandLine().getErr().println("no class archive could be made");
                return 1;
            }
            var print = new StartPrint(machine, measure(installation, work));
            print.print(out);
            if (json.isPresent()) {
                print.write(json.get());
            }
            return 0;
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } finally {
            remove(work);
        }
    }

    private List<Start> measure(Installation installation, Path work)
            throws IOException, ConfigException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        try (var rig = new StartRig(installation, work)) {
            var hook = new Thread(rig::close, "start-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            for (int round = 0; round <= rounds; round++) {
                // Who begins changes, so that what lasts longer than a start disturbs both alike.
                boolean archiveFirst = round % 2 == 0;
                Start first = rig.start(archiveFirst);
                Start second = rig.start(!archiveFirst);
                if (round > 0) {
                    starts.add(first);
                    starts.add(second);
                }
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return starts;
    }

    private static void remove(Path work) throws IOException {
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
