package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import io.wasl.link.LinkState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Advices and their reversals through crashes at any append, lost messages, an issuer that comes and goes; then all heals, and the
 * books of acquirer, issuer and log must be one.
 */
class AdviceStormTest {

    private static final int SEEDS = 150;
    private static final int STEPS = 80;
    private static final int ADVICES = 8;
    private static final long AMOUNT = 5000;

    @TempDir
    Path folder;

    @Test
    void shouldEndWithEqualBooksWhateverHappens() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Storm storm = new Storm(new EngineHarness(folder).start(), new Random(seed));
            try {
                storm.blow();
                storm.heal();
                storm.compareBooks();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** What an acquirer knows of one of its advices. */
    private static final class Told {
        final Map<Integer, String> advice;
        final String mti;
        boolean isSent;
        String code = "";
        boolean isReversalSent;
        String reversalCode = "";

        Told(Map<Integer, String> advice, String mti) {
            this.advice = advice;
            this.mti = mti;
        }
    }

    private static final class Storm {
        final EngineHarness house;
        final Random random;
        final List<Told> told = new ArrayList<>();
        /** The issuer's: by DE 11 and 7 the first copy, and what stands of it. */
        final Map<String, FakeLink.Sent> seen = new HashMap<>();

        final Map<String, Long> book = new HashMap<>();
        boolean isHealing;

        Storm(EngineHarness house, Random random) {
            this.house = house;
            this.random = random;
            for (int i = 1; i <= ADVICES; i++) {
                Map<Integer, String> advice = purchase(ATLAS_PAN, i);
                int named = random.nextInt(2 * i);
                // A 0220 that names an 0120 would complete it: CompletionTest.
                boolean completes = i % 2 == 0 && named % 2 == 1;
                if (named > 0 && named < i && !completes) {
                    advice.put(90, mti(named) + "00000" + named + "1122031500" + "00000012345" + "00000000000");
                }
                told.add(new Told(advice, mti(i)));
            }
        }

        private static String mti(int stan) {
            return stan % 2 == 0 ? "0220" : "0120";
        }

        void blow() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(11)) {
                    case 0, 1, 2 -> tell(told.get(random.nextInt(ADVICES)));
                    case 3 -> takeBack(told.get(random.nextInt(ADVICES)));
                    case 4 -> house.journal.force();
                    case 5 -> house.journal.deliverReads();
                    case 6 -> house.engine.onTurnEnd(house.clock.nanoTime());
                    case 7 -> house.pass(Duration.ofSeconds(random.nextInt(20)));
                    case 8 -> listen();
                    case 9 -> comeAndGo();
                    default -> crash();
                }
            }
        }

        void heal() {
            isHealing = true;
            for (int round = 0; round < 40; round++) {
                if (house.atlas.state == LinkState.CLOSED) {
                    comeAndGo();
                }
                for (Told one : told) {
                    if (one.isSent && one.code.isEmpty()) {
                        tell(one);
                    }
                    if (one.isReversalSent && one.reversalCode.isEmpty()) {
                        takeBack(one);
                    }
                }
                house.settle();
                listen();
                house.pass(Duration.ofSeconds(40));
            }
        }

        void compareBooks() {
            long acquirers = told.stream()
                    .filter(one -> one.code.equals("00") && !one.isReversalSent)
                    .count();
            assertThat(told).filteredOn(one -> one.isSent).noneMatch(one -> one.code.isEmpty());
            assertThat(told).filteredOn(one -> one.isReversalSent).noneMatch(one -> one.reversalCode.isEmpty());
            assertThat(book.values().stream().mapToLong(Long::longValue).sum())
                    .as("the issuer's book")
                    .isEqualTo(acquirers * AMOUNT);
            assertThat(moneyOfTheLog()).as("the log's").isEqualTo(acquirers * AMOUNT);
            assertThat(house.count(EngineCounter.OWED)).isZero();
            assertThat(house.engine.inFlight()).isZero();
            assertThat(house.alarms).doesNotContain(Alarm.DELIVERY_PARKED, Alarm.ANSWER_UNREADABLE);
        }

        private long moneyOfTheLog() {
            Map<String, Long> money = new HashMap<>();
            for (JournalRecord record : house.journal.records) {
                String id = record.epoch + "." + record.counter;
                if (record.type == RecordType.OUTCOME && record.amountMinor > 0) {
                    assertThat(record.reason).isEqualTo(Reason.ACCEPTED.wireId());
                    money.put(id, record.amountMinor);
                } else if (record.type == RecordType.NET) {
                    assertThat(record.state).isEqualTo(NetState.REVERSED.wireId());
                    money.put(id, 0L);
                }
            }
            return money.values().stream().mapToLong(Long::longValue).sum();
        }

        private void tell(Told one) {
            String mti = one.isSent ? Mti.toString(Mti.repeat(Mti.parse(one.mti))) : one.mti;
            one.isSent = true;
            house.receive(connection(), mti, one.advice);
        }

        private void takeBack(Told one) {
            String mti = one.isReversalSent ? "0421" : "0420";
            one.isReversalSent = true;
            int stan = Integer.parseInt(one.advice.get(11));
            Map<Integer, String> reversal = new TreeMap<>(reversalOf(one.advice, stan + 100));
            reversal.put(90, one.mti + reversal.getOrDefault(90, "").substring(4));
            house.receive(connection(), mti, reversal);
        }

        private FakeLink connection() {
            if (house.shop.state == LinkState.CLOSED) {
                house.shop = house.reconnected(house.shop);
            }
            return house.shop;
        }

        /** Both sides read what has come; on the way some of it is lost, unless all is well again. */
        private void listen() {
            for (FakeLink.Sent answer : take(house.shop)) {
                int stan = Integer.parseInt(answer.de(11));
                if (stan > 100) {
                    told.get(stan - 101).reversalCode = answer.code();
                } else if (isFirstAnswer(told.get(stan - 1), answer)) {
                    told.get(stan - 1).code = answer.code();
                }
            }
            for (FakeLink.Sent copy : take(house.atlas)) {
                hear(copy);
            }
        }

        /** 00 once, and 94 from its reversal on: an advice is never accepted again after that. */
        private static boolean isFirstAnswer(Told one, FakeLink.Sent answer) {
            assertThat(answer.code()).isIn("00", "94");
            if (answer.code().equals("94")) {
                assertThat(one.isReversalSent).isTrue();
            }
            return one.code.isEmpty();
        }

        private List<FakeLink.Sent> take(FakeLink link) {
            List<FakeLink.Sent> taken = new ArrayList<>();
            for (FakeLink.Sent sent : link.sent) {
                if (isHealing || random.nextInt(4) > 0) {
                    taken.add(sent);
                }
            }
            link.sent.clear();
            return taken;
        }

        private void hear(FakeLink.Sent copy) {
            String key = copy.de(11) + copy.de(7);
            FakeLink.Sent first = seen.putIfAbsent(key, copy);
            if (first != null) {
                assertThat(Mti.isRepeat(copy.mti())).as("a second first copy").isTrue();
                assertThat(Mti.first(copy.mti())).isEqualTo(Mti.first(first.mti()));
                assertThat(copy.elements()).isEqualTo(first.elements());
            }
            boolean isReversal = Mti.messageClass(copy.mti()) == Mti.CLASS_REVERSAL;
            String code = isHealing || random.nextInt(4) > 0 ? "00" : "91";
            if (code.equals("00") && isReversal) {
                assertThat(book)
                        .as("reversed before it was told")
                        .containsKey(copy.de(90).substring(4, 20));
                book.put(copy.de(90).substring(4, 20), 0L);
            } else if (code.equals("00")) {
                checkName(copy);
                book.putIfAbsent(key, AMOUNT);
            }
            if (isHealing || random.nextInt(4) > 0) {
                house.receive(house.atlas, Mti.toString(Mti.answer(copy.mti())), answerTo(copy, code));
            }
        }

        /** What an advice names is what this issuer was told under that number, or nothing. */
        private void checkName(FakeLink.Sent copy) {
            String data = told.get(Integer.parseInt(copy.de(37).substring(6)) - 1)
                    .advice
                    .getOrDefault(90, "");
            assertThat(copy.elements().containsKey(90)).isEqualTo(!data.isEmpty());
            if (!data.isEmpty() && !copy.de(90).startsWith("000000", 4)) {
                String named = copy.de(90).substring(4, 20);
                assertThat(seen).as("names what was never told").containsKey(named);
                assertThat(seen.getOrDefault(named, copy).de(37)).endsWith(data.substring(4, 10));
            }
        }

        private void comeAndGo() {
            if (house.atlas.state == LinkState.CLOSED) {
                house.atlas = house.reconnected(house.atlas);
                house.engine.onUsable(house.atlas);
            } else {
                house.closed(house.atlas);
            }
        }

        private void crash() {
            house.crashAndRestart();
            house.settle();
        }
    }
}
