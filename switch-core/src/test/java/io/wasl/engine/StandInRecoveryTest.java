package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static io.wasl.engine.StandInHouse.ask;
import static io.wasl.engine.StandInHouse.purchaseOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.StandInConfig.Trigger;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies: limits are what they were, and from every end of an append the same money follows. */
class StandInRecoveryTest {

    @TempDir
    Path folder;

    @Test
    void shouldCountAfterARestartWhatWasCountedBefore() {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchaseOf(1, 3000));
        ask(house, purchaseOf(2, 4000));
        ask(house, purchaseOf(3, 100));
        assertRebuilt(house);
        ask(house, "0400", reversalOf(purchaseOf(2, 4000), 4));
        assertRebuilt(house);
        Map<Integer, String> partial = reversalOf(purchaseOf(1, 3000), 5);
        partial.put(95, "000000001000" + "000000000000C00000000C00000000");
        ask(house, "0400", partial);
        assertRebuilt(house);
        house.closed(house.atlas);
        assertThat(ask(house, purchaseOf(6, 6000)).code())
                .as("two stand, with 11.00: a third may")
                .isEqualTo("00");
        assertThat(ask(house, purchaseOf(7, 1)).code()).isEqualTo("65");
        assertRebuilt(house);
        house.closed(house.atlas);
        assertThat(ask(house, purchaseOf(8, 1)).code()).isEqualTo("65");
        house.clock.advance(Duration.ofDays(1));
        assertRebuilt(house);
        house.closed(house.atlas);
        assertThat(ask(house, "0400", reversalOf(purchaseOf(6, 6000), 9)).code())
                .isEqualTo("00");
        assertThat(ask(house, purchaseOf(10, 1)).code())
                .as("what yesterday gives back is not today's")
                .isEqualTo("00");
        assertRebuilt(house);
    }

    /** The token key is another one after the restart: the card is the same. */
    @Test
    void shouldKnowTheCardUnderANewTokenKey() {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchaseOf(1, 1));
        ask(house, purchaseOf(2, 1));
        house.rotateTokenKey();
        house.crashAndRestart();
        house.closed(house.atlas);
        assertThat(ask(house, purchaseOf(3, 1)).code()).isEqualTo("00");
        assertThat(ask(house, purchaseOf(4, 1)).code()).isEqualTo("65");
        house.crashAndRestart();
        house.closed(house.atlas);
        assertThat(ask(house, purchaseOf(5, 1)).code()).isEqualTo("65");
    }

    private static void assertRebuilt(EngineHarness house) {
        String before = house.engine.standInLimits().toString();
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        assertThat(house.engine.standInLimits()).hasToString(before);
    }

    /** One that nobody was asked for and that is reversed, one whose leg timed out; each delivery is asked for once more. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndInTheSameMoneyFromEveryCut(boolean wasHeard) {
        FakeJournal whole = life().journal;
        assertThat(whole.ends).hasSizeGreaterThan(15);
        for (int end : whole.ends) {
            EngineHarness house = new EngineHarness(folder);
            house.standIn = Optional.of(StandInHouse.config(Trigger.values()));
            house.journal.continueFrom(whole, end);
            house.clock.advance(Duration.ofHours(1));
            house.start();
            IssuersBook book = new IssuersBook();
            book.hear(house.journal, wasHeard ? RecordType.SENT : RecordType.DELIVERY_ENDED);
            String second = "";
            for (int round = 0; round < 8; round++) {
                house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
                house.settle();
                house.receive(house.shop, "0101", purchase(ATLAS_PAN, 2));
                house.settle();
                book.hear(house);
                if (round > 1) {
                    house.receive(house.shop, "0421", reversalOf(purchase(ATLAS_PAN, 1), 3));
                }
                house.settle();
                book.hear(house);
                for (FakeLink.Sent answer : house.shop.sent) {
                    house.delivered(house.shop, answer);
                    second = answer.de(37).endsWith("2") ? answer.code() : second;
                }
                house.shop.sent.clear();
                house.pass(Duration.ofSeconds(70));
            }
            assertThat(book.of("632603000001")).as("reversed, cut at %d", end).isZero();
            assertThat(book.of("632603000002"))
                    .as("answered with %s, cut at %d", second, end)
                    .isEqualTo(second.equals("00") ? 5000 : 0);
            assertThat(house.count(EngineCounter.OWED)).as("cut at %d", end).isZero();
            assertThat(house.alarms).isEmpty();
        }
    }

    private EngineHarness life() {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchase(ATLAS_PAN, 1));
        StandInHouse.reconnect(house);
        answerTwice(house, "0130");
        house.shop.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(Duration.ofMillis(10_100));
        house.journal.force();
        FakeLink.Sent approval = house.shop.only();
        assertThat(approval.code()).isEqualTo("00");
        house.delivered(house.shop, approval);
        answerTwice(house, "0430");
        answerTwice(house, "0130");
        ask(house, "0420", reversalOf(purchase(ATLAS_PAN, 1), 3));
        answerTwice(house, "0430");
        assertThat(house.count(EngineCounter.OWED)).isZero();
        return house;
    }

    private static void answerTwice(EngineHarness house, String mti) {
        for (String code : new String[] {"91", "00"}) {
            house.settle();
            house.receive(house.atlas, mti, answerTo(house.atlas.only(), code));
            house.pass(Duration.ofSeconds(70));
        }
        house.settle();
    }

    /** What the issuer has booked, by RRN; each identity once. */
    private static final class IssuersBook {
        private final Map<String, Long> booked = new HashMap<>();

        long of(String rrn) {
            return booked.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(rrn))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** What it knows from before the crash. */
        void hear(FakeJournal journal, RecordType proof) {
            Map<Long, JournalRecord> owed = new HashMap<>();
            for (JournalRecord record : journal.records) {
                if (record.type == RecordType.OWED) {
                    owed.put(record.counter, record);
                } else if (record.type == proof && owed.containsKey(record.counter)) {
                    JournalRecord body = owed.getOrDefault(record.counter, record);
                    boolean isLeg = (body.state & JournalRecord.OF_LEG) != 0;
                    book(
                            body.open.text(37),
                            body.mti == 0x0120 ? "A" : "R",
                            body.mti == 0x0120 ? 5000 : isLeg ? 0 : -5000);
                }
            }
        }

        void hear(EngineHarness house) {
            for (int i = 0; i < 5 && !house.atlas.sent.isEmpty(); i++) {
                FakeLink.Sent message = house.atlas.sent.remove(0);
                house.delivered(house.atlas, message);
                String rrn = message.de(37);
                switch (message.mtiText().substring(0, 3)) {
                    case "010" -> {
                        book(rrn, "A", 5000);
                        house.receive(house.atlas, "0110", answerTo(message, "00"));
                    }
                    case "012" -> {
                        book(rrn, "A", 5000);
                        house.receive(house.atlas, "0130", answerTo(message, "00"));
                    }
                    default -> {
                        boolean isOfAdvice = message.de(90).startsWith("0120");
                        boolean isOfLive = booked.containsKey(rrn + "A") && !isOfAdvice && rrn.endsWith("1");
                        book(rrn, isOfAdvice || isOfLive ? "R" : "L", isOfAdvice || isOfLive ? -5000 : 0);
                        house.receive(house.atlas, "0430", answerTo(message, "00"));
                    }
                }
                house.settle();
            }
        }

        private void book(String rrn, String what, long amount) {
            booked.putIfAbsent(rrn + what, amount);
        }
    }
}
