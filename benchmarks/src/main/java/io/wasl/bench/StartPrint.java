package io.wasl.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What several starts came to: median and worst beside the goal, and as JSON all of them.
 *
 * @param machine see {@link Machine}
 */
record StartPrint(String machine, List<Start> starts) {

    private static final double NS_PER_MS = 1e6;

    void print(PrintWriter out) {
        out.printf("%-24s %-16s %10s %10s %10s%n", "", "", "median", "worst", "goal");
        for (boolean hasArchive : new boolean[] {true, false}) {
            List<Start> these = starts.stream()
                    .filter(one -> one.hasArchive() == hasArchive)
                    .toList();
            if (these.isEmpty()) {
                continue;
            }
            String with = hasArchive ? "with archive" : "without archive";
            line(out, "java to ready", with, these, Start::readyNs, "1,000 ms");
            line(out, "ready to first answer", with, these, Start::answerNs, "20 ms");
            line(out, "CPU until then", with, these, Start::cpuNs, "-");
            line(out, "launcher before java", with, these, Start::launcherNs, "-");
        }
        out.flush();
    }

    private static void line(
            PrintWriter out, String what, String with, List<Start> these, ToLongFunction<Start> figure, String goal) {
        Spread spread = Spread.of(these.stream()
                .mapToDouble(one -> figure.applyAsLong(one) / NS_PER_MS)
                .toArray());
        out.printf(
                Locale.ROOT,
                "%-24s %-16s %,7.1f ms %,7.1f ms %10s%n",
                what,
                with,
                spread.median(),
                spread.high(),
                goal);
    }

    void write(Path file) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }
}
