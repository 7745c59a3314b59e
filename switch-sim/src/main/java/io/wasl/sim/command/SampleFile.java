package io.wasl.sim.command;

import io.wasl.sim.acquirer.LoadRun;
import io.wasl.time.EpochClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a load goes over time, as CSV: counts since its beginning, a line a sample. Owner: the command's thread. */
final class SampleFile implements AutoCloseable {

    private static final String HEADER =
            "epoch_ms,started,answered,approved,declined,otherwise,in_flight,connections\n";

    private final Writer writer;
    private final EpochClock clock;

    private SampleFile(Writer writer, EpochClock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** @param file replaced if it is there; empty: nothing is written */
    static SampleFile open(Optional<Path> file, EpochClock clock) throws IOException {
        Writer writer =
                file.isPresent() ? Files.newBufferedWriter(file.get(), StandardCharsets.US_ASCII) : Writer.nullWriter();
        writer.write(HEADER);
        writer.flush();
        return new SampleFile(writer, clock);
    }

    /** Each line is handed to the system at once: others may read along. */
    void append(LoadRun.Progress progress) {
        try {
            writer.write(clock.epochMillis() + "," + progress.payments() + "," + progress.answered() + ","
                    + progress.approved() + "," + progress.declined() + "," + progress.other() + ","
                    + progress.inFlight() + "," + progress.connections() + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the samples cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
