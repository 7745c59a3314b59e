package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowsByIdTest {

    private static final int ROWS = 500;

    /** Full to its capacity, so that runs are long and gaps are closed over other homes; counters of several epochs meet. */
    @Test
    void shouldAgreeWithAMapAsRowsComeAndGo() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            var rows = new RowsById(ROWS);
            Map<Long, Long> idOf = new HashMap<>();
            for (long row = 1; row <= 5_000; row++) {
                if (idOf.size() == ROWS || random.nextInt(3) == 0 && !idOf.isEmpty()) {
                    long gone = List.copyOf(idOf.keySet()).get(random.nextInt(idOf.size()));
                    long id = idOf.getOrDefault(gone, 0L);
                    idOf.remove(gone);
                    rows.remove(id % 3, id, gone);
                    assertThat(rows.find(id % 3, id))
                            .as("seed %d: removed %d", seed, gone)
                            .isZero();
                } else {
                    idOf.put(row, row);
                    rows.put(row % 3, row, row);
                }
            }
            for (Map.Entry<Long, Long> known : idOf.entrySet()) {
                long id = known.getValue();
                assertThat(rows.find(id % 3, id)).as("seed %d", seed).isEqualTo(known.getKey());
            }
        }
    }

    @Test
    void shouldNotBeHarmedByRemovingWhatIsNotThere() {
        var rows = new RowsById(8);
        rows.put(1, 5, 10);
        rows.remove(1, 6, 11);
        rows.remove(2, 5, 10);
        assertThat(rows.find(1, 5)).isEqualTo(10);
        assertThat(rows.find(2, 5)).isZero();
    }
}
