package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Loads one routing table after the other while something else is done. Owner: the command's thread. */
final class Reloads {

    /** What is done meanwhile. */
    interface Step<T> {
        T run() throws IOException, InterruptedException;
    }

    private final Stand stand;
    private final List<Path> tables;
    private final long pauseNs;
    private final List<Long> tookNs = new ArrayList<>();
    private volatile boolean isOver;
    private int turn;

    /** @param pauseMs from one's begin to the next's, where it does not take longer */
    Reloads(Stand stand, List<Path> tables, long pauseMs) {
        this.stand = stand;
        this.tables = List.copyOf(tables);
        pauseNs = TimeUnit.MILLISECONDS.toNanos(pauseMs);
    }

    /** @throws IllegalStateException when a reload failed meanwhile */
    <T> T during(Step<T> step) throws IOException, InterruptedException {
        isOver = false;
        var done = new CompletableFuture<@Nullable Void>();
        var thread = new Thread(() -> reload(done), "reloads");
        thread.start();
        T result;
        try {
            result = step.run();
        } finally {
            isOver = true;
            thread.join();
        }
        try {
            done.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a reload failed: " + e.getCause(), e);
        }
        return result;
    }

    private void reload(CompletableFuture<@Nullable Void> done) {
        try {
            while (!isOver) {
                long took = stand.reload(tables.get(turn++ % tables.size()));
                tookNs.add(took);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, pauseNs - took));
            }
            done.complete(null);
        } catch (IOException | InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    int count() {
        return tookNs.size();
    }

    /** What each took, in order. */
    List<Long> tookNs() {
        return List.copyOf(tookNs);
    }

    double medianNs() {
        return Results.median(tookNs.stream().mapToDouble(Long::doubleValue).toArray())
                .orElse(0);
    }
}
