package io.wasl.journal;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** The engine's loop, turned by the test. */
final class ManualLoop implements Executor {

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
