package io.wasl.bench.report;

import io.wasl.bench.e2e.E2eFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small files with made-up figures, and what the report makes of them. */
final class Golden {

    static final Path FOLDER = Path.of("src", "test", "resources", "report");

    private Golden() {}

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MeasuredRun run() {
        try {
            return new MeasuredRun("e2e.json", E2eFile.parse(text("e2e.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JmhFile stages() {
        try {
            return JmhFile.parse("jmh.json", text("jmh.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report report() {
        return new Report(List.of(run()), List.of(stages()), List.of("flame-wasl-cpu.html", "flame-wasl-alloc.html"));
    }
}
