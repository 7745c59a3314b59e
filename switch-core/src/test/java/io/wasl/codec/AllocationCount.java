package io.wasl.codec;

import java.lang.management.ManagementFactory;

/**
 * What a piece of work allocates once compiled, by the JVM's own count of this thread's bytes.
 *
 * <p>Work that allocates does so in every run. Work that allocates nothing is still charged, now and then, for what the
 * JVM does on this thread: objects that a compiler had taken apart are made when it gives a compilation up, a class is
 * loaded. So runs are counted until one is free, and the smallest is told.
 */
final class AllocationCount {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Times the work is done in a run: what is allocated once in so many is seen. */
    static final int COUNTED = 10_000;

    private static final int WARM_UP = 2;
    private static final int RUNS = 40;

    private AllocationCount() {}

    /** Bytes of the cheapest run. */
    static long leastBytesOf(Runnable work) {
        for (int run = 0; run < WARM_UP; run++) {
            bytesOf(work);
        }
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && least > 0; run++) {
            least = Math.min(least, bytesOf(work));
        }
        return least;
    }

    private static long bytesOf(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COUNTED; i++) {
            work.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
