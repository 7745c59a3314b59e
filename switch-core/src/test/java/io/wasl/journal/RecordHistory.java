package io.wasl.journal;

import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A seeded log of transactions of every kind, interleaved, and beside it what became of the money: booked when a
 * transaction is made up, from its story and not from its records.
 */
public final class RecordHistory {

    public static final List<String> ACQUIRERS = List.of("shop-bank", "atm-net");
    public static final List<String> ISSUERS = List.of("atlas", "medina", "rif");
    public static final List<String> CURRENCIES = List.of("504", "978", "840");

    private static final int IN_FLIGHT = 40;

    private final Random random;
    private final List<LogEntry> log = new ArrayList<>();
    private final List<Deque<List<LogEntry>>> open = new ArrayList<>();
    private final Map<String, Long> money = new TreeMap<>();
    private final Map<String, Long> deliveries = new TreeMap<>();
    private final int cards;
    private final boolean appendsAgain;
    private long epoch = 1;
    private long counter;

    public RecordHistory(long seed, int transactions, int cards) {
        this(seed, transactions, cards, true);
    }

    /**
     * @param appendsAgain whether some records are appended a second time; in a real log they are few
     */
    public RecordHistory(long seed, int transactions, int cards, boolean appendsAgain) {
        this.appendsAgain = appendsAgain;
        random = new Random(seed);
        this.cards = cards;
        log.add(LogEntry.of(RecordType.NODE_STARTED, new TransactionId(epoch, 0)));
        for (int i = 0; i < transactions; i++) {
            open.add(new ArrayDeque<>(story()));
            while (open.size() >= IN_FLIGHT) {
                step();
            }
        }
        while (!open.isEmpty()) {
            step();
        }
    }

    public List<LogEntry> log() {
        return log;
    }

    /** {@code role|member or card|currency} to {@code count|sum} as two entries, {@code …#} and {@code …}. */
    public Map<String, Long> money() {
        return money;
    }

    /** Owed deliveries by state. */
    public Map<String, Long> deliveries() {
        return deliveries;
    }

    public String pan(int card) {
        return "4000%02d".formatted(card % 7)
                + "%06d".formatted(card * 17 % 1_000_000)
                + "%04d".formatted(card % 10_000);
    }

    private void step() {
        if (random.nextInt(500) == 0) {
            epoch++;
            counter = 0;
            log.add(LogEntry.of(RecordType.NODE_STARTED, new TransactionId(epoch, 0)));
        }
        int chosen = random.nextInt(open.size());
        Deque<List<LogEntry>> story = open.get(chosen);
        log.addAll(story.removeFirst());
        if (story.isEmpty()) {
            open.remove(chosen);
        }
    }

    private List<List<LogEntry>> story() {
        Sale sale = new Sale();
        return switch (random.nextInt(16)) {
            case 0 -> sale.answered("51", 0);
            case 1 -> sale.answered("10", sale.amount / 2);
            case 2 -> sale.declined();
            case 3, 4 -> sale.timedOut();
            case 5, 6 -> sale.reversedByAcquirer();
            case 7 -> sale.withdrawnAfterApproval();
            case 8 -> sale.withdrawn();
            case 9 -> sale.partlyReversed();
            case 10 -> sale.neverAnswered();
            case 11 -> sale.reversedBefore();
            case 12 -> appendsAgain ? sale.keptAlive() : sale.timedOut();
            default -> sale.answered("00", sale.amount);
        };
    }

    private TransactionId nextId() {
        return new TransactionId(epoch, ++counter);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One sale and how it may go. Each inner list is one append. */
    private final class Sale {
        final TransactionId id = nextId();
        final String acquirer = any(ACQUIRERS);
        final String issuer = any(ISSUERS);
        final String currency = any(CURRENCIES);
        final String pan = pan(random.nextInt(cards));
        final long amount = 1L + random.nextInt(1_000_000);
        final int mti = random.nextBoolean() ? 0x0100 : random.nextBoolean() ? 0x0200 : 0x0220;
        final String stan = "%06d".formatted(counter % 1_000_000);
        final String rrn = "%03d%09d".formatted(epoch % 1000, counter % 1_000_000_000);
        final List<List<LogEntry>> story = new ArrayList<>();

        LogEntry accepted(TransactionId who, int type) {
            return LogEntry.of(RecordType.ACCEPTED, who)
                    .member(acquirer)
                    .mti(type)
                    .pan(pan)
                    .amount(amount)
                    .element(3, "000000")
                    .element(4, "%012d".formatted(amount))
                    .element(7, "1122031836")
                    .element(11, stan)
                    .element(37, rrn)
                    .element(41, "TERM0001")
                    .element(42, "SHOP 0000000001")
                    .element(49, currency);
        }

        LogEntry intent() {
            return LogEntry.of(RecordType.INTENT, id)
                    .member(issuer)
                    .mti(mti)
                    .number(10_000_000_000L)
                    .element(11, "%06d".formatted((counter + 500_000) % 1_000_000));
        }

        LogEntry outcome(OutcomeState state, Reason reason, String code, long approved) {
            return LogEntry.of(RecordType.OUTCOME, id)
                    .ended(state.wireId(), reason.wireId(), ResponseCode.of(code))
                    .amount(approved);
        }

        LogEntry net(NetState state, long remains, TransactionId by) {
            return LogEntry.of(RecordType.NET, id)
                    .ended(state.wireId(), 0, 0)
                    .amount(remains)
                    .related(by);
        }

        void sent() {
            story.add(List.of(accepted(id, mti), intent()));
        }

        List<List<LogEntry>> answered(String code, long approved) {
            sent();
            story.add(List.of(outcome(OutcomeState.ANSWERED, Reason.ISSUER_ANSWER, code, approved)));
            story.add(List.of(LogEntry.of(RecordType.RESPONDED, id)));
            if (approved > 0) {
                stands(approved);
            }
            return story;
        }

        List<List<LogEntry>> declined() {
            story.add(List.of(accepted(id, mti), outcome(OutcomeState.DECLINED, Reason.UNKNOWN_BIN, "15", 0)));
            return story;
        }

        List<List<LogEntry>> timedOut() {
            sent();
            TransactionId delivery = nextId();
            story.add(List.of(outcome(OutcomeState.TIMED_OUT, Reason.ISSUER_TIMEOUT, "91", 0), owed(delivery)));
            story.add(List.of(LogEntry.of(RecordType.RESPONDED, id)));
            if (counter % 2 == 0) {
                story.add(List.of(
                        LogEntry.of(RecordType.APPROVED_LATE, id).member(issuer).ended(0, 0, ResponseCode.APPROVED)));
            }
            return delivered(delivery);
        }

        List<List<LogEntry>> reversedByAcquirer() {
            sent();
            story.add(List.of(outcome(OutcomeState.ANSWERED, Reason.ISSUER_ANSWER, "00", amount)));
            story.add(List.of(LogEntry.of(RecordType.RESPONDED, id)));
            TransactionId reversal = nextId();
            TransactionId delivery = nextId();
            story.add(List.of(
                    accepted(reversal, 0x0400).related(id),
                    LogEntry.of(RecordType.OUTCOME, reversal)
                            .ended(OutcomeState.ANSWERED.wireId(), Reason.ACCEPTED.wireId(), ResponseCode.APPROVED)
                            .amount(amount),
                    net(NetState.REVERSED, 0, reversal),
                    owed(delivery)));
            story.add(List.of(LogEntry.of(RecordType.RESPONDED, reversal)));
            return delivered(delivery);
        }

        List<List<LogEntry>> withdrawnAfterApproval() {
            sent();
            story.add(List.of(outcome(OutcomeState.ANSWERED, Reason.ISSUER_ANSWER, "00", amount)));
            TransactionId delivery = nextId();
            story.add(List.of(
                    net(NetState.REVERSED, 0, LogEntry.NONE),
                    outcome(OutcomeState.WITHDRAWN, Reason.WITHDRAWN, "91", 0),
                    owed(delivery)));
            return delivered(delivery);
        }

        List<List<LogEntry>> withdrawn() {
            sent();
            TransactionId delivery = nextId();
            story.add(List.of(outcome(OutcomeState.WITHDRAWN, Reason.WITHDRAWN, "91", 0), owed(delivery)));
            return delivered(delivery);
        }

        List<List<LogEntry>> partlyReversed() {
            answered("00", amount);
            long remains = amount / 3;
            TransactionId reversal = nextId();
            story.add(List.of(accepted(reversal, 0x0420).related(id), net(NetState.PARTIAL, remains, reversal)));
            takesBack(amount - remains);
            return story;
        }

        List<List<LogEntry>> neverAnswered() {
            sent();
            return story;
        }

        List<List<LogEntry>> reversedBefore() {
            TransactionId reversal = nextId();
            story.add(List.of(
                    accepted(reversal, 0x0400),
                    LogEntry.of(RecordType.TOMBSTONE, reversal).member(acquirer),
                    LogEntry.of(RecordType.OUTCOME, reversal)
                            .ended(
                                    OutcomeState.ANSWERED.wireId(),
                                    Reason.ORIGINAL_UNKNOWN.wireId(),
                                    ResponseCode.ORIGINAL_UNKNOWN)));
            story.add(List.of(
                    accepted(id, mti),
                    net(NetState.TOMBSTONE, 0, reversal),
                    outcome(OutcomeState.DECLINED, Reason.REVERSED_BEFORE, "94", 0)));
            return story;
        }

        /** Its records are appended again, because the segment they stand in expires. */
        List<List<LogEntry>> keptAlive() {
            sent();
            sent();
            TransactionId delivery = nextId();
            story.add(List.of(outcome(OutcomeState.TIMED_OUT, Reason.ISSUER_TIMEOUT, "91", 0), owed(delivery)));
            story.add(List.of(owed(delivery)));
            return delivered(delivery);
        }

        LogEntry owed(TransactionId delivery) {
            return LogEntry.of(RecordType.OWED, delivery)
                    .member(issuer)
                    .mti(0x0420)
                    .related(id)
                    .amount(amount)
                    .pan(pan)
                    .element(11, "%06d".formatted(delivery.counter() % 1_000_000))
                    .element(37, rrn)
                    .element(49, currency);
        }

        List<List<LogEntry>> delivered(TransactionId delivery) {
            int copies = random.nextInt(4);
            for (int copy = 1; copy <= copies; copy++) {
                story.add(List.of(LogEntry.of(RecordType.SENT, delivery).number(copy)));
            }
            int end = copies == 0 ? 0 : random.nextInt(3);
            if (end > 0) {
                DeliveryEnd state = end == 1 ? DeliveryEnd.ACKED : DeliveryEnd.PARKED;
                story.add(List.of(LogEntry.of(RecordType.DELIVERY_ENDED, delivery)
                        .ended(state.wireId(), 0, end == 1 ? ResponseCode.APPROVED : ResponseCode.of("14"))));
                deliveries.merge(state.name(), 1L, Long::sum);
            } else {
                deliveries.merge("OWED", 1L, Long::sum);
            }
            return story;
        }

        void stands(long approved) {
            for (String key : keys()) {
                money.merge(key + "#", 1L, Long::sum);
                money.merge(key, approved, Long::sum);
            }
        }

        void takesBack(long released) {
            for (String key : keys()) {
                money.merge(key, -released, Long::sum);
            }
        }

        List<String> keys() {
            String card = pan.substring(0, 6) + "******" + pan.substring(pan.length() - 4);
            return List.of(
                    "acquirer|" + acquirer + "|" + currency,
                    "issuer|" + issuer + "|" + currency,
                    "card|" + card + "|" + currency);
        }
    }
}
