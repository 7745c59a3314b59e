package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadRun;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.net.FramedLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An acquirer's load on a loop and a thread of its own, while a test goes on with the switch. */
final class BackgroundLoad implements AutoCloseable {

    private final FramedLoop loop = new FramedLoop("acquirer", System::nanoTime);
    private final LoadRun run;
    private final CompletableFuture<LoadReport> report = new CompletableFuture<>();
    private volatile long approved;
    private volatile long declined;

    BackgroundLoad(LoadPlan plan, long seed) {
        run = new LoadRun(loop, plan, System::currentTimeMillis, new SeededRandom(seed));
    }

    void start() {
        new Thread(this::work, "load").start();
    }

    private void work() {
        try {
            report.complete(run.run(progress -> {
                approved = progress.approved();
                declined = progress.declined();
            }));
        } catch (InterruptedException | RuntimeException e) {
            report.completeExceptionally(e);
        }
    }

    long approved() {
        return approved;
    }

    long declined() {
        return declined;
    }

    /** Starts no more payments and waits until what is open is settled. */
    LoadReport stop() throws InterruptedException, ExecutionException {
        run.stop();
        return report.get();
    }

    /** Waits until all its payments have been started and settled. */
    LoadReport await() throws InterruptedException, ExecutionException {
        return report.get();
    }

    /** As {@link #stop}; each payment must have been answered rightly. */
    LoadReport stopInGoodOrder() throws InterruptedException, ExecutionException {
        LoadReport ended = stop();
        assertThat(ended.isGood())
                .as("%s %s %s", ended.faults(), ended.examples(), ended.states())
                .isTrue();
        return ended;
    }

    /** What the acquirer's book says, once it has stopped. */
    Totals net() {
        return run.book().net();
    }

    @Override
    public void close() {
        loop.close();
    }
}
