package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.LogEntry;
import io.wasl.journal.NetState;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.RecordHistory;
import io.wasl.journal.RecordType;
import io.wasl.journal.TransactionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static LedgerTrial trial() {
        return LedgerTrial.inMemory("ledger-test-" + DATABASES.incrementAndGet());
    }

    @Test
    void shouldFoldAWholeTransactionIntoOneRow() throws Exception {
        LedgerTrial trial = trial();
        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(new FakeSource(approvedSale()), 512));

        assertThat(trial.rows("SELECT * FROM transactions"))
                .containsExactly("2|3|7|null|null|shop-bank|atlas|0100|000000|1500|1500|504|"
                        + "329781955d5bdd9ccd687e6aa2a42263|400000******1234|000123|500123|612345678901|TERM0001|"
                        + "SHOP|1122031836|2027-01-15 08:00:00.002+00|ANSWERED|ISSUER_ANSWER|00|FULL|1500|3|4|5|"
                        + "null|null|2027-01-15");
        assertThat(trial.rows("SELECT position, epoch, log_time_ms FROM applied"))
                .containsExactly("5|3|1800000000005");
        assertThat(ledger.counters().get(LedgerCounter.RECORDS_APPLIED)).isEqualTo(5);
        assertThat(ledger.counters().get(LedgerCounter.APPLIED_POSITION)).isEqualTo(5);
    }

    @Test
    void shouldUpdateTheRowWhenItsRecordsComeInLaterBatches() throws Exception {
        LedgerTrial oneBatch = trial();
        LedgerTrial.runToEnd(oneBatch.ledger(new FakeSource(approvedSale()), 512));
        LedgerTrial manyBatches = trial();
        FakeSource source = new FakeSource(List.of());
        try (Ledger ledger = manyBatches.ledger(source, 512)) {
            ledger.start();
            for (LogEntry entry : approvedSale()) {
                source.append(List.of(entry));
                LedgerTrial.awaitEnd(ledger);
            }
            assertThat(ledger.counters().get(LedgerCounter.BATCHES)).isEqualTo(5);
        }

        assertThat(manyBatches.dump()).isEqualTo(oneBatch.dump());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 512})
    void shouldEndInTheSameMoneyAndRowsWhateverTheBatches(int batchRows) throws Exception {
        long seed = 20_260_001;
        RecordHistory history = new RecordHistory(seed, 600, 50);
        LedgerTrial reference = trial();
        LedgerTrial.runToEnd(reference.ledger(new FakeSource(history.log()), 4096));
        LedgerTrial trial = trial();
        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), batchRows));

        trial.assertMoneyOf(history);
        assertThat(trial.dump()).as("seed %d", seed).isEqualTo(reference.dump());
        assertThat(ledger.counters().get(LedgerCounter.RECORDS_APPLIED))
                .isEqualTo(history.log().size());
        assertThat(ledger.counters().get(LedgerCounter.UPDATES_WITHOUT_ROW)).isZero();
    }

    @Test
    void shouldEndInTheSameRowsWhenAppliedAgainFromAnyEarlierPosition() throws Exception {
        long seed = 20_260_002;
        RecordHistory history = new RecordHistory(seed, 200, 20);
        LedgerTrial trial = trial();
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), 100));
        List<String> once = trial.dump();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            FakeSource source = new FakeSource(history.log());
            long position = i == 0 ? 0 : random.nextInt(history.log().size());
            trial.setBack(source, position);
            LedgerTrial.runToEnd(trial.ledger(source, 1 + random.nextInt(200)));
            assertThat(trial.dump())
                    .as("seed %d, again from %d", seed, position)
                    .isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldEndInTheSameRowsWhenAnyStepFails(long seed) throws Exception {
        RecordHistory history = new RecordHistory(seed, 100, 20);
        LedgerTrial reference = trial();
        LedgerTrial.runToEnd(reference.ledger(new FakeSource(history.log()), 512));
        LedgerTrial trial = trial();
        Random random = new Random(seed);
        AtomicInteger unknownOutcomes = new AtomicInteger();
        AtomicReference<Ledger> running = new AtomicReference<>();
        Ledger ledger = trial.ledger(new FakeSource(history.log()), 7, step -> {
            // Connecting and following fail; the schema's tool would try each of its own steps again for a minute.
            Ledger now = running.get();
            boolean mayFail = step == FaultyDataSource.Step.CONNECT
                    || now != null && now.health().state() == LedgerState.FOLLOWING;
            boolean fails = mayFail && random.nextInt(step == FaultyDataSource.Step.EXECUTE ? 60 : 10) == 0;
            if (fails && step == FaultyDataSource.Step.AFTER_COMMIT) {
                unknownOutcomes.incrementAndGet();
            }
            return fails;
        });
        running.set(ledger);
        LedgerTrial.runToEnd(ledger);

        assertThat(trial.dump()).as("seed %d", seed).isEqualTo(reference.dump());
        trial.assertMoneyOf(history);
        assertThat(unknownOutcomes.get()).isPositive();
        assertThat(ledger.counters().get(LedgerCounter.RETRIES)).isPositive();
    }

    @Test
    void shouldKeepTheFirstRowWhenARecordIsAppendedAgain() throws Exception {
        LedgerTrial trial = trial();
        List<LogEntry> sale = approvedSale();
        FakeSource source = new FakeSource(sale.subList(0, 3));
        Ledger ledger = trial.ledger(source, 512);
        try (ledger) {
            ledger.start();
            LedgerTrial.awaitEnd(ledger);
            source.append(List.of(sale.get(1)));
            LedgerTrial.awaitEnd(ledger);
        }
        assertThat(trial.rows("SELECT id, state, issuer FROM transactions")).containsExactly("2|FORWARDED|atlas");
        assertThat(ledger.counters().get(LedgerCounter.CAREFUL_BATCHES)).isEqualTo(1);
    }

    @Test
    void shouldGoOnPastNumbersAndTextsThatItDoesNotKnow() throws Exception {
        LedgerTrial trial = trial();
        TransactionId id = new TransactionId(1, 1);
        LedgerTrial.runToEnd(trial.ledger(
                new FakeSource(List.of(
                        LogEntry.of(RecordType.ACCEPTED, id)
                                .member("x".repeat(80))
                                .mti(0x0100)
                                .element(37, "A\u0000\u00e9")
                                .element(41, "T".repeat(40)),
                        LogEntry.of(RecordType.OUTCOME, id).ended(99, 999, 0x00FF0000),
                        LogEntry.of(RecordType.NET, id).ended(77, 0, 0).amount(5),
                        LogEntry.of(RecordType.DELIVERY_ENDED, new TransactionId(1, 2))
                                .ended(55, 0, 0))),
                512));
        assertThat(trial.rows("SELECT acquirer, rrn, terminal, state, reason, net, outstanding FROM transactions"))
                .containsExactly("x".repeat(64) + "|A??|" + "T".repeat(16) + "|STATE_99|REASON_999|NET_77|0");
    }

    @Test
    void shouldMoveNothingButItsPositionForALateApproval() throws Exception {
        LedgerTrial trial = trial();
        TransactionId id = new TransactionId(3, 7);
        FakeSource source = new FakeSource(approvedSale().subList(0, 3));
        source.append(List.of(
                LogEntry.of(RecordType.OUTCOME, id)
                        .ended(OutcomeState.TIMED_OUT.wireId(), Reason.ISSUER_TIMEOUT.wireId(), ResponseCode.of("91")),
                LogEntry.of(RecordType.APPROVED_LATE, id).member("atlas").ended(0, 0, ResponseCode.APPROVED)));
        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(source, 512));
        assertThat(trial.rows("SELECT state, code, net, outstanding, outcome_position FROM transactions"))
                .containsExactly("TIMED_OUT|91|NONE|0|4");
        assertThat(ledger.counters().get(LedgerCounter.APPLIED_POSITION)).isEqualTo(5);
    }

    @Test
    void shouldCountUpdatesWhoseRowIsOlderThanTheLedgerAndRecordsThatAreGone() throws Exception {
        LedgerTrial trial = trial();
        FakeSource source = new FakeSource(approvedSale());
        source.expireBefore(4);
        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(source, 512));
        assertThat(trial.rows("SELECT * FROM transactions")).isEmpty();
        assertThat(ledger.counters().get(LedgerCounter.UPDATES_WITHOUT_ROW)).isEqualTo(1);
        assertThat(ledger.counters().get(LedgerCounter.GAPS)).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheLedgerOfAnotherLogUntouched() throws Exception {
        LedgerTrial trial = trial();
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(approvedSale()), 512));
        List<String> before = trial.dump();
        List<LogEntry> longer = new RecordHistory(1, 20, 5).log();
        assertRefused(trial, new FakeSource(longer), "the log has another record at position 5");
        assertRefused(trial, new FakeSource(approvedSale(), 42), "the log has another record at position 5");
        assertRefused(trial, new FakeSource(approvedSale().subList(0, 1)), "but the log ends at 1");
        assertThat(trial.dump()).isEqualTo(before);
    }

    private static void assertRefused(LedgerTrial trial, FakeSource source, String reason) {
        List<String> heard = new ArrayList<>();
        AtomicBoolean told = new AtomicBoolean();
        LedgerListener listener = text -> {
            heard.add(text);
            told.set(true);
        };
        try (Ledger ledger = new Ledger(
                trial.config(512), source, listener, System::nanoTime, LedgerTrial.QUICK, Optional.empty())) {
            ledger.start();
            await().untilTrue(told);
            assertThat(ledger.health().state()).isEqualTo(LedgerState.REFUSED);
        }
        assertThat(heard).singleElement().asString().contains(reason);
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void shouldSayThatTheDatabaseIsAwayAndCatchUpWhenItIsBack() throws Exception {
        LedgerTrial trial = trial();
        RecordHistory history = new RecordHistory(9, 100, 10);
        AtomicBoolean away = new AtomicBoolean(true);
        try (Ledger ledger = trial.ledger(new FakeSource(history.log()), 64, step -> away.get())) {
            ledger.start();
            await().until(() -> ledger.health().state() == LedgerState.RETRYING
                    && ledger.counters().get(LedgerCounter.RETRIES) > 2);
            assertThat(ledger.health().problem()).contains("planned failure");
            assertThat(ledger.health().lag()).isEqualTo(history.log().size());
            assertThat(ledger.counters().get(LedgerCounter.LAG_RECORDS))
                    .isEqualTo(history.log().size());
            away.set(false);
            LedgerTrial.awaitEnd(ledger);
            assertThat(ledger.health().problem()).isEmpty();
            assertThat(ledger.totals()).isEqualTo(trial.totals());
        }
        trial.assertMoneyOf(history);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 15, 18, 20})
    void shouldTakeUpASchemaThatBrokeOff(int statement) throws Exception {
        LedgerTrial trial = trial();
        AtomicInteger statements = new AtomicInteger();
        FaultyDataSource.Plan breaksOnce =
                step -> step == FaultyDataSource.Step.EXECUTE && statements.incrementAndGet() == statement;
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(approvedSale()), 64, breaksOnce));
        assertThat(statements.get()).isGreaterThan(statement);
        assertThat(trial.rows("SELECT net FROM transactions")).containsExactly("FULL");
    }

    @Test
    void shouldStopAlthoughTheDatabaseNeverAnswers() throws Exception {
        LedgerTrial trial = trial();
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Ledger ledger = trial.ledger(new FakeSource(approvedSale()), 64, step -> {
            stalled.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        ledger.start();
        stalled.await();
        ledger.close(); // returns although the connection is stuck
        assertThat(released.getCount()).isEqualTo(1);
        released.countDown();
        await().until(() -> ledger.health().state() == LedgerState.CLOSED);
    }

    /** A node that is stopped as soon as it has started; making the schema takes longer than a stop may. */
    @Test
    void shouldMakeNoSchemaWhenItClosesWhileItConnects() throws Exception {
        LedgerTrial trial = trial();
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Ledger ledger = trial.ledger(new FakeSource(approvedSale()), 64, step -> {
            connecting.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        ledger.start();
        connecting.await();
        ledger.close();
        released.countDown();
        await().until(() -> ledger.health().state() == LedgerState.CLOSED);
        assertThat(trial.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .isEmpty();
    }

    /** Compacting at the end took up to a second, whatever time it was given, and a stop waits no longer than that. */
    @Test
    void shouldNotCompactAnEmbeddedDatabaseWhenItCloses() throws Exception {
        LedgerTrial trial = trial();
        try (Ledger ledger = trial.ledger(new FakeSource(approvedSale()), 64)) {
            ledger.start();
            LedgerTrial.awaitEnd(ledger);
            assertThat(trial.rows("SELECT setting_value FROM information_schema.settings WHERE setting_name ="
                            + " 'MAX_COMPACT_TIME'"))
                    .containsExactly("0");
        }
    }

    @Test
    void shouldNoticeThatTheDatabaseForgotItsNewestCommits() throws Exception {
        RecordHistory history = new RecordHistory(12, 100, 10);
        int half = history.log().size() / 2;
        FakeSource source = new FakeSource(history.log().subList(0, half));
        LedgerTrial trial = trial();
        try (Ledger ledger = trial.ledger(source, 16)) {
            ledger.start();
            LedgerTrial.awaitEnd(ledger);
            // As a failover to a replica that was behind: rows and position of the newest commits are gone together.
            trial.setBack(new FakeSource(history.log()), half / 2);
            trial.execute("DELETE FROM transactions WHERE id > " + half / 2);
            trial.execute("DELETE FROM deliveries WHERE id > " + half / 2);
            source.append(history.log().subList(half, history.log().size()));
            await().until(() -> ledger.health().applied() == history.log().size());
        }
        trial.assertMoneyOf(history);
    }

    @Test
    void shouldReadTheDatabaseAgainWhenAnotherApplierMovedIt() throws Exception {
        LedgerTrial trial = trial();
        RecordHistory history = new RecordHistory(11, 300, 10);
        try (Ledger first = trial.ledger(new FakeSource(history.log()), 3);
                Ledger second = trial.ledger(new FakeSource(history.log()), 5)) {
            first.start();
            second.start();
            LedgerTrial.awaitEnd(first);
            LedgerTrial.awaitEnd(second);
        }
        trial.assertMoneyOf(history);
    }

    /** One row with its own MTI and the issuer it is owed to; its money once, whatever is sent for it; its reversal takes it back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 512})
    void shouldCountAnAdviceOnceUntilItIsReversed(int batchRows) throws Exception {
        LedgerTrial trial = trial();
        TransactionId advice = new TransactionId(1, 1);
        List<LogEntry> told = List.of(
                LogEntry.of(RecordType.ACCEPTED, advice)
                        .member("a")
                        .mti(0x0220)
                        .pan("4000001234561234")
                        .amount(1500)
                        .element(11, "000123")
                        .element(49, "504"),
                LogEntry.of(RecordType.OWED, new TransactionId(1, 2))
                        .member("atlas")
                        .mti(0x0220)
                        .related(advice)
                        .amount(1500)
                        .element(49, "504"),
                LogEntry.of(RecordType.OUTCOME, advice)
                        .ended(OutcomeState.ANSWERED.wireId(), Reason.ACCEPTED.wireId(), ResponseCode.APPROVED)
                        .amount(1500),
                LogEntry.of(RecordType.SENT, new TransactionId(1, 2))
                        .mti(0x0220)
                        .related(advice)
                        .number(1)
                        .element(11, "500123"),
                LogEntry.of(RecordType.SENT, new TransactionId(1, 2))
                        .mti(0x0221)
                        .related(advice)
                        .number(2)
                        .element(11, "500123"));
        FakeSource source = new FakeSource(told);
        LedgerTrial.runToEnd(trial.ledger(source, batchRows));
        assertThat(
                        trial.rows(
                                "SELECT mti, issuer, stan, issuer_stan, state, reason, code, net, outstanding FROM transactions"))
                .containsExactly("0220|atlas|000123|500123|ANSWERED|ACCEPTED|00|FULL|1500");
        assertThat(trial.totals().acquirers()).containsExactly(new LedgerTotals.Total("a", "504", 1, 1500));
        assertThat(trial.totals().issuers()).containsExactly(new LedgerTotals.Total("atlas", "504", 1, 1500));
        assertThat(trial.rows("SELECT mti, issuer, copies, state FROM deliveries"))
                .containsExactly("0220|atlas|2|OWED");

        source.append(List.of(
                LogEntry.of(RecordType.ACCEPTED, new TransactionId(1, 3))
                        .member("a")
                        .mti(0x0420)
                        .related(advice),
                LogEntry.of(RecordType.OUTCOME, advice)
                        .ended(OutcomeState.ANSWERED.wireId(), Reason.REVERSED_BEFORE.wireId(), ResponseCode.DUPLICATE),
                LogEntry.of(RecordType.NET, advice)
                        .ended(NetState.REVERSED.wireId(), 0, 0)
                        .related(new TransactionId(1, 3)),
                LogEntry.of(RecordType.DELIVERY_ENDED, new TransactionId(1, 2))
                        .ended(DeliveryEnd.UNSENT.wireId(), 0, 0)));
        LedgerTrial.runToEnd(trial.ledger(source, batchRows));
        assertThat(trial.rows("SELECT code, net, outstanding FROM transactions WHERE mti = '0220'"))
                .containsExactly("94|REVERSED|0");
        assertThat(trial.totals().acquirers()).isEmpty();
        assertThat(trial.totals().issuers()).isEmpty();
        assertThat(trial.rows("SELECT state FROM deliveries")).containsExactly("UNSENT");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512})
    void shouldTellWhatAnOperatorDidAboutAParkedDelivery(int batchRows) throws Exception {
        LedgerTrial trial = trial();
        TransactionId delivery = new TransactionId(1, 2);
        LogEntry parked = LogEntry.of(RecordType.DELIVERY_ENDED, delivery)
                .ended(DeliveryEnd.PARKED.wireId(), 0, ResponseCode.of("05"));
        FakeSource source = new FakeSource(List.of(
                LogEntry.of(RecordType.OWED, delivery)
                        .member("atlas")
                        .mti(0x0420)
                        .related(new TransactionId(1, 1)),
                LogEntry.of(RecordType.SENT, delivery).mti(0x0420).number(1),
                parked,
                LogEntry.of(RecordType.REOPENED, delivery).member("atlas")));
        LedgerTrial.runToEnd(trial.ledger(source, batchRows));
        assertThat(trial.rows("SELECT state, copies, last_code FROM deliveries"))
                .containsExactly("OWED|1|05");

        source.append(List.of(
                parked, LogEntry.of(RecordType.DELIVERY_ENDED, delivery).ended(DeliveryEnd.DROPPED.wireId(), 0, 0)));
        LedgerTrial.runToEnd(trial.ledger(source, batchRows));
        assertThat(trial.rows("SELECT state, copies, last_code FROM deliveries"))
                .containsExactly("DROPPED|1|05");
    }

    private static List<LogEntry> approvedSale() {
        TransactionId id = new TransactionId(3, 7);
        return List.of(
                LogEntry.of(RecordType.NODE_STARTED, new TransactionId(3, 0)),
                LogEntry.of(RecordType.ACCEPTED, id)
                        .member("shop-bank")
                        .mti(0x0100)
                        .number(20270115)
                        .pan("4000001234561234")
                        .amount(1500)
                        .element(3, "000000")
                        .element(7, "1122031836")
                        .element(11, "000123")
                        .element(37, "612345678901")
                        .element(41, "TERM0001")
                        .element(42, "SHOP           ")
                        .element(49, "504"),
                LogEntry.of(RecordType.INTENT, id).member("atlas").mti(0x0100).element(11, "500123"),
                LogEntry.of(RecordType.OUTCOME, id)
                        .ended(OutcomeState.ANSWERED.wireId(), Reason.ISSUER_ANSWER.wireId(), ResponseCode.APPROVED)
                        .amount(1500),
                LogEntry.of(RecordType.RESPONDED, id));
    }

    /** A completed authorization's money is in its completion; a reversal in part leaves the rest. */
    @Test
    void shouldTotalPerDateMembersCurrencyAndType() throws Exception {
        LedgerTrial trial = trial();
        TransactionId authorization = new TransactionId(1, 1);
        TransactionId completion = new TransactionId(1, 2);
        TransactionId purchase = new TransactionId(1, 3);
        TransactionId declined = new TransactionId(1, 4);
        int answered = OutcomeState.ANSWERED.wireId();
        FakeSource source = new FakeSource(List.of(
                accepted(authorization, 0x0100, 20261122, 5000),
                LogEntry.of(RecordType.INTENT, authorization).member("atlas").mti(0x0100),
                LogEntry.of(RecordType.OUTCOME, authorization)
                        .ended(answered, 1, ResponseCode.APPROVED)
                        .amount(5000),
                accepted(completion, 0x0220, 20261123, 4200).related(authorization),
                LogEntry.of(RecordType.OWED, new TransactionId(1, 9))
                        .related(completion)
                        .member("atlas")
                        .mti(0x0220),
                LogEntry.of(RecordType.NET, authorization)
                        .number(0)
                        .ended(NetState.COMPLETED.wireId(), 0, 0)
                        .amount(4200)
                        .related(completion),
                LogEntry.of(RecordType.OUTCOME, completion)
                        .ended(answered, 2, ResponseCode.APPROVED)
                        .amount(4200),
                accepted(purchase, 0x0200, 20261123, 3000),
                LogEntry.of(RecordType.INTENT, purchase).member("atlas").mti(0x0200),
                LogEntry.of(RecordType.OUTCOME, purchase)
                        .ended(answered, 1, ResponseCode.APPROVED)
                        .amount(3000),
                LogEntry.of(RecordType.NET, purchase)
                        .ended(NetState.PARTIAL.wireId(), 0, 0)
                        .amount(1000),
                accepted(declined, 0x0200, 20261123, 700),
                LogEntry.of(RecordType.INTENT, declined).member("atlas").mti(0x0200),
                LogEntry.of(RecordType.OUTCOME, declined).ended(answered, 1, ResponseCode.of("51"))));
        LedgerTrial.runToEnd(trial.ledger(source, 512)).close();
        assertThat(trial.rows("SELECT business_date, acquirer, issuer, currency, message_class, processing, messages,"
                        + " approvals, approved, standing_approvals, standing FROM totals"
                        + " ORDER BY business_date, message_class"))
                .containsExactly(
                        "2026-11-22|shop-bank|atlas|504|1|00|1|1|5000|0|0",
                        "2026-11-23|shop-bank|atlas|504|2|00|3|2|7200|2|5200");
    }

    private static LogEntry accepted(TransactionId id, int mti, long date, long amount) {
        return LogEntry.of(RecordType.ACCEPTED, id)
                .member("shop-bank")
                .mti(mti)
                .number(date)
                .amount(amount)
                .element(3, "000000")
                .element(49, "504");
    }

    @Test
    void shouldCountAnApprovedAmountOfZeroButNotAReversalsOwnAnswer() throws SQLException, LedgerUnavailableException {
        LedgerTrial trial = trial();
        TransactionId sale = new TransactionId(1, 1);
        TransactionId reversal = new TransactionId(1, 2);
        int approved = ResponseCode.APPROVED;
        int answered = OutcomeState.ANSWERED.wireId();
        FakeSource source = new FakeSource(List.of(
                LogEntry.of(RecordType.ACCEPTED, sale).member("a").mti(0x0100).element(49, "504"),
                LogEntry.of(RecordType.OUTCOME, sale).ended(answered, 1, approved),
                LogEntry.of(RecordType.ACCEPTED, reversal)
                        .member("a")
                        .mti(0x0400)
                        .related(sale)));
        try (Ledger ledger = trial.ledger(source, 512)) {
            ledger.start();
            LedgerTrial.awaitEnd(ledger);
            source.append(List.of(
                    // It may have been passed on.
                    LogEntry.of(RecordType.INTENT, reversal).member("b").mti(0x0400),
                    LogEntry.of(RecordType.OUTCOME, reversal)
                            .ended(answered, 2, approved)
                            .amount(70)));
            LedgerTrial.awaitEnd(ledger);
        }
        assertThat(trial.totals().acquirers()).containsExactly(new LedgerTotals.Total("a", "504", 1, 0));
        assertThat(trial.totals().issuers()).isEmpty();
        assertThat(trial.rows("SELECT net, outstanding, approved_amount, original_counter FROM transactions"))
                .containsExactly(NetState.FULL + "|0|0|null", NetState.NONE + "|0|null|1");
    }

    /** Its DE 4 holds currency and exponent before the amount, and DE 49 is card verification data. */
    @Test
    void shouldReadAmountAndCurrencyOf2003() throws SQLException, LedgerUnavailableException {
        LedgerTrial trial = trial();
        TransactionId sale = new TransactionId(1, 1);
        FakeSource source = new FakeSource(List.of(
                LogEntry.of(RecordType.ACCEPTED, sale)
                        .member("a")
                        .mti(0x2100)
                        .amount(5000)
                        .element(4, "5042000000005000"),
                LogEntry.of(RecordType.OUTCOME, sale)
                        .ended(OutcomeState.ANSWERED.wireId(), 1, ResponseCode.of("0000"))
                        .amount(5000)));
        try (Ledger ledger = trial.ledger(source, 512)) {
            ledger.start();
            LedgerTrial.awaitEnd(ledger);
        }
        assertThat(trial.totals().acquirers()).containsExactly(new LedgerTotals.Total("a", "504", 1, 5000));
        assertThat(trial.rows("SELECT amount, currency, code FROM transactions"))
                .containsExactly("5000|504|0000");
    }
}
