package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Mti;
import io.wasl.journal.CardState;
import io.wasl.journal.FileJournal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OpenDelivery;
import io.wasl.journal.RecoveryVisitor;
import io.wasl.journal.TrialLog;
import io.wasl.link.LinkState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two starts on one log, one of which reads all of it and the other a checkpoint and the rest: whatever peers do then, both say
 * the same to everybody and write the same.
 */
class CheckpointRecoveryTest {

    private static final int SEEDS = 24;
    private static final int STEPS = 1600;
    private static final int WINDOW = 80;
    private static final int SEGMENT_BYTES = 128 << 10;
    private static final DeliveryQuery PARKED =
            new DeliveryQuery(Optional.empty(), Optional.empty(), Set.of(DeliveryStanding.PARKED));

    /** So that the first of them are not read by a start, and the last are before its checkpoint. */
    private static final int PAID_BEFORE = 600;

    private static final int PAID = 800;

    @TempDir
    Path folder;

    /** By the newest of {@link #restarted}. */
    private long replayedFrom;

    @Test
    void shouldKnowAfterACheckpointWhatTheWholeLogTells() throws Exception {
        int skipped = 0;
        int restored = 0;
        long renewed = 0;
        long stoodIn = 0;
        long relayed = 0;
        long takenOver = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Storm storm = new Storm(house(), new Random(seed));
            storm.blow();
            renewed += storm.renewed;
            stoodIn += storm.stoodIn;
            relayed += storm.relayed;
            takenOver += storm.takenOver;
            assertThat(storm.house.alarms).as("seed %d", seed).doesNotContain(Alarm.ANSWER_UNREADABLE);
            TrialLog log = logOf(storm.house.journal);
            if (seed % 4 == 0) {
                log.damage(log.checkpoints().get(0));
            }
            FileJournal journal = log.open();
            skipped += log.replayFrom() > 1 ? 1 : 0;
            FakeJournal whole = new FakeJournal();
            journal.replay(1, record -> whole.records.add(FakeJournal.copy(record)));

            EngineHarness full = house();
            full.journal.continueFrom(whole, whole.records.size());
            full.journal.goneUpTo = storm.house.journal.goneUpTo;
            EngineHarness fast = house();
            fast.journal.continueFrom(whole, whole.records.size());
            fast.journal.goneUpTo = storm.house.journal.goneUpTo;
            full.engine = full.build();
            full.journal.replay(full.engine::recover);
            fast.engine = fast.build();
            Counted counted = new Counted(fast.engine.recovery());
            long records = journal.recover(0, counted);
            restored += counted.deliveries;
            assertThat(records).isLessThanOrEqualTo(whole.records.size());

            List<String> expected = storm.afterwards(full, new Random(seed));
            List<String> seen = storm.afterwards(fast, new Random(seed));
            for (int i = 0; i < Math.min(seen.size(), expected.size()); i++) {
                assertThat(seen.get(i))
                        .as("seed %d, %d of %d, after %s", seed, i, expected.size(), seen.get(Math.max(0, i - 1)))
                        .isEqualTo(expected.get(i));
            }
            assertThat(seen).hasSameSizeAs(expected);
        }
        assertThat(skipped).as("starts that left a part of the log unread").isGreaterThan(SEEDS / 2);
        assertThat(restored).as("deliveries that only checkpoints told").isGreaterThan(10 * SEEDS);
        assertThat(renewed).as("deliveries appended again").isGreaterThan(SEEDS);
        assertThat(stoodIn).as("requests that were stood in for").isGreaterThan(50 * SEEDS);
        assertThat(relayed).as("reversals that an issuer was asked for").isGreaterThan(SEEDS / 2);
        assertThat(takenOver).as("reversals that it left open").isPositive();
    }

    /** What it may have given back before, it need not find: that stands in the checkpoint too. */
    @Test
    void shouldEndWhatFollowsARelayWith25AfterACheckpoint() throws Exception {
        RelayHouse relay = new RelayHouse(house()).started();
        EngineHarness house = relay.house;
        relay.answer(relay.ask(RelayHouse.full(2)), "91");
        house.delivered(house.atlas, house.atlas.only());
        house.delivered(house.shop, house.shop.only());
        for (int stan = 3; stan < 800; stan++) {
            house.approve(house.shop, house.rif, purchase(RIF_PAN, stan));
        }
        TrialLog log = logOf(house.journal);
        FileJournal journal = log.open();
        assertThat(log.replayFrom()).isGreaterThan(10);
        FakeJournal whole = new FakeJournal();
        journal.replay(1, record -> whole.records.add(FakeJournal.copy(record)));
        EngineHarness fast = house();
        fast.journal.continueFrom(whole, whole.records.size());
        fast.older.isKept = true;
        fast.engine = fast.build();
        journal.recover(0, fast.engine.recovery());
        fast.journal.lead(fast.engine);
        fast.engine.onUsable(fast.atlas);
        fast.settle();
        fast.receive(fast.atlas, "0430", answerTo(fast.atlas.only(), "25"));
        fast.settle();
        assertThat(fast.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
        assertThat(fast.count(EngineCounter.DELIVERIES_PARKED)).isZero();
    }

    /** A leg's reversal is none of the advice's: a parked advice keeps an operator from sending that, not this. */
    @Test
    void shouldTellALegsReversalFromAnAdvicesAfterACheckpoint() throws Exception {
        EngineHarness house = house().start();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(Duration.ofMillis(10_100));
        house.settle();
        for (String mti : List.of("0430", "0130")) {
            house.receive(house.atlas, mti, answerTo(house.atlas.only(), "30"));
            house.settle();
        }
        house.delivered(house.shop, house.shop.only());
        for (int stan = 2; stan < 800; stan++) {
            house.approve(house.shop, house.rif, purchase(RIF_PAN, stan));
        }
        EngineHarness fast = restarted(house.journal);
        fast.settle();
        List<DeskAnswer> told = new ArrayList<>();
        fast.engine.desk().retry(PARKED, "at night", told::add);
        fast.settle();
        assertThat(told).singleElement().matches(answer -> answer.done() == 2);
    }

    /** Nobody knows whether the issuer approved: that is not forgotten with the transaction. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKnowAfterACheckpointWhether25EndsAReversal(boolean isApprovedLate) throws Exception {
        EngineHarness house = house();
        house.standIn = Optional.empty();
        house.start();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent forward = house.atlas.only();
        house.delivered(house.atlas, forward);
        house.closed(house.atlas);
        house.settle();
        house.delivered(house.shop, house.shop.only());
        if (isApprovedLate) {
            house.atlas = house.reconnected(house.atlas);
            house.receive(house.atlas, "0110", answerTo(forward, "00"));
            house.settle();
        }
        for (int stan = 2; stan < 800; stan++) {
            house.approve(house.shop, house.rif, purchase(RIF_PAN, stan));
        }
        EngineHarness fast = restarted(house.journal);
        fast.settle();
        StandInHouse.reconnect(fast);
        fast.pass(Duration.ofSeconds(70));
        fast.settle();
        FakeLink.Sent reversal = fast.atlas.only();
        fast.delivered(fast.atlas, reversal);
        fast.receive(fast.atlas, "0430", answerTo(reversal, "25"));
        fast.settle();
        assertThat(fast.count(EngineCounter.OWED)).isZero();
        assertThat(fast.count(EngineCounter.PARKED)).isEqualTo(isApprovedLate ? 1 : 0);
    }

    /**
     * The advice was owed before the part of the log that is read, and has ended before the checkpoint: in between stand what
     * names it and the copy that says under which number.
     */
    @Test
    void shouldNameAnAdviceThatOnlyItsCopyTells() throws Exception {
        EngineHarness house = house();
        house.older.isKept = true;
        house.start();
        house.closed(house.atlas);
        StandInHouse.ask(house, purchase(ATLAS_PAN, 1));
        long owed = house.journal.position();
        for (int stan = 2; stan < PAID_BEFORE; stan++) {
            house.approve(house.shop, house.rif, purchase(RIF_PAN, stan));
        }
        Map<Integer, String> partial = new TreeMap<>(reversalOf(purchase(ATLAS_PAN, 1), 500_001));
        partial.put(95, "000000002000" + "000000000000C00000000C00000000");
        house.receive(house.shop, "0420", partial);
        house.lookUp();
        long begun = house.journal.position();
        house.settle();
        house.delivered(house.shop, house.shop.only());
        StandInHouse.reconnect(house);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.mtiText()).isEqualTo("0120");
        house.delivered(house.atlas, advice);
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.closed(house.atlas);
        house.settle();
        for (int stan = PAID_BEFORE; stan < PAID; stan++) {
            house.approve(house.shop, house.rif, purchase(RIF_PAN, stan));
        }
        EngineHarness fast = restarted(house.journal);
        assertThat(replayedFrom).isBetween(owed + 1, begun);
        StandInHouse.reconnect(fast);
        fast.settle();
        FakeLink.Sent reversal = fast.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).startsWith("0120" + advice.de(11) + advice.de(7));
    }

    /** A start that reads a checkpoint and the newest part of the log; key files would find the rest. */
    private EngineHarness restarted(FakeJournal before) throws Exception {
        TrialLog log = logOf(before);
        FileJournal journal = log.open();
        replayedFrom = log.replayFrom();
        assertThat(replayedFrom).isGreaterThan(10);
        FakeJournal whole = new FakeJournal();
        journal.replay(1, record -> whole.records.add(FakeJournal.copy(record)));
        EngineHarness fast = house();
        fast.older.isKept = true;
        fast.journal.continueFrom(whole, whole.records.size());
        fast.engine = fast.build();
        journal.recover(0, fast.engine.recovery());
        fast.journal.lead(fast.engine);
        return fast;
    }

    private EngineHarness house() {
        EngineHarness house = new EngineHarness(folder);
        house.memoryWindow = WINDOW;
        house.acquirerProfile = RelayHouse.relaying(house.acquirerProfile);
        house.standIn = Optional.of(StandInHouse.generous("visa"));
        house.standInForRif = Optional.of(StandInHouse.generous("mastercard"));
        return house;
    }

    private static TrialLog logOf(FakeJournal journal) throws Exception {
        TrialLog log = new TrialLog(SEGMENT_BYTES, WINDOW);
        int begin = 0;
        for (int end : journal.ends) {
            if (end > begin && end <= journal.records.size()) {
                log.append(journal.records.subList(begin, end).stream()
                        .map(FakeJournal::copy)
                        .toList());
                begin = end;
            }
            if (end % 5 == 0) {
                log.force();
            }
        }
        log.force();
        return log;
    }

    private static final class Counted implements RecoveryVisitor {
        private final RecoveryVisitor visitor;
        private int deliveries;

        Counted(RecoveryVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void onForgotten(long fromMs) {
            visitor.onForgotten(fromMs);
        }

        @Override
        public void onLastStan(String issuer, int stan) {
            visitor.onLastStan(issuer, stan);
        }

        @Override
        public void onCards(CardState cards) {
            visitor.onCards(cards);
        }

        @Override
        public void onDelivery(OpenDelivery open) throws IOException {
            deliveries++;
            visitor.onDelivery(open);
        }

        @Override
        public void onRecord(JournalRecord record) {
            visitor.onRecord(record);
        }
    }

    /** Everything that may happen to a node, most of it to one issuer that is rarely there. */
    private static final class Storm {
        private final EngineHarness house;
        private final Random random;
        private final List<Map<Integer, String>> asked = new ArrayList<>();
        private final List<String> mtis = new ArrayList<>();
        private long renewed;
        private long stoodIn;
        private long relayed;
        private long takenOver;

        Storm(EngineHarness house, Random random) {
            this.house = house.start();
            this.random = random;
        }

        void blow() {
            house.closed(house.rif);
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(16)) {
                    case 0, 1, 2, 3, 4 -> ask(random.nextInt(4) == 0 ? "0220" : "0100");
                    case 5 -> takeBack();
                    case 6, 7 -> house.settle();
                    case 8, 9, 10 -> listen();
                    case 11 -> house.pass(Duration.ofSeconds(random.nextInt(12)));
                    case 12 -> house.journal.force();
                    default -> seldom();
                }
            }
            house.settle();
            count();
        }

        private void count() {
            stoodIn += house.count(EngineCounter.STOOD_IN);
            relayed += house.count(EngineCounter.REVERSALS_RELAYED);
            takenOver += house.count(EngineCounter.RELAYS_TAKEN_OVER);
        }

        private void seldom() {
            int chance = random.nextInt(40);
            if (chance == 0) {
                count();
                house.crashAndRestart();
                house.settle();
                house.closed(house.rif);
            } else if (chance == 1) {
                comeAndGo();
            } else if (chance < 5) {
                expire();
            }
        }

        /** What nothing remembered or owed needs goes; what is open there is appended again first. */
        private void expire() {
            house.settle();
            long upTo = house.journal.position() - 30L * WINDOW;
            if (upTo > house.journal.goneUpTo) {
                long renewedBefore = house.count(EngineCounter.DELIVERIES_RENEWED);
                house.engine.onExpiring(upTo);
                house.settle();
                house.settle();
                renewed += house.count(EngineCounter.DELIVERIES_RENEWED) - renewedBefore;
                house.journal.goneUpTo = upTo;
            }
        }

        private void comeAndGo() {
            if (house.rif.state == LinkState.CLOSED) {
                house.rif = house.reconnected(house.rif);
                house.engine.onUsable(house.rif);
            } else {
                house.closed(house.rif);
            }
        }

        private void ask(String mti) {
            int stan = asked.size() + 1;
            Map<Integer, String> message = purchase(random.nextInt(3) == 0 ? RIF_PAN : ATLAS_PAN, stan);
            if (mti.equals("0220") && stan > 20 && random.nextBoolean()) {
                int named = stan - 1 - random.nextInt(20);
                message.put(
                        90,
                        mtis.get(named - 1) + "%06d".formatted(named) + "1122031500" + "00000012345" + "00000000000");
            }
            asked.add(message);
            mtis.add(mti);
            house.receive(house.shop, mti, message);
        }

        private void takeBack() {
            if (asked.isEmpty()) {
                return;
            }
            // Half of them soon enough to be passed on.
            int back = random.nextInt(random.nextBoolean() ? 8 : 2 * WINDOW);
            int index = Math.max(0, asked.size() - 1 - back);
            house.receive(house.shop, random.nextBoolean() ? "0420" : "0400", reversal(index));
        }

        private Map<Integer, String> reversal(int index) {
            Map<Integer, String> reversal = new TreeMap<>(reversalOf(asked.get(index), 500_000 + index));
            reversal.put(90, mtis.get(index) + reversal.getOrDefault(90, "").substring(4));
            return reversal;
        }

        private void listen() {
            if (random.nextInt(8) > 0) {
                List.copyOf(house.shop.sent).forEach(answer -> house.delivered(house.shop, answer));
            }
            house.shop.sent.clear();
            for (FakeLink link : List.of(house.atlas, house.rif)) {
                for (FakeLink.Sent copy : List.copyOf(link.sent)) {
                    house.delivered(link, copy);
                    if (link.state != LinkState.CLOSED && random.nextInt(5) > 0) {
                        house.receive(link, Mti.toString(Mti.answer(copy.mti())), answerTo(copy, anyCode(random)));
                    }
                }
                link.sent.clear();
            }
        }

        private static String anyCode(Random random) {
            return switch (random.nextInt(12)) {
                case 0 -> "05";
                case 1 -> "91";
                case 2 -> "25";
                case 3 -> "30";
                default -> "00";
            };
        }

        /** What a node says after its start, when everybody repeats everything; and what it writes. */
        List<String> afterwards(EngineHarness restarted, Random chance) {
            List<String> told = new ArrayList<>();
            int from = restarted.journal.records.size();
            restarted.journal.lead(restarted.engine);
            restarted.settle();
            restarted.engine.onUsable(restarted.atlas);
            restarted.engine.onUsable(restarted.rif);
            for (int index = 0; index < asked.size(); index++) {
                String repeat = Mti.toString(Mti.repeat(Mti.parse(mtis.get(index))));
                restarted.receive(restarted.shop, chance.nextBoolean() ? repeat : mtis.get(index), asked.get(index));
                if (chance.nextInt(4) == 0) {
                    restarted.receive(restarted.shop, "0421", reversal(index));
                }
                converse(restarted, chance, told);
            }
            restarted
                    .engine
                    .desk()
                    .retry(
                            PARKED,
                            "at night",
                            answer -> told.add("retried " + answer.done() + " of " + answer.matching()));
            for (int round = 0; round < 20; round++) {
                restarted.pass(Duration.ofSeconds(20));
                converse(restarted, chance, told);
            }
            List<JournalRecord> written = restarted.journal.records;
            for (JournalRecord record : written.subList(from, written.size())) {
                told.add(record.type + " " + record.epoch + "." + record.counter + " of " + record.relatedEpoch + "."
                        + record.relatedCounter + " " + record.member + " " + record.state + " " + record.code + " "
                        + record.number + " STAN " + record.open.number(11));
            }
            assertThat(restarted.alarms).doesNotContain(Alarm.ANSWER_UNREADABLE);
            told.add(restarted.engine.standInLimits().toString());
            restarted.alarms.forEach(alarm -> told.add(alarm.name()));
            return told;
        }

        private static void converse(EngineHarness restarted, Random chance, List<String> told) {
            restarted.settle();
            for (FakeLink link : List.of(restarted.shop, restarted.atlas, restarted.rif)) {
                for (FakeLink.Sent copy : List.copyOf(link.sent)) {
                    told.add(link.member() + " " + copy.mtiText() + " " + copy.elements());
                    restarted.delivered(link, copy);
                    if (link != restarted.shop && chance.nextInt(8) > 0) {
                        String code = anyCode(chance);
                        restarted.receive(link, Mti.toString(Mti.answer(copy.mti())), answerTo(copy, code));
                    }
                }
                link.sent.clear();
            }
        }
    }
}
