package io.wasl.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the fuzz targets of a source checkout by its own build: the targets are tests, and tests are in no jar.
 *
 * <p>The main thread owns it; Maven and the JVMs that fuzz are processes of their own.
 */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description = "Grows inputs for every reader of foreign bytes (Jazzer), in a source checkout with Maven.",
        footer = {
            "",
            "What was grown stays in switch-core/target/fuzz, and the next run goes on from there.",
            "Exit status: 0 every promise was kept, 1 one was broken or the build failed, 2 wrong arguments or no sources."
        })
final class FuzzCommand implements Callable<Integer> {

    private static final int MOST_MINUTES = 7 * 24 * 60;
    private static final int MOST_JOBS = 64;
    private static final Path CAMPAIGN = Path.of("switch-core/src/test/java/io/wasl/fuzz/FuzzCampaign.java");

    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", description = "For each target (${DEFAULT-VALUE}).")
    private int minutes = 1;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Only targets with this in their names, such as MessageFuzz.")
    private String target = "";

    @Option(names = "--jobs", paramLabel = "N", description = "Targets at the same time (${DEFAULT-VALUE}).")
    private int jobs = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuse(minutes < 1 || minutes > MOST_MINUTES, "--minutes: must be from 1 to " + MOST_MINUTES);
        refuse(jobs < 1 || jobs > MOST_JOBS, "--jobs: must be from 1 to " + MOST_JOBS);
        refuse(!target.matches("[A-Za-z0-9]*"), "--target: a name has letters and digits only");
        Optional<Path> checkout = Checkout.around(CAMPAIGN);
        if (checkout.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Fuzzing needs a source checkout of Wasl, and there is none around "
                    + Path.of("").toAbsolutePath() + ": run ./wasl bench fuzz in a clone.");
            err.flush();
            return 2;
        }
        spec.commandLine().getOut().flush();
        return run(checkout.get());
    }

    private void refuse(boolean isWrong, String reason) {
        if (isWrong) {
            throw new ParameterException(spec.commandLine(), reason);
        }
    }

    private int run(Path checkout) throws IOException, InterruptedException {
        Process maven;
        try {
            maven = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-ntp",
                            "-q",
                            "-Pfuzz",
                            "-Dfast",
                            "-pl",
                            "switch-core",
                            "-Dfuzz.seconds=" + 60L * minutes,
                            "-Dfuzz.only=" + target,
                            "-Dfuzz.jobs=" + jobs,
                            "verify")
                    .directory(checkout.toFile())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            spec.commandLine().getErr().println("Fuzzing needs Maven (mvn) on PATH: " + e.getMessage());
            return 2;
        }
        return maven.waitFor() == 0 ? 0 : 1;
    }
}
