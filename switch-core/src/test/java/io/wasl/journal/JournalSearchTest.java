package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalSearchTest {

    private static final long START_MS = 1_800_000_000_000L;
    private static final String PAN = "4000001234561234";

    private final List<LogEntry> log = new ArrayList<>();

    private SearchResult find(SearchQuery query) throws IOException {
        return new JournalSearch((from, visitor) -> {
                    JournalRecord lent = new JournalRecord();
                    boolean more = true;
                    for (int i = (int) from; more && i <= log.size(); i++) {
                        more = visitor.onRecord(log.get(i - 1).fill(lent, i, START_MS + i));
                    }
                })
                .find(query);
    }

    /** Eight records, its 0420 and the acquirer's own reversal included. */
    private void reversedSale(long counter, String stan, String legStan, String rrn) {
        TransactionId id = new TransactionId(1, counter);
        TransactionId reversal = new TransactionId(1, counter + 1);
        TransactionId delivery = new TransactionId(1, counter + 2);
        log.add(LogEntry.of(RecordType.ACCEPTED, id)
                .member("shop-bank")
                .mti(0x0100)
                .pan(PAN)
                .amount(1500)
                .element(11, stan)
                .element(37, rrn)
                .element(41, "TERM\u001b[2J"));
        log.add(LogEntry.of(RecordType.INTENT, id)
                .member("atlas")
                .mti(0x0100)
                .number(10_000_000_000L)
                .element(11, legStan));
        log.add(LogEntry.of(RecordType.OUTCOME, id)
                .ended(OutcomeState.ANSWERED.wireId(), Reason.ISSUER_ANSWER.wireId(), ResponseCode.APPROVED)
                .amount(1500));
        log.add(LogEntry.of(RecordType.ACCEPTED, reversal)
                .member("shop-bank")
                .mti(0x0400)
                .related(id)
                .element(11, "777" + stan.substring(3))
                .element(37, rrn));
        log.add(LogEntry.of(RecordType.NET, id)
                .ended(NetState.REVERSED.wireId(), 0, 0)
                .related(reversal));
        log.add(LogEntry.of(RecordType.OWED, delivery)
                .member("atlas")
                .mti(0x0420)
                .related(id));
        log.add(LogEntry.of(RecordType.SENT, delivery).number(1));
        log.add(LogEntry.of(RecordType.DELIVERY_ENDED, delivery)
                .ended(DeliveryEnd.ACKED.wireId(), 0, ResponseCode.APPROVED));
    }

    @Test
    void shouldTellTheWholeLifeMasked() throws IOException {
        reversedSale(10, "000123", "500123", "612345678901");
        reversedSale(20, "000124", "500124", "612345678902");
        SearchResult found = find(SearchQuery.all().withRrn("612345678901"));

        assertThat(found.more()).isFalse();
        assertThat(found.lives())
                .singleElement()
                .extracting(TransactionLife::print)
                .isEqualTo("""
                transaction 1.10
                  1  2027-01-15T08:00:00.001+00:00  1.10  received 0100 from shop-bank amount 1500 PAN 400000******1234 \
                STAN 000123 RRN 612345678901 terminal TERM?[2J encrypted DE 2
                  2  2027-01-15T08:00:00.002+00:00  1.10  forward 0100 to atlas time-out 10000 ms STAN 500123
                  3  2027-01-15T08:00:00.003+00:00  1.10  ended ANSWERED ISSUER_ANSWER DE 39 00 amount 1500
                  4  2027-01-15T08:00:00.004+00:00  1.11  received 0400 from shop-bank STAN 777123 RRN 612345678901 of 1.10
                  5  2027-01-15T08:00:00.005+00:00  1.10  net REVERSED of 1.11
                  6  2027-01-15T08:00:00.006+00:00  1.12  owed 0420 to atlas of 1.10
                  7  2027-01-15T08:00:00.007+00:00  1.12  send copy 1
                  8  2027-01-15T08:00:00.008+00:00  1.12  delivery ended ACKED DE 39 00
                """);
    }

    /** Its own life, with what was owed for it and what took it back. */
    @Test
    void shouldTellAnAdvice() throws IOException {
        TransactionId advice = new TransactionId(1, 1);
        TransactionId delivery = new TransactionId(1, 2);
        log.add(LogEntry.of(RecordType.ACCEPTED, advice)
                .member("shop-bank")
                .mti(0x0220)
                .amount(1500)
                .element(11, "000123"));
        log.add(LogEntry.of(RecordType.OWED, delivery)
                .member("atlas")
                .mti(0x0220)
                .related(advice)
                .amount(1500));
        log.add(LogEntry.of(RecordType.OUTCOME, advice)
                .ended(OutcomeState.ANSWERED.wireId(), Reason.ACCEPTED.wireId(), ResponseCode.APPROVED)
                .amount(1500));
        log.add(LogEntry.of(RecordType.DELIVERY_ENDED, delivery).ended(DeliveryEnd.PARKED.wireId(), 0, 0));
        log.add(LogEntry.of(RecordType.REOPENED, delivery).member("atlas"));
        log.add(LogEntry.of(RecordType.DELIVERY_ENDED, delivery).ended(DeliveryEnd.UNSENT.wireId(), 0, 0));

        assertThat(find(SearchQuery.all().withStan("000123")).lives())
                .singleElement()
                .extracting(TransactionLife::print)
                .isEqualTo("""
                transaction 1.1
                  1  2027-01-15T08:00:00.001+00:00  1.1  received 0220 from shop-bank amount 1500 STAN 000123
                  2  2027-01-15T08:00:00.002+00:00  1.2  owed 0220 to atlas amount 1500 of 1.1
                  3  2027-01-15T08:00:00.003+00:00  1.1  ended ANSWERED ACCEPTED DE 39 00 amount 1500
                  4  2027-01-15T08:00:00.004+00:00  1.2  delivery ended PARKED
                  5  2027-01-15T08:00:00.005+00:00  1.2  owed again to atlas
                  6  2027-01-15T08:00:00.006+00:00  1.2  delivery ended UNSENT
                """);
    }

    /** Passed on to its issuer, which did not answer. */
    @Test
    void shouldTellARelayedReversal() throws IOException {
        TransactionId sale = new TransactionId(1, 1);
        TransactionId reversal = new TransactionId(1, 2);
        log.add(LogEntry.of(RecordType.ACCEPTED, sale)
                .member("shop-bank")
                .mti(0x0100)
                .amount(1500)
                .element(11, "000123"));
        log.add(LogEntry.of(RecordType.ACCEPTED, reversal)
                .member("shop-bank")
                .mti(0x0400)
                .related(sale)
                .amount(1500)
                .element(11, "000124"));
        log.add(LogEntry.of(RecordType.INTENT, reversal)
                .member("atlas")
                .mti(0x0400)
                .amount(500)
                .number(10_000_000_000L)
                .element(11, "500124"));
        log.add(LogEntry.of(RecordType.OWED, new TransactionId(1, 3))
                .member("atlas")
                .mti(0x0420)
                .related(sale)
                .amount(1000));
        log.add(LogEntry.of(RecordType.OUTCOME, reversal)
                .ended(OutcomeState.ANSWERED.wireId(), Reason.ISSUER_TIMEOUT.wireId(), ResponseCode.APPROVED));

        assertThat(find(SearchQuery.all().withStan("500124")).lives())
                .singleElement()
                .extracting(TransactionLife::print)
                .isEqualTo("""
                transaction 1.1
                  1  2027-01-15T08:00:00.001+00:00  1.1  received 0100 from shop-bank amount 1500 STAN 000123
                  2  2027-01-15T08:00:00.002+00:00  1.2  received 0400 from shop-bank amount 1500 STAN 000124 of 1.1
                  3  2027-01-15T08:00:00.003+00:00  1.2  forward 0400 to atlas leaves 500 time-out 10000 ms STAN 500124
                  4  2027-01-15T08:00:00.004+00:00  1.3  owed 0420 to atlas amount 1000 of 1.1
                  5  2027-01-15T08:00:00.005+00:00  1.2  ended ANSWERED ISSUER_TIMEOUT DE 39 00
                """);
    }

    @Test
    void shouldTellOfALateApproval() throws IOException {
        reversedSale(10, "000123", "500123", "612345678901");
        log.add(LogEntry.of(RecordType.APPROVED_LATE, new TransactionId(1, 10))
                .member("atlas")
                .ended(0, 0, ResponseCode.of("10")));
        assertThat(find(SearchQuery.all().withStan("000123")).lives())
                .singleElement()
                .extracting(TransactionLife::print)
                .asString()
                .endsWith("1.10  approved late by atlas DE 39 10\n");
    }

    @Test
    void shouldFindByEveryNumberThatAHostMayKnow() throws IOException {
        reversedSale(10, "000123", "500123", "612345678901");
        reversedSale(20, "000124", "500124", "612345678902");
        SearchQuery all = SearchQuery.all();
        for (SearchQuery query : List.of(
                all.withStan("000124"),
                all.withStan("500124"),
                all.withStan("777124"),
                all.withStan("500124").withRrn("612345678902"),
                all.withId(new TransactionId(1, 20)),
                all.withId(new TransactionId(1, 21)),
                all.withId(new TransactionId(1, 22)),
                all.between(START_MS + 9, START_MS + 10))) {
            assertThat(find(query).lives()).as(query.toString()).singleElement().satisfies(life -> {
                assertThat(life.id()).isEqualTo(new TransactionId(1, 20));
                assertThat(life.events()).hasSize(8);
            });
        }
        assertThat(find(all.withStan("500124").withRrn("612345678901")).lives()).isEmpty();
        assertThat(find(all.between(START_MS + 17, Long.MAX_VALUE)).lives()).isEmpty();
    }

    @Test
    void shouldStopAtTheLimitAndSayThatThereAreMore() throws IOException {
        for (int i = 0; i < 5; i++) {
            reversedSale(10L + 10L * i, "%06d".formatted(i), "%06d".formatted(500 + i), "612345678901");
        }
        assertThat(find(SearchQuery.all().withRrn("612345678901").atMost(3))).satisfies(found -> {
            assertThat(found.lives()).hasSize(3);
            assertThat(found.more()).isTrue();
        });
        assertThat(find(SearchQuery.all().withRrn("612345678901").atMost(5))).satisfies(found -> {
            assertThat(found.lives()).hasSize(5);
            assertThat(found.more()).isFalse();
        });
    }

    @Test
    void shouldCutALifeThatIsTooLongToRead() throws IOException {
        reversedSale(10, "000123", "500123", "612345678901");
        for (int copy = 2; copy < 400; copy++) {
            log.add(LogEntry.of(RecordType.SENT, new TransactionId(1, 12)).number(copy));
        }
        assertThat(find(SearchQuery.all().withStan("000123")).lives())
                .singleElement()
                .satisfies(life -> {
                    assertThat(life.events()).hasSize(TransactionLife.EVENT_LIMIT);
                    assertThat(life.more()).isTrue();
                    assertThat(life.print())
                            .endsWith("… more than 200 records\n")
                            .doesNotContain(PAN);
                });
    }
}
