package io.wasl.sim.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is done to processes, network and disk. */
public enum ChaosFault {
    KILL(6, "SIGKILL of the switch"),
    /** Killed under load, and again while it starts. */
    KILL_STARTING(1, "SIGKILL of the switch and of its next start"),
    /** Of the machine that the switch runs on: the process and all that its disk was not forced to hold. */
    POWER_CUT(2, "power cut"),
    STOP_SWITCH(1, "SIGSTOP of the switch"),
    STOP_ISSUER(1, "SIGSTOP of an issuer"),
    STOP_DATABASE(1, "SIGSTOP of the database"),
    DISK_FULL(1, "full disk"),
    DELAY(1, "network: delay"),
    STALL(1, "network: stall"),
    SPLIT(1, "network: split frames"),
    CUT(1, "network: cut"),
    RESET(1, "network: RST"),
    HALF_OPEN(1, "network: half-open");

    private final int share;
    private final String sentence;

    ChaosFault(int share, String sentence) {
        this.share = share;
        this.sentence = sentence;
    }

    /** How often it comes in a round. */
    int share() {
        return share;
    }

    /** For people. */
    public String sentence() {
        return sentence;
    }

    /** As in options: {@code power-cut}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException with all that there are
     */
    public static ChaosFault parse(String word) {
        List<String> known = new ArrayList<>();
        for (ChaosFault fault : values()) {
            if (fault.toString().equals(word)) {
                return fault;
            }
            known.add(fault.toString());
        }
        throw new IllegalArgumentException("must be one of " + String.join(", ", known));
    }
}
