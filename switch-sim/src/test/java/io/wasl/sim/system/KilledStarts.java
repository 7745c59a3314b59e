package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Starts of a switch that end by SIGKILL before it is ready.
 *
 * <p>Their moments are spread over the time that a whole start takes: one in each of as many equal parts, in an order and
 * at places that the seed decides. How long a start takes is measured again with each that is left alone.
 */
final class KilledStarts {

    private final Path configuration;
    private final Random random;
    private final int parts;
    private final List<Integer> left = new ArrayList<>();
    private final List<String> moments = new ArrayList<>();
    /** A guess, until the first is measured. */
    private long wholeNs = 1_000_000_000;

    private int killedBeforeReady;

    /** @param count how many there will be in all */
    KilledStarts(Path configuration, int count, Random random) {
        this.configuration = configuration;
        this.random = random;
        parts = count;
        for (int part = 0; part < count; part++) {
            left.add(part);
        }
        Collections.shuffle(left, random);
    }

    /** A start that is left alone. */
    SwitchProcess startWhole() throws Exception {
        SwitchProcess node = SwitchProcess.start(configuration);
        try {
            node.awaitStarting();
            long begunNs = System.nanoTime();
            node.awaitReady();
            wholeNs = System.nanoTime() - begunNs;
            return node;
        } catch (Exception e) {
            node.close();
            throw e;
        }
    }

    /** Starts and kills what falls to one of so many equal shares of what is left. */
    void killSome(int shares) throws Exception {
        for (int kills = left.size() / shares; kills > 0; kills--) {
            long delayNs = (long) ((left.remove(0) + random.nextDouble()) / parts * wholeNs);
            try (SwitchProcess node = SwitchProcess.start(configuration).awaitStarting()) {
                boolean isReady = node.isReadyWithin(delayNs);
                node.kill();
                killedBeforeReady += isReady ? 0 : 1;
                moments.add(delayNs / 1_000_000 + (isReady ? " ms (ready)" : " ms"));
            }
        }
    }

    /** Prints what was done, and sees to it that it was done. */
    void report() {
        if (parts > 0) {
            System.out.println("starts killed after " + moments + "; a whole one took " + wholeNs / 1_000_000 + " ms");
            assertThat(moments).hasSize(parts);
            assertThat(killedBeforeReady).as("killed before they were ready").isPositive();
        }
    }
}
