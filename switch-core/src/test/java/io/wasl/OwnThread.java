package io.wasl;

import java.util.concurrent.Executor;

/**
 * A thread for each task. Tasks that block may not share the common pool: it has one thread on a machine of two
 * processors, and since Java 25 no asynchronous task goes round it.
 */
public final class OwnThread {

    public static final Executor EACH = task -> new Thread(task, "own thread of a test's task").start();

    private OwnThread() {}
}
