package io.wasl.sim.acquirer;

import io.wasl.time.RandomSource;

/** When the next payment starts. */
public sealed interface Pace {

    /**
     * At a rate, whatever the answers do: latency counts from the moment a payment was due, so a stalled switch cannot
     * hide behind a waiting generator.
     *
     * @param perSecond payments a second
     * @param poisson exponential gaps as many independent terminals make them; else equal gaps
     */
    record OpenLoop(double perSecond, boolean poisson) implements Pace {

        private static final double NANOS_PER_SECOND = 1e9;
        private static final long PRECISION = 1L << 53;

        public OpenLoop {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("the rate must be above 0");
            }
        }

        /** Nanoseconds from one due time to the next. */
        double gapNs(RandomSource random) {
            double mean = NANOS_PER_SECOND / perSecond;
            if (!poisson) {
                return mean;
            }
            double uniform = (random.below(PRECISION) + 1) / (double) PRECISION;
            return -Math.log(uniform) * mean;
        }
    }

    /**
     * A payment starts when another ends.
     *
     * @param window payments in flight
     */
    record ClosedLoop(int window) implements Pace {
        public ClosedLoop {
            if (window < 1) {
                throw new IllegalArgumentException("the window must be at least 1");
            }
        }
    }
}
