package io.wasl.journal;

import io.wasl.iso.Reason;
import io.wasl.journal.Journal.Urgency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Appends lives of deliveries to a log, at random; some of them long, some moved on the way. */
final class DeliveryStorm {

    private static final List<String> ISSUERS = List.of("atlas", "rif");
    /** So that a segment is soon full. */
    private static final String PADDING = "x".repeat(900);

    private final Random random;
    private final List<TransactionId> open = new ArrayList<>();
    private final List<TransactionId> inFlight = new ArrayList<>();
    /** Whose reversal it is, where that is not its own transaction. */
    private final Map<TransactionId, TransactionId> about = new HashMap<>();
    /** What a delivery must name. */
    private final Map<TransactionId, Long> names = new HashMap<>();

    private long counter;
    private long stoodIn;

    DeliveryStorm(Random random) {
        this.random = random;
    }

    /** What a crash took back was never owed. */
    void knowOnly(Set<TransactionId> owed, Set<TransactionId> begun) {
        open.clear();
        open.addAll(owed);
        inFlight.clear();
        inFlight.addAll(begun);
    }

    void append(JournalWorld world) {
        JournalRecord record = new JournalRecord();
        if (!world.journal.begin(Urgency.IN_FLIGHT)) {
            return;
        }
        if (random.nextInt(6) == 0) {
            standIn(world, record);
        }
        if (random.nextInt(9) == 0 && !inFlight.isEmpty()) {
            outcome(world, record, inFlight.remove(0));
        }
        if (random.nextInt(9) == 0) {
            list(world, record);
        }
        boolean begins = open.isEmpty() || random.nextInt(3) == 0;
        if (begins) {
            owe(world, record);
        } else {
            goOn(world, record, open.get(random.nextInt(open.size())));
        }
        long ignored = world.journal.append();
        assert ignored > 0;
    }

    /** A card is stood in for, or that is given back; a day is soon over. */
    private void standIn(JournalWorld world, JournalRecord record) {
        long transaction = random.nextInt(4) == 0 ? ++stoodIn : Math.max(1, stoodIn - random.nextInt(40));
        boolean isNew = transaction == stoodIn && random.nextBoolean();
        record.clear(isNew ? RecordType.OUTCOME : RecordType.NET, world.journal.epoch(), 1_000_000 + transaction);
        boolean isPartial = random.nextInt(3) == 0;
        record.amountMinor = isNew ? 100 + random.nextInt(900) : isPartial ? 1 + random.nextInt(90) : 0;
        if (isNew) {
            record.state = OutcomeState.STOOD_IN.wireId();
            record.tokenLow = random.nextInt(12) * 0x9E3779B97F4A7C15L;
            record.number = 1L + random.nextInt(5);
            record.keyHigh = record.amountMinor + random.nextInt(5000);
            record.keyLow = 20_000 + stoodIn / 60 << 32 | 504;
        } else {
            record.state = (isPartial ? NetState.PARTIAL : NetState.REVERSED).wireId();
        }
        world.journal.add(record);
    }

    /** A card is put on the hot list, under another token perhaps, or taken off. */
    private void list(JournalWorld world, JournalRecord record) {
        record.clear(RecordType.CARD_LISTED, world.journal.epoch(), 2_000_000 + ++counter);
        record.tokenLow = (1 + random.nextInt(60)) * 0x9E3779B97F4A7C15L;
        record.keyLow = random.nextBoolean() ? 0 : (1 + random.nextInt(60)) * 0x9E3779B97F4A7C15L;
        record.state = random.nextInt(3) == 0 ? 0 : JournalRecord.LISTED;
        record.reason = 40 + random.nextInt(3);
        record.number = random.nextBoolean() ? 0 : 20_261_122;
        world.journal.add(record);
    }

    private void owe(JournalWorld world, JournalRecord record) {
        TransactionId id = new TransactionId(world.journal.epoch(), ++counter);
        record.clear(RecordType.ACCEPTED, id.epoch(), ++counter);
        record.member = "shop-bank";
        record.mti = 0x0220;
        record.open.put(48, PADDING);
        if (!open.isEmpty()) {
            // An advice of what an advice told.
            relate(record, open.get(random.nextInt(open.size())));
        }
        world.journal.add(record);
        intent(world, record, id);
        if (random.nextInt(20) > 0) {
            outcome(world, record, new TransactionId(id.epoch(), counter));
        } else {
            inFlight.add(new TransactionId(id.epoch(), counter));
        }
        owed(world, record, id);
        open.add(id);
    }

    private void intent(JournalWorld world, JournalRecord record, TransactionId id) {
        record.clear(RecordType.INTENT, id.epoch(), counter);
        record.member = issuer(id);
        record.state = random.nextInt(3) == 0 ? JournalRecord.FOREIGN_STAN : 0;
        record.open.putNumber(11, random.nextInt(1_000_000), 6);
        world.journal.add(record);
    }

    private static void outcome(JournalWorld world, JournalRecord record, TransactionId id) {
        record.clear(RecordType.OUTCOME, id.epoch(), id.counter());
        world.journal.add(record);
    }

    private void owed(JournalWorld world, JournalRecord record, TransactionId id) {
        record.clear(RecordType.OWED, id.epoch(), id.counter());
        relate(record, id);
        record.member = issuer(id);
        record.mti = isAdvice(id) ? 0x0220 : 0x0420;
        record.state = (id.counter() % 5 == 0 ? JournalRecord.OF_LEG : 0)
                | (id.counter() % 4 == 0 ? JournalRecord.OUTCOME_UNKNOWN : 0);
        record.keyHigh = names.computeIfAbsent(
                id, unknown -> random.nextInt(3) == 0 ? 1 + random.nextLong(world.journal.position()) : 0L);
        if (record.keyHigh % 2 == 1) {
            record.state |= JournalRecord.NAMES_ADVICE;
            record.keyLow = record.keyHigh % 3 == 0 ? record.keyHigh / 2 : 0;
        }
        world.journal.add(record);
    }

    private void relate(JournalRecord record, TransactionId id) {
        TransactionId known = about.getOrDefault(id, new TransactionId(id.epoch(), id.counter() + 1));
        record.relatedEpoch = known.epoch();
        record.relatedCounter = known.counter();
    }

    private boolean isAdvice(TransactionId id) {
        return !about.containsKey(id) && id.counter() % 3 == 0;
    }

    /** A reversal behind an advice, or another one of the same transaction. */
    private void oweBehind(JournalWorld world, JournalRecord record, TransactionId first) {
        TransactionId id = new TransactionId(world.journal.epoch(), ++counter);
        about.put(id, about.getOrDefault(first, new TransactionId(first.epoch(), first.counter() + 1)));
        owed(world, record, id);
        open.add(id);
    }

    private static String issuer(TransactionId id) {
        return ISSUERS.get((int) (id.counter() / 2 % 2));
    }

    private void goOn(JournalWorld world, JournalRecord record, TransactionId id) {
        int chance = random.nextInt(12);
        if (chance < 4) {
            sent(world, record, id, 1 + random.nextInt(5));
        } else if (chance < 6) {
            ended(world, record, id, DeliveryEnd.PARKED);
        } else if (chance < 7) {
            record.clear(RecordType.REOPENED, id.epoch(), id.counter());
            record.member = issuer(id);
            world.journal.add(record);
        } else if (chance < 8) {
            owed(world, record, id);
            sent(world, record, id, 2 + random.nextInt(5));
        } else if (chance < 9) {
            relate(record.clear(RecordType.APPROVED_LATE, 0, 0), id);
            record.clear(RecordType.APPROVED_LATE, record.relatedEpoch, record.relatedCounter);
            record.member = issuer(id);
            world.journal.add(record);
        } else if (chance < 10) {
            oweBehind(world, record, id);
        } else {
            ended(world, record, id, random.nextBoolean() ? DeliveryEnd.ACKED : DeliveryEnd.DROPPED);
            open.remove(id);
        }
    }

    private void sent(JournalWorld world, JournalRecord record, TransactionId id, int copy) {
        record.clear(RecordType.SENT, id.epoch(), id.counter());
        record.member = issuer(id);
        record.mti = isAdvice(id) ? 0x0220 : 0x0420;
        relate(record, id);
        record.number = copy;
        record.open.putNumber(11, random.nextInt(1_000_000), 6);
        record.open.put(41, "T" + random.nextInt(1000));
        world.journal.add(record);
    }

    private void ended(JournalWorld world, JournalRecord record, TransactionId id, DeliveryEnd end) {
        record.clear(RecordType.DELIVERY_ENDED, id.epoch(), id.counter());
        record.member = issuer(id);
        record.state = end.wireId();
        relate(record, id);
        if (end == DeliveryEnd.ACKED && isAdvice(id) && random.nextBoolean()) {
            record.reason = Reason.ORIGINAL_UNKNOWN.wireId();
        }
        world.journal.add(record);
    }
}
