package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hop makes no garbage: counted by the JVM itself, for this thread. */
class HopAllocationTest {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MESSAGES = 1000;
    private static final int RANGES = 10_000;
    private static final int WARM_UP = 20_000;
    private static final int COUNTED = 5_000;
    private static final int RUNS = 20;

    private long seen;

    @ParameterizedTest
    @EnumSource(names = {"ASCII", "BINARY"})
    void shouldAllocateNothingPerHop(Encoding encoding) {
        Hop hop = hop(HopKind.WASL, encoding);
        assertThat(bytesOf(i -> hop.forward(i) + hop.respond(i)))
                .as("bytes of %d hops", COUNTED)
                .isZero();
    }

    /** A counter that stands still would let any hop pass. */
    @ParameterizedTest
    @EnumSource(names = {"ASCII", "BINARY"})
    void shouldSeeWhatJposAllocates(Encoding encoding) {
        Hop hop = hop(HopKind.JPOS, encoding);
        assertThat(bytesOf(i -> hop.forward(i) + hop.respond(i))).isGreaterThan(1000L * COUNTED);
    }

    private static Hop hop(HopKind kind, Encoding encoding) {
        return kind.hop(Workload.of(encoding, RANGES, MESSAGES));
    }

    /**
     * A hop that allocates does so in every run; the JVM itself may charge a run for a compilation that it gives up. So runs
     * are counted until one is free, and the smallest is told.
     */
    private long bytesOf(IntUnaryOperator work) {
        for (int i = 0; i < WARM_UP; i++) {
            seen += work.applyAsInt(i % MESSAGES);
        }
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && least > 0; run++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < COUNTED; i++) {
                seen += work.applyAsInt(i % MESSAGES);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(seen).isPositive();
        return least;
    }
}
