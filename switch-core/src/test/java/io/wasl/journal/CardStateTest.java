package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept of cards apart from any transaction: folded from records, and written into checkpoints. */
final class CardStateTest {

    private static final long TODAY = 20_000;
    private static final long CARD = 0x9E3779B97F4A7C15L;

    private final CardState cards = new CardState();

    private static JournalRecord stoodIn(long counter, long day, long amount, int count, long total) {
        JournalRecord record = new JournalRecord().clear(RecordType.OUTCOME, 1, counter);
        record.state = OutcomeState.STOOD_IN.wireId();
        record.amountMinor = amount;
        record.tokenLow = CARD;
        record.number = count;
        record.keyHigh = total;
        record.keyLow = day << 32 | 504;
        return record;
    }

    private static JournalRecord net(long counter, NetState state, long remains) {
        JournalRecord record = new JournalRecord().clear(RecordType.NET, 1, counter);
        record.state = state.wireId();
        record.amountMinor = remains;
        return record;
    }

    private StoodInDay.Total today() {
        return cards.day().of(CARD, 504);
    }

    @Test
    void shouldCountACardsDayAndGiveBackWhatIsReversed() {
        cards.apply(stoodIn(1, TODAY, 3000, 1, 3000));
        cards.apply(stoodIn(2, TODAY, 500, 2, 3500));
        assertThat(today()).isEqualTo(new StoodInDay.Total(2, 3500));
        assertThat(cards.day().of(CARD, 978)).as("another currency").isEqualTo(StoodInDay.Total.NOTHING);
        cards.apply(net(1, NetState.PARTIAL, 1000));
        assertThat(today()).isEqualTo(new StoodInDay.Total(2, 1500));
        cards.apply(net(1, NetState.PARTIAL, 1000));
        cards.apply(net(2, NetState.COMPLETED, 700));
        cards.apply(net(2, NetState.FULL, 500));
        assertThat(today()).as("nothing of these gives back").isEqualTo(new StoodInDay.Total(2, 1500));
        cards.apply(net(1, NetState.REVERSED, 0));
        cards.apply(net(1, NetState.REVERSED, 0));
        assertThat(today()).isEqualTo(new StoodInDay.Total(1, 500));
        cards.apply(net(2, NetState.REVERSED, 0));
        assertThat(today()).isEqualTo(StoodInDay.Total.NOTHING);
        assertThat(cards.day().size()).isZero();
    }

    @Test
    void shouldBeginAnewWithADayAndNeverGoBack() {
        cards.apply(stoodIn(1, TODAY, 3000, 1, 3000));
        cards.apply(stoodIn(2, TODAY + 1, 500, 1, 500));
        cards.apply(stoodIn(3, TODAY, 100, 2, 3100));
        cards.apply(net(1, NetState.REVERSED, 0));
        assertThat(today()).isEqualTo(new StoodInDay.Total(1, 500));
        cards.day().onTime((TODAY + 2) * 86_400_000 - 1);
        assertThat(today().count()).isOne();
        cards.day().onTime((TODAY + 2) * 86_400_000);
        assertThat(today().count()).isZero();
    }

    /** A decline, an approval of the issuer's, and the answer that takes an approval's place. */
    @Test
    void shouldCountNothingElse() {
        JournalRecord answered = stoodIn(1, TODAY, 3000, 1, 3000);
        answered.state = OutcomeState.ANSWERED.wireId();
        cards.apply(answered);
        cards.apply(stoodIn(2, TODAY, 0, 1, 3000));
        assertThat(cards).hasToString(new CardState().toString());
    }

    @Test
    void shouldReplaceACardUnderItsOldToken() {
        JournalRecord record = new JournalRecord().clear(RecordType.CARD_LISTED, 1, 1);
        record.state = JournalRecord.LISTED;
        record.tokenLow = CARD;
        record.reason = 41;
        cards.apply(record);
        record.keyLow = CARD;
        record.tokenLow = 5;
        record.reason = 42;
        record.number = 20_261_122;
        cards.apply(record);
        assertThat(cards.listed().size()).isOne();
        assertThat(cards.listed().find(5)).isEqualTo(new ListedCards.Entry(42, 20_261_122));
        cards.listed().dropOver(20_261_121);
        assertThat(cards.listed().size()).isOne();
        cards.listed().dropOver(20_261_122);
        assertThat(cards.listed().size()).isZero();
    }

    @Test
    void shouldComeBackWholeFromACheckpointOfManyBlocks() throws Exception {
        Random random = new Random(8);
        for (int i = 1; i <= 12_000; i++) {
            JournalRecord record = stoodIn(i, TODAY, 1 + random.nextInt(1000), 1, 1000);
            record.tokenLow = random.nextLong();
            cards.apply(record);
            JournalRecord listed = new JournalRecord().clear(RecordType.CARD_LISTED, 1, i);
            listed.state = JournalRecord.LISTED;
            listed.tokenLow = random.nextLong();
            listed.reason = 40 + random.nextInt(3);
            cards.apply(listed);
        }
        assertComesBack();
    }

    /** A day on which nothing stands any more is a day all the same: an older one does not begin again. */
    @Test
    void shouldComeBackWithADayOfNothing() throws Exception {
        cards.apply(stoodIn(1, TODAY, 3000, 1, 3000));
        cards.apply(net(1, NetState.REVERSED, 0));
        assertComesBack();
    }

    @Test
    void shouldComeBackWhereThereIsNothing() throws Exception {
        assertComesBack();
    }

    private void assertComesBack() throws Exception {
        FakeDisk disk = new FakeDisk();
        Checkpoint head = new Checkpoint(
                "one",
                1,
                1,
                1,
                1,
                ChainValue.NONE,
                1,
                List.of(new Checkpoint.SegmentRows(1, 1, 1)),
                Map.of(),
                LooseEnds.NONE,
                0);
        try (CheckpointWriter writer =
                new CheckpointWriter(disk.create("one"), head, JournalWorld.KEYS, new Random(1)::nextBytes)) {
            cards.write(writer);
            writer.finish(head, new IdPositions());
            writer.force();
        }
        CardState whole = new CardState();
        Checkpoint read = CheckpointReader.read(disk, "one", JournalWorld.KEYS, whole, open -> {});
        assertThat(read).isEqualTo(head);
        assertThat(whole).hasToString(cards.toString());
    }
}
