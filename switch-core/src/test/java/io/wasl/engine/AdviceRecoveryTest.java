package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log is cut after each of its appends; what starts from there ends in the same money. */
class AdviceRecoveryTest {

    @TempDir
    Path folder;

    /** Two advices, the second names the first and is reversed; the issuer asks for each once more. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnRightlyFromEveryCut(boolean wasHeard) {
        FakeJournal whole = life().journal;
        assertThat(whole.ends).hasSizeGreaterThan(10);
        for (int end : whole.ends) {
            EngineHarness house = new EngineHarness(folder);
            house.journal.continueFrom(whole, end);
            house.clock.advance(Duration.ofHours(1));
            house.start();
            Map<String, Long> book = heard(house.journal, wasHeard ? RecordType.SENT : RecordType.DELIVERY_ENDED);
            for (int round = 0; round < 6; round++) {
                house.receive(house.shop, "0121", first());
                house.receive(house.shop, "0221", second());
                if (round > 0) {
                    house.receive(house.shop, "0421", reversal());
                }
                house.settle();
                hear(house, book);
                house.pass(Duration.ofSeconds(70));
            }
            assertThat(house.shop.sent)
                    .filteredOn(answer -> answer.mtiText().equals("0130"))
                    .hasSize(6)
                    .allMatch(answer -> answer.code().equals("00"));
            assertThat(house.shop.sent)
                    .filteredOn(answer -> answer.mtiText().equals("0430"))
                    .hasSize(5)
                    .allMatch(answer -> answer.code().equals("00"));
            assertThat(book.values().stream().mapToLong(Long::longValue).sum())
                    .as("the issuer's book after a cut at %d", end)
                    .isEqualTo(5000);
            assertThat(house.count(EngineCounter.OWED)).as("cut at %d", end).isZero();
            assertThat(house.alarms).isEmpty();
        }
    }

    @Test
    void shouldKeepApartWhatRecoveryMayReverse() {
        EngineHarness house = new EngineHarness(folder);
        house.unconfirmed = io.wasl.config.JournalConfig.Unconfirmed.REVERSE;
        house.start();
        house.receive(house.shop, "0120", first());
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), "00"));
        house.settle();
        house.crashAndRestart();
        house.settle();
        assertThat(house.count(EngineCounter.UNCONFIRMED))
                .as("an advice needs no R4")
                .isZero();
        assertThat(house.atlas.sent).isEmpty();
    }

    /** An issuer that is no longer configured cannot be told: parked, and so is what takes it back. */
    @Test
    void shouldParkWhatIsOwedToNobody() {
        EngineHarness house = EngineHarness.started(folder);
        house.receive(house.shop, "0120", first());
        house.settle();
        house.journal.crash();
        house.journal.records.forEach(record -> {
            if (record.member.equals("atlas")) {
                record.member = "gone";
            }
        });
        house.shop.sent.clear();
        house.start();
        house.settle();
        assertThat(house.alarms).containsExactly(Alarm.DELIVERY_PARKED);
        Map<Integer, String> reversal = reversalOf(first(), 9);
        reversal.put(90, "0120" + reversal.getOrDefault(90, "").substring(4));
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.alarms).containsExactly(Alarm.DELIVERY_PARKED, Alarm.DELIVERY_PARKED);
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    private EngineHarness life() {
        EngineHarness house = EngineHarness.started(folder);
        house.receive(house.shop, "0120", first());
        house.settle();
        house.receive(house.shop, "0220", second());
        house.settle();
        for (String answer : List.of("91", "00")) {
            house.receive(house.atlas, "0130", answerTo(house.atlas.only(), answer));
            house.pass(Duration.ofSeconds(70));
            house.settle();
        }
        house.receive(house.atlas, "0230", answerTo(house.atlas.only(), "91"));
        house.receive(house.shop, "0420", reversal());
        house.settle();
        house.pass(Duration.ofSeconds(70));
        house.settle();
        house.receive(house.atlas, "0230", answerTo(house.atlas.only(), "00"));
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        return house;
    }

    /** The issuer's book before the crash: of all copies whose record is in the log, or of those that it acknowledged. */
    private static Map<String, Long> heard(FakeJournal journal, RecordType proof) {
        Map<Long, JournalRecord> sent = new HashMap<>();
        Map<String, Long> book = new HashMap<>();
        journal.records.stream()
                .filter(record -> record.type == RecordType.SENT)
                .forEach(record -> sent.put(record.counter, record));
        for (JournalRecord record : journal.records) {
            JournalRecord copy = sent.get(record.counter);
            if (record.type == proof && copy != null && Mti.messageClass(copy.mti) != Mti.CLASS_REVERSAL) {
                book.put(key(copy.open.text(11), copy.open.text(7)), 5000L);
            } else if (record.type == proof && copy != null) {
                book.put(named(journal, record.counter), 0L);
            }
        }
        return book;
    }

    private static String named(FakeJournal journal, long delivery) {
        return journal.records.stream()
                .filter(record -> record.type == RecordType.OWED && record.counter == delivery)
                .map(record -> record.open.text(90).substring(4, 20))
                .findFirst()
                .orElse("");
    }

    private static void hear(EngineHarness house, Map<String, Long> book) {
        for (FakeLink.Sent copy : house.atlas.sent.toArray(FakeLink.Sent[]::new)) {
            if (copy.mtiText().startsWith("04")) {
                String named = copy.de(90).substring(4, 20);
                assertThat(book).as("reversed before it was told").containsKey(named);
                book.put(named, 0L);
            } else {
                book.putIfAbsent(key(copy.de(11), copy.de(7)), 5000L);
            }
            house.receive(house.atlas, Mti.toString(Mti.answer(copy.mti())), answerTo(copy, "00"));
        }
        house.atlas.sent.clear();
    }

    private static String key(String stan, String time) {
        return stan + time;
    }

    private static Map<Integer, String> first() {
        return purchase(ATLAS_PAN, 1);
    }

    private static Map<Integer, String> second() {
        Map<Integer, String> advice = purchase(ATLAS_PAN, 2);
        advice.put(90, "0120" + "000001" + "1122031500" + "00000012345" + "00000000000");
        return advice;
    }

    private static Map<Integer, String> reversal() {
        Map<Integer, String> reversal = reversalOf(second(), 3);
        reversal.put(90, "0220" + reversal.getOrDefault(90, "").substring(4));
        return reversal;
    }
}
