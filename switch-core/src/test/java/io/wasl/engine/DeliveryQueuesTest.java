package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ReversalConfig;
import io.wasl.time.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pace, window, waits and look-up of owed deliveries, without contents. */
class DeliveryQueuesTest {

    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final Random random = new Random(7);
    private List<Issuer> issuers = List.of();

    @Test
    void shouldLetCopiesLeaveEvenlyAndFewAtOnceAfterARest() {
        DeliveryPace pace = new DeliveryPace(1000, 5);
        assertThat(taken(pace, 5)).as("a tenth's worth").isEqualTo(100);
        assertThat(taken(pace, 5 + 999_999)).isZero();
        assertThat(taken(pace, 5 + 1_000_000)).isEqualTo(1);
        int inASecond = 0;
        for (long now = 5 + SECOND_NS; now < 5 + 2 * SECOND_NS; now += 3_700_000) {
            inASecond += taken(pace, now);
        }
        assertThat(inASecond).isBetween(980, 1100);
        assertThat(taken(pace, 1000 * SECOND_NS))
                .as("a long rest saves no more")
                .isEqualTo(100);
    }

    @Test
    void shouldKeepASlowPaceToo() {
        // So near to the end of the clock's numbers that they wrap.
        NanoClock late = () -> Long.MAX_VALUE - 10;
        long start = late.nanoTime();
        DeliveryPace pace = new DeliveryPace(1, start);
        assertThat(taken(pace, start)).isEqualTo(1);
        assertThat(taken(pace, start + SECOND_NS - 1)).isZero();
        assertThat(taken(pace, start + SECOND_NS)).isEqualTo(1);
    }

    private static int taken(DeliveryPace pace, long nowNs) {
        int taken = 0;
        while (pace.take(nowNs)) {
            taken++;
        }
        return taken;
    }

    /** Full jitter: each wait is anything from none to the longest, which doubles up to its limit. */
    @Test
    void shouldWaitARandomPartOfALongestWaitThatDoubles() {
        ReversalConfig config =
                new ReversalConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10), 8, 1000);
        assertThat(IntStream.of(0, 1, 2, 3, 4, 40, 1000).mapToLong(n -> DeliveryQueues.longestWaitNs(config, n)))
                .containsExactly(
                        2 * SECOND_NS,
                        2 * SECOND_NS,
                        4 * SECOND_NS,
                        8 * SECOND_NS,
                        10 * SECOND_NS,
                        10 * SECOND_NS,
                        10 * SECOND_NS);
        int[] waits = new int[5];
        queues(config);
        for (int i = 0; i < 2000; i++) {
            waits[
                    (int) (5
                            * waited(new DeliveryQueues(16, issuers, clock, random::nextBytes))
                            / (2 * SECOND_NS + SECOND_NS / 50))]++;
        }
        assertThat(IntStream.of(waits)).as("fifths of the wait").allMatch(count -> count > 300 && count < 500);
    }

    /** How long a delivery waits that has one copy. */
    private long waited(DeliveryQueues queues) {
        OwedDelivery delivery = delivery(1);
        delivery.copies = 1;
        queues.add(delivery);
        queues.makeReady(delivery);
        assertThat(queues.take(issuers.get(0), clock.nanoTime())).isSameAs(delivery);
        long start = clock.nanoTime();
        queues.retryLater(delivery);
        List<OwedDelivery> due = new ArrayList<>();
        while (due.isEmpty()) {
            clock.advance(Duration.ofMillis(10));
            queues.advance(clock.nanoTime(), due::add);
        }
        return clock.nanoTime() - start;
    }

    @Test
    void shouldCallThoseThatWaitWhenTheIssuerIsBackAndNoneThatComesLater() {
        DeliveryQueues queues = queues(
                new ReversalConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10), 3, 100_000));
        Issuer issuer = issuers.get(0);
        List<OwedDelivery> all = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            OwedDelivery delivery = delivery(i);
            all.add(delivery);
            queues.add(delivery);
            queues.makeReady(delivery);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(queues.take(issuer, clock.nanoTime())).isSameAs(all.get(i));
        }
        assertThat(queues.take(issuer, clock.nanoTime())).as("the window").isNull();
        all.subList(0, 3).forEach(queues::retryLater);
        queues.line(issuer).call();
        queues.remove(all.get(2));
        OwedDelivery fourth = queues.take(issuer, clock.nanoTime());
        assertThat(fourth).isSameAs(all.get(3));
        queues.retryLater(all.get(3));
        assertThat(queues.take(issuer, clock.nanoTime())).isSameAs(all.get(0));
        assertThat(queues.take(issuer, clock.nanoTime())).isSameAs(all.get(1));
        assertThat(queues.take(issuer, clock.nanoTime()))
                .as("it began to wait after the call")
                .isNull();
        assertThat(queues.owed()).isEqualTo(3);
        assertThat(queues.line(issuer).owed()).isEqualTo(3);
    }

    @Test
    void shouldDropWhatComesForAParkedOne() {
        DeliveryQueues queues = queues(ReversalConfig.defaults());
        OwedDelivery delivery = delivery(1);
        queues.add(delivery);
        queues.makeReady(delivery);
        queues.take(issuers.get(0), clock.nanoTime());
        long token = queues.token(delivery);
        queues.setTimer(delivery, clock.nanoTime() + 1);
        queues.park(delivery);
        assertThat(queues.find(token)).isNull();
        clock.advance(Duration.ofMinutes(1));
        queues.advance(clock.nanoTime(), due -> {
            throw new AssertionError("no timer of a parked one runs");
        });
        assertThat(queues.parked()).isEqualTo(1);
        assertThat(queues.owed()).isZero();
        queues.reopen(delivery);
        queues.makeReady(delivery);
        assertThat(queues.take(issuers.get(0), clock.nanoTime())).isSameAs(delivery);
        assertThat(queues.line(issuers.get(0)).parked()).isZero();
    }

    @Test
    void shouldPutOneThatIsOwedAgainBeforeWhatCameAfterIt() {
        DeliveryOrder order = new DeliveryOrder();
        OwedDelivery[] of = new OwedDelivery[5];
        for (int i = 1; i <= 4; i++) {
            of[i] = delivery(i);
            of[i].position = i;
            of[i].originalRow = 9;
        }
        assertThat(order.add(of[1])).isTrue();
        assertThat(order.add(of[2])).isFalse();
        assertThat(order.add(of[4])).isFalse();
        assertThat(order.add(of[3])).as("owed again").isFalse();
        assertThat(order.remove(of[2])).isNull();
        assertThat(order.remove(of[1])).isSameAs(of[3]);
        assertThat(order.remove(of[3])).isSameAs(of[4]);
        assertThat(order.remove(of[4])).isNull();
        assertThat(order.add(of[1])).as("nothing is left").isTrue();
    }

    @Test
    void shouldFindInItsTableWhatAMapFinds() {
        long seed = new Random().nextLong();
        System.out.println("DeliveryQueuesTest: seed " + seed);
        Random chance = new Random(seed);
        DeliveryTable table = new DeliveryTable();
        Map<Long, OwedDelivery> map = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            // Keys that crowd, and phases that grow and shrink.
            long key = chance.nextInt(4) == 0 ? chance.nextLong() >> 40 : (long) chance.nextInt(3000) << 32;
            boolean isGrowing = step / 20_000 % 2 == 0;
            if (chance.nextInt(10) < (isGrowing ? 7 : 2)) {
                OwedDelivery delivery = delivery(step);
                table.put(key, delivery);
                map.put(key, delivery);
            } else {
                OwedDelivery there = map.get(key);
                table.remove(key, there == null || chance.nextInt(10) == 0 ? delivery(-1) : there);
                if (table.get(key) == null) {
                    map.remove(key);
                }
            }
            // Plain, for it is asked two hundred thousand times.
            if (table.get(key) != map.get(key) || table.size() != map.size()) {
                throw new AssertionError(
                        "step " + step + " of seed " + seed + ": " + table.size() + " for " + map.size());
            }
        }
        map.forEach((key, delivery) -> assertThat(table.get(key)).isSameAs(delivery));
        assertThat(table.size()).isEqualTo(map.size());
    }

    private DeliveryQueues queues(ReversalConfig config) {
        EngineHarness house = new EngineHarness(folder);
        house.reversalConfig = config;
        issuers = List.of(house.issuerOf(0));
        return new DeliveryQueues(16, issuers, clock, random::nextBytes);
    }

    private OwedDelivery delivery(long counter) {
        if (issuers.isEmpty()) {
            queues(ReversalConfig.defaults());
        }
        return new OwedDelivery(1, counter, 1, counter, issuers.get(0), 0x0420);
    }
}
