package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.routing.BinTable;
import io.wasl.routing.Route;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinMixTest {

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 100_000})
    void shouldMakeTheRangesAskedForAndPansThatAreRouted(int ranges) {
        BinMix mix = new BinMix(ranges, BinMix.SEED);
        BinTable table = mix.load();
        assertThat(mix.ranges()).isEqualTo(ranges);
        assertThat(table.ranges()).isEqualTo(ranges);
        Random chance = new Random(BinMix.SEED);
        for (int i = 0; i < 1000; i++) {
            byte[] pan = mix.pan(chance);
            assertThat(table.route(pan, 0, pan.length)).isInstanceOf(Route.To.class);
        }
    }
}
