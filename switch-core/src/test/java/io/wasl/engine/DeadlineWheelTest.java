package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlineWheelTest {

    private static final long START_NS = -5_000_000_000L;

    @Test
    void shouldTellEachDeadlineOnceNeverEarlyAndAtMostOneTickLate() {
        for (long seed = 1; seed <= 20; seed++) {
            agree(seed);
        }
    }

    @Test
    void shouldTellEverythingAfterALongPause() {
        DeadlineWheel wheel = new DeadlineWheel(100, START_NS);
        for (int id = 0; id < 100; id++) {
            wheel.set(id, START_NS + Duration.ofSeconds(id).toNanos());
        }
        List<Integer> told = new ArrayList<>();
        wheel.advance(START_NS + Duration.ofHours(1).toNanos(), (id, now) -> told.add(id));
        assertThat(told).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void shouldLetAHandlerCancelAnotherDeadlineOfTheSameMoment() {
        DeadlineWheel wheel = new DeadlineWheel(3, START_NS);
        for (int id = 0; id < 3; id++) {
            wheel.set(id, START_NS + 1_000_000_000L);
        }
        List<Integer> told = new ArrayList<>();
        wheel.advance(START_NS + 2_000_000_000L, (id, now) -> {
            told.add(id);
            for (int other = 0; other < 3; other++) {
                wheel.cancel(other);
            }
        });
        assertThat(told).hasSize(1);
    }

    private static void agree(long seed) {
        Random random = new Random(seed);
        DeadlineWheel wheel = new DeadlineWheel(50, START_NS);
        Map<Integer, Long> model = new HashMap<>();
        long nowNs = START_NS;
        for (int step = 0; step < 5_000; step++) {
            int id = random.nextInt(50);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long deadlineNs = nowNs + (long) (random.nextDouble() * random.nextDouble() * 40e9) - 1_000_000;
                    wheel.set(id, deadlineNs);
                    model.put(id, deadlineNs);
                }
                case 2 -> {
                    wheel.cancel(id);
                    model.remove(id);
                }
                default -> {
                    nowNs += (long) (random.nextDouble() * random.nextDouble() * 300e6);
                    long told = nowNs;
                    wheel.advance(nowNs, (due, now) -> {
                        Long deadlineNs = model.remove(due);
                        assertThat(deadlineNs).as("seed %d: told once", seed).isNotNull();
                        assertThat(deadlineNs).as("seed %d: not early", seed).isLessThanOrEqualTo(told);
                    });
                    model.values()
                            .forEach(deadlineNs -> assertThat(deadlineNs)
                                    .as("seed %d: not late", seed)
                                    .isGreaterThan(told - 3 * DeadlineWheel.TICK_NS));
                }
            }
        }
    }
}
