package io.wasl.link.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TickerTest {

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final AtomicInteger ticks = new AtomicInteger();
    private Ticker ticker = new Ticker(ticks::incrementAndGet, 1);

    @AfterEach
    void stop() {
        ticker.stop();
    }

    @Test
    void shouldTickAtOnce() {
        ticker.start();

        await().until(() -> ticks.get() == 1);
    }

    @Test
    void shouldNotTickAgainWhileTheLoopHasNotTakenTheLastOne() {
        ticker.start();
        await().until(() -> ticks.get() == 1);

        await().during(Duration.ofMillis(200)).atMost(Duration.ofSeconds(20)).until(() -> ticks.get() == 1);
    }

    @Test
    void shouldTickEachPeriodThatTheLoopNames() {
        ticker = new Ticker(
                () -> {
                    ticks.incrementAndGet();
                    ticker.onTick(5);
                },
                1);
        long startNs = System.nanoTime();

        ticker.start();

        await().until(() -> ticks.get() >= 20);
        assertThat(System.nanoTime() - startNs)
                .as("19 periods are not over sooner, but for a sleep or two that ended early")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(80));
    }

    @Test
    void shouldSleepAsLongAsTheLoopNames() {
        ticker = new Ticker(
                () -> {
                    ticks.incrementAndGet();
                    ticker.onTick(HOUR_MS);
                },
                1);

        ticker.start();

        await().until(() -> ticks.get() == 1);
        await().during(Duration.ofMillis(200)).atMost(Duration.ofSeconds(20)).until(() -> ticks.get() == 1);
    }

    @Test
    void shouldTickAtOnceWhenThePeriodGetsShorter() {
        ticker = new Ticker(
                () -> {
                    ticks.incrementAndGet();
                    ticker.onTick(HOUR_MS);
                },
                1);
        ticker.start();
        await().until(() -> ticks.get() == 1);

        ticker.onTick(HOUR_MS - 1);

        await().until(() -> ticks.get() == 2);
    }

    @Test
    void shouldNotTickOnceItHasStopped() {
        ticker = new Ticker(
                () -> {
                    ticks.incrementAndGet();
                    ticker.onTick(1);
                },
                1);
        ticker.start();
        await().until(() -> ticks.get() >= 3);

        ticker.stop();

        int last = ticks.get();
        await().during(Duration.ofMillis(100)).atMost(Duration.ofSeconds(20)).until(() -> ticks.get() == last);
    }
}
