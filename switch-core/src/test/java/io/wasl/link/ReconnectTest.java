package io.wasl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ReconnectConfig;
import io.wasl.time.RandomSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    private static final ReconnectConfig CONFIG =
            new ReconnectConfig(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(5));

    private final List<Long> bounds = new ArrayList<>();

    @Test
    void shouldDoubleTheCeilingUpToTheMaximum() {
        Reconnect reconnect = new Reconnect(CONFIG, random(0));

        for (int i = 0; i < 100; i++) {
            reconnect.nextDelayNs();
        }

        assertThat(bounds.subList(0, 9))
                .extracting(bound -> bound / 1_000_000)
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 30_000L);
        assertThat(bounds.subList(9, 100)).containsOnly(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void shouldNeverWaitLessThanATenthOfTheFirst() {
        assertThat(new Reconnect(CONFIG, random(0)).nextDelayNs())
                .isEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(new Reconnect(CONFIG, random(123_000_000)).nextDelayNs()).isEqualTo(123_000_000);
    }

    @Test
    void shouldStartOverAfterTheLinkCarriedBusiness() {
        Reconnect reconnect = new Reconnect(CONFIG, random(0));
        reconnect.nextDelayNs();
        reconnect.nextDelayNs();

        reconnect.reset();
        reconnect.nextDelayNs();

        assertThat(bounds.get(2)).isEqualTo(bounds.get(0));
    }

    @Test
    void shouldRefuseAMaximumBelowTheFirst() {
        ReconnectConfig wrong =
                new ReconnectConfig(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThatThrownBy(() -> new Reconnect(wrong, random(0))).isInstanceOf(IllegalArgumentException.class);
    }

    private RandomSource random(long answer) {
        return new RandomSource() {
            @Override
            public void fill(byte[] target) {
                throw new AssertionError("only below is used");
            }

            @Override
            public long below(long bound) {
                bounds.add(bound);
                return answer;
            }
        };
    }
}
