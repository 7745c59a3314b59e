package io.wasl.sim.proxy;

import io.wasl.sim.yaml.Forms;
import java.util.Locale;
import java.util.Optional;

/** What the proxy can do, and how it is written: {@code toString} gives words that {@link Step#parse} reads. */
public sealed interface Fault {

    /** Kinds of faults that stand; of one kind a direction has one at a time. */
    enum Kind {
        DELAY,
        STALL,
        SPLIT,
        CORRUPT,
        HALF_OPEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A fault that stays on until it is cleared or its time is over; new connections fall under it too. */
    sealed interface Standing extends Fault {

        Kind kind();
    }

    /**
     * Bytes leave so much later than they came, in their order.
     *
     * @param jitterNs at most so much more, drawn anew for what comes at once
     */
    record Delay(long delayNs, long jitterNs) implements Standing {

        @Override
        public Kind kind() {
            return Kind.DELAY;
        }

        @Override
        public String toString() {
            String jitter = jitterNs == 0 ? "" : "jitter " + Forms.delayWords(jitterNs);
            String delay = "delay " + Forms.delayWords(delayNs);
            return delayNs == 0 && jitterNs > 0 ? jitter : (delay + " " + jitter).trim();
        }
    }

    /** Nothing is forwarded; what has come goes on afterwards. */
    record Stall() implements Standing {

        @Override
        public Kind kind() {
            return Kind.STALL;
        }

        @Override
        public String toString() {
            return "stall";
        }
    }

    /**
     * Forwarded in pieces.
     *
     * @param bytes of each piece
     * @param pauseNs between two
     */
    record Split(int bytes, long pauseNs) implements Standing {

        @Override
        public Kind kind() {
            return Kind.SPLIT;
        }

        @Override
        public String toString() {
            return "split " + bytes + (pauseNs == 0 ? "" : " pause " + Forms.delayWords(pauseNs));
        }
    }

    /** One bit, drawn, of each Nth byte of a connection is flipped. */
    record CorruptEvery(int bytes) implements Standing {

        @Override
        public Kind kind() {
            return Kind.CORRUPT;
        }

        @Override
        public String toString() {
            return "corrupt every " + bytes;
        }
    }

    /** One bit, drawn, of a byte is flipped, with this chance for each byte. */
    record CorruptChance(int perMillion) implements Standing {

        /** Millionths in a hundredth. */
        static final int PER_PERCENT = 10_000;

        @Override
        public Kind kind() {
            return Kind.CORRUPT;
        }

        @Override
        public String toString() {
            String digits = String.format(Locale.ROOT, "%d.%04d", perMillion / PER_PERCENT, perMillion % PER_PERCENT);
            return "corrupt chance " + digits.replaceFirst("\\.?0+$", "") + "%";
        }
    }

    /**
     * Nothing is forwarded ever again, bytes and closes alike, and nothing is closed. A connection that has lost
     * something stays so when the fault is lifted: bytes behind a hole would be another stream.
     */
    record HalfOpen() implements Standing {

        @Override
        public Kind kind() {
            return Kind.HALF_OPEN;
        }

        @Override
        public String toString() {
            return "half-open";
        }
    }

    /** Every connection ends with a FIN. Towards one side only: the other hears nothing of it. */
    record Cut() implements Fault {
        @Override
        public String toString() {
            return "cut";
        }
    }

    /** Every connection ends with an RST. Towards one side only: the other hears nothing of it. */
    record Reset() implements Fault {
        @Override
        public String toString() {
            return "rst";
        }
    }

    /**
     * Standing faults are lifted.
     *
     * @param kind empty for all
     */
    record Clear(Optional<Kind> kind) implements Fault {
        @Override
        public String toString() {
            return kind.map(one -> "clear " + one).orElse("clear");
        }
    }
}
