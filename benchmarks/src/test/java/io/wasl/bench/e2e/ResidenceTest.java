package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidenceTest {

    @Test
    void shouldReadWhatIsResidentAndNotItsShares() throws Exception {
        assertThat(Residence.residentBytes(List.of(
                        "557ee1a00000-7ffd9b9f2000 ---p 00000000 00:00 0                          [rollup]",
                        "Rss:              843120 kB",
                        "Pss:              842000 kB",
                        "Pss_Anon:         820000 kB")))
                .isEqualTo(843_120L * 1024);
        assertThatThrownBy(() -> Residence.residentBytes(List.of("Pss:  1 kB"))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldDivideWhatCameByHowManyCame() {
        var before = new Residence(1_000_000, 20, new JvmWatch.Memory(500_000, 1_000_000, 0));
        var after = new Residence(1_300_000, 120, new JvmWatch.Memory(700_000, 1_000_000, 0));

        assertThat(after.residentPer(before, 100)).isEqualTo(3_000);
        assertThat(after.heapPer(before, 100)).isEqualTo(2_000);
    }
}
