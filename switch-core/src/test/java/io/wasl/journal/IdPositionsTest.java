package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class IdPositionsTest {

    private static final int STEPS = 20_000;

    @Test
    void shouldHoldNothingAtFirst() throws IOException {
        var positions = new IdPositions();

        positions.remove(1, 1);

        assertThat(positions.lowest()).isZero();
        assertThat(contents(positions)).isEmpty();
    }

    /** Beside a map of the JDK: ids that follow each other, ids of two epochs, and ids that share a home. */
    @RepeatedTest(8)
    void shouldHoldWhatAMapHolds(RepetitionInfo repetition) throws IOException {
        var random = new Random(repetition.getCurrentRepetition());
        int spread = 1 << repetition.getCurrentRepetition();
        var positions = new IdPositions();
        var expected = new HashMap<TransactionId, Long>();

        for (int step = 0; step < STEPS; step++) {
            var id = new TransactionId(1 + random.nextInt(3), (long) random.nextInt(400) * spread);
            if (random.nextInt(3) == 0) {
                positions.remove(id.epoch(), id.counter());
                expected.remove(id);
            } else {
                long position = 1L + random.nextInt(1_000_000);
                positions.put(id.epoch(), id.counter(), position);
                expected.put(id, position);
            }
            assertThat(positions.size()).isEqualTo(expected.size());
        }

        assertThat(contents(positions)).isEqualTo(expected);
        assertThat(positions.lowest())
                .isEqualTo(expected.values().stream().min(Long::compare).orElse(0L));
    }

    private static Map<TransactionId, Long> contents(IdPositions positions) throws IOException {
        var found = new HashMap<TransactionId, Long>();
        positions.forEach(
                (epoch, counter, position) -> assertThat(found.put(new TransactionId(epoch, counter), position))
                        .isNull());
        return found;
    }
}
