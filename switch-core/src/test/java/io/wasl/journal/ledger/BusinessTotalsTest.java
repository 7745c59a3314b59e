package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wasl.config.LedgerConfig;
import io.wasl.journal.LogEntry;
import io.wasl.journal.NetState;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.RecordType;
import io.wasl.journal.TransactionId;
import io.wasl.journal.ledger.BusinessTotals.Line;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusinessTotalsTest {

    static final long SEED = 61;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    Path folder;

    private final LedgerTrial trial = LedgerTrial.inMemory("businesstotals" + DATABASES.incrementAndGet());
    private final Sales sales = new Sales(SEED, 600);

    @BeforeEach
    void apply() {
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(sales.log), 64));
    }

    @Test
    void shouldTellEachSumThatIsAskedFor() throws Exception {
        LocalDate first = LocalDate.of(2027, 1, 14);
        Optional<LocalDate> last = Optional.of(LocalDate.of(2027, 1, 15));
        Optional<String> atlas = Optional.of("atlas");
        Optional<String> none = Optional.empty();
        Optional<LocalDate> open = Optional.empty();
        Optional<Integer> any = Optional.empty();

        sales.assertTold(totals(TotalsQuery.ALL).lines(), line -> true);
        sales.assertTold(
                totals(new TotalsQuery(Optional.of(first), last, none, none, any, none))
                        .lines(),
                line -> line.contains("2027-01-14") || line.contains("2027-01-15"));
        sales.assertTold(
                totals(new TotalsQuery(open, last, none, none, any, none)).lines(),
                line -> !line.contains("2027-01-16"));
        sales.assertTold(
                totals(new TotalsQuery(open, open, atlas, none, any, none)).lines(), line -> line.contains("|atlas|"));
        sales.assertTold(
                totals(new TotalsQuery(open, open, atlas, Optional.of("504"), Optional.of(2), Optional.of("20")))
                        .lines(),
                line -> line.contains("|atlas|") && line.endsWith("|504|2|20"));
    }

    @Test
    void shouldSayWhereTheLedgerStands() throws Exception {
        long end = sales.log.size();
        BusinessTotals totals = BusinessTotals.read(LedgerTrial.source(trial), TotalsQuery.ALL, () -> end + 7);

        assertThat(totals.applied()).isEqualTo(end);
        assertThat(totals.appliedTimeMs()).isEqualTo(1_800_000_000_000L + end);
        assertThat(totals.behind()).hasValue(7);
        assertThat(totals.isWhole()).isTrue();
    }

    @Test
    void shouldKnowAMemberThatHadBusinessOnceAndNoOther() throws Exception {
        Optional<LocalDate> never = Optional.of(LocalDate.of(1999, 12, 31));
        TotalsQuery past = new TotalsQuery(
                never, never, Optional.of("atlas"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(totals(past).lines()).isEmpty();
        assertThat(totals(past).knowsMember()).isTrue();
        TotalsQuery nobody = new TotalsQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of("nobody"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(totals(nobody).knowsMember()).isFalse();
    }

    @Test
    void shouldTellNothingOfMoreThanOneAnswerHolds() throws Exception {
        trial.execute("INSERT INTO transactions (id, epoch, counter, acquirer, mti, amount, accepted_at, state, net,"
                + " outstanding, business_date) SELECT 1000000 + x, 9, x, 'shop-bank', '0100', 1, CURRENT_TIMESTAMP,"
                + " 'DECLINED', 'NONE', 0, DATEADD(DAY, -x, DATE '2020-01-01') FROM SYSTEM_RANGE(1, "
                + BusinessTotals.MOST_LINES + ")");

        BusinessTotals cut = totals(TotalsQuery.ALL);
        assertThat(cut.isWhole()).isFalse();
        assertThat(cut.lines()).isEmpty();
        BusinessTotals whole = totals(new TotalsQuery(
                Optional.empty(),
                Optional.of(LocalDate.of(2020, 1, 1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(whole.lines()).hasSize(BusinessTotals.MOST_LINES);
        assertThat(whole.lines().get(0).processing()).isEmpty();
        assertThat(whole.lines().get(0).issuer()).isEmpty();
        assertThat(whole.isWhole()).isTrue();
    }

    @Test
    void shouldMakeNoLedgerByAskingForOne() {
        Path file = folder.resolve("ledger");
        LedgerConfig none =
                new LedgerConfig("jdbc:h2:file:" + file, "", Optional.empty(), 64, LedgerConfig.Applier.NODE);

        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> BusinessTotals.read(none, TotalsQuery.ALL, folder))
                .withMessage("there is no ledger yet: no such file " + file + ".mv.db");
        assertThat(folder).isEmptyDirectory();
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> BusinessTotals.read(trial.config(1), TotalsQuery.ALL, folder))
                .withMessage("the ledger is in memory and ends with its node");
    }

    @Test
    void shouldSayThatAnEarlierBuildsTablesHaveNone() throws Exception {
        trial.execute("DROP VIEW totals");

        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> totals(TotalsQuery.ALL))
                .withMessageStartingWith("the ledger has no totals");
    }

    @Test
    void shouldRefuseQuestionsThatNothingFits() {
        Optional<LocalDate> day = Optional.of(LocalDate.of(2027, 1, 15));
        Optional<LocalDate> before = Optional.of(LocalDate.of(2027, 1, 14));
        Optional<String> none = Optional.empty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotalsQuery(day, before, none, none, Optional.empty(), none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotalsQuery(day, day, none, Optional.of("5O"), Optional.empty(), none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotalsQuery(day, day, none, none, Optional.of(4), none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotalsQuery(day, day, none, none, Optional.empty(), Optional.of("0000")));
    }

    private BusinessTotals totals(TotalsQuery query) throws Exception {
        return BusinessTotals.read(LedgerTrial.source(trial), query, () -> sales.log.size());
    }

    /** Sales of every kind, and beside them what their totals are: booked when they are made up. */
    static final class Sales {

        final List<LogEntry> log = new ArrayList<>();
        private final Map<String, long[]> booked = new TreeMap<>();

        Sales(long seed, int count) {
            Random random = new Random(seed);
            log.add(LogEntry.of(RecordType.NODE_STARTED, new TransactionId(1, 0)));
            for (int i = 1; i <= count; i++) {
                book(random, new TransactionId(1, i));
            }
        }

        private void book(Random random, TransactionId id) {
            int day = 13 + random.nextInt(4);
            String acquirer = List.of("shop-bank", "atm-net", "atlas").get(random.nextInt(3));
            String issuer = List.of("atlas", "medina").get(random.nextInt(2));
            String currency = List.of("504", "978").get(random.nextInt(2));
            String processing = List.of("00", "20").get(random.nextInt(2));
            int messageClass = 1 + random.nextInt(2);
            int mti = messageClass == 1 ? 0x0100 : random.nextBoolean() ? 0x0200 : 0x0220;
            long amount = 1L + random.nextInt(100_000);
            boolean isApproved = random.nextInt(4) > 0;
            long left = !isApproved ? 0 : random.nextInt(3) > 0 ? amount : random.nextBoolean() ? 0 : amount / 2;
            log.add(LogEntry.of(RecordType.ACCEPTED, id)
                    .member(acquirer)
                    .mti(mti)
                    .number(20270100L + day)
                    .amount(amount)
                    .element(3, processing + "0000")
                    .element(49, currency));
            log.add(LogEntry.of(RecordType.INTENT, id).member(issuer).mti(mti));
            log.add(LogEntry.of(RecordType.OUTCOME, id)
                    .ended(OutcomeState.ANSWERED.wireId(), 1, io.wasl.iso.ResponseCode.of(isApproved ? "00" : "51"))
                    .amount(isApproved ? amount : 0));
            if (isApproved) {
                NetState net = left == amount ? NetState.FULL : left == 0 ? NetState.REVERSED : NetState.PARTIAL;
                log.add(LogEntry.of(RecordType.NET, id)
                        .ended(net.wireId(), 0, 0)
                        .amount(left));
            }
            String key = "2027-01-" + day + "|" + acquirer + "|" + issuer + "|" + currency + "|" + messageClass + "|"
                    + processing;
            long[] sums = booked.computeIfAbsent(key, made -> new long[5]);
            sums[0]++;
            sums[1] += isApproved ? 1 : 0;
            sums[2] += isApproved ? amount : 0;
            sums[3] += left > 0 ? 1 : 0;
            sums[4] += left;
        }

        void assertTold(List<Line> lines, Predicate<String> which) {
            Map<String, List<Long>> told = new TreeMap<>();
            for (Line line : lines) {
                String key = line.date().orElseThrow() + "|" + line.acquirer() + "|" + line.issuer() + "|"
                        + line.currency() + "|" + line.messageClass() + "|" + line.processing();
                told.put(
                        key,
                        List.of(
                                line.messages(),
                                line.approvals(),
                                exact(line.approved()),
                                line.standingApprovals(),
                                exact(line.standing())));
            }
            Map<String, List<Long>> expected = new TreeMap<>();
            booked.forEach((key, sums) -> {
                if (which.test(key)) {
                    expected.put(key, java.util.Arrays.stream(sums).boxed().toList());
                }
            });
            assertThat(expected).isNotEmpty();
            assertThat(told).as("seed %d", SEED).isEqualTo(expected);
            assertThat(told).hasSameSizeAs(lines);
        }

        private static long exact(BigInteger sum) {
            return sum.longValueExact();
        }
    }
}
