package io.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What figures must be read with: the machine, the JVM, the hour, the commit, and what of the environment changes a JVM. */
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private static final List<String> VARIABLES = List.of(
            "WASL_JAVA_OPTS",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "GLIBC_TUNABLES",
            "MALLOC_ARENA_MAX",
            "LD_PRELOAD");

    private Machine() {}

    public static String describe(Clock clock) {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + "; "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + "; "
                + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS))
                + Checkout.commit().map(commit -> "; commit " + commit).orElse("") + environment(System.getenv());
    }

    static String environment(Map<String, String> variables) {
        return VARIABLES.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .map(name -> "; " + name + "=" + variables.get(name))
                .collect(Collectors.joining());
    }

    /** The model's name where the system tells it, else the architecture. */
    private static String processor() {
        try {
            return Files.readAllLines(PROCESSORS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // not Linux
        }
    }
}
