package io.wasl.journal;

import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of the log changes about owed deliveries and STANs, folded record by record, and then laid over the
 * checkpoint before it.
 *
 * <p>Order: by where a delivery was owed first; appended again to outlive its segment, it stays where it was. The keeper's
 * thread.
 */
final class DeliveryChanges {

    private static final int DE_STAN = 11;

    /** In the order of the log. */
    private final LinkedHashMap<TransactionId, Change> changes = new LinkedHashMap<>();

    private final Map<String, NewestStan> stans = new HashMap<>();
    /** Transactions that their issuers approved late, and where the log says so. */
    private final Map<TransactionId, Long> approvedLate = new HashMap<>();

    /** Advices that their issuers may not have booked, and where the log says so. */
    private final Map<TransactionId, Long> missed = new HashMap<>();

    /** Where the newest SENT of a transaction's advice stands: what follows it names its number. */
    private final Map<TransactionId, Long> told = new HashMap<>();

    private final OpenDelivery lent = new OpenDelivery();

    // An advice's R1 stands directly before its OWED: its id, and whom it is about.
    private long acceptedEpoch;
    private long acceptedCounter;
    private long namedEpoch;
    private long namedCounter;

    private long rows;

    /** Deliveries and transactions it holds something about: what bounds its memory. */
    int size() {
        return changes.size() + approvedLate.size() + missed.size() + told.size();
    }

    /** Transactions and tombstones begun since this was asked last. */
    long takeRows() {
        long begun = rows;
        rows = 0;
        return begun;
    }

    /** One committed record. */
    void apply(JournalRecord record) {
        switch (record.type) {
            case ACCEPTED -> {
                rows++;
                acceptedEpoch = record.epoch;
                acceptedCounter = record.counter;
                namedEpoch = record.relatedEpoch;
                namedCounter = record.relatedCounter;
            }
            case TOMBSTONE -> rows++;
            case INTENT -> {
                if (record.state != JournalRecord.FOREIGN_STAN) {
                    sawStan(record.member, record.position, Math.max(record.open.number(DE_STAN), 0));
                }
            }
            case OWED -> owed(record);
            case SENT -> sent(record);
            case DELIVERY_ENDED -> ended(record);
            case REOPENED -> change(record).reopened();
            case APPROVED_LATE -> approvedLate.put(TransactionId.of(record), record.position);
            case NODE_STARTED, OUTCOME, RESPONDED, NET, CARD_LISTED, CUTOVER -> {
                // Nothing about deliveries; the business date is in each R1.
            }
        }
    }

    private void owed(JournalRecord record) {
        Change change = change(record);
        change.owedPosition = record.position;
        change.relatedEpoch = record.relatedEpoch;
        change.relatedCounter = record.relatedCounter;
        change.member = record.member;
        change.mti = record.mti;
        change.number = record.number;
        change.isOfLeg = (record.state & JournalRecord.OF_LEG) != 0;
        change.names = record.keyHigh;
        change.isAdviceNamed = (record.state & JournalRecord.NAMES_ADVICE) != 0;
        change.namesSent = Math.max(change.namesSent, record.keyLow);
        if (change.firstPosition == 0) {
            change.firstPosition = record.position;
            change.isOutcomeUnknown = (record.state & JournalRecord.OUTCOME_UNKNOWN) != 0;
            change.owedTimeMs = record.logTimeMs;
            boolean isAccepted = acceptedEpoch == record.relatedEpoch && acceptedCounter == record.relatedCounter;
            if (isAdvice(record.mti) && isAccepted) {
                change.named = new TransactionId(namedEpoch, namedCounter);
            }
        }
        if (isAdvice(record.mti) && record.number != 0) {
            sawStan(record.member, record.position, record.number);
        }
    }

    private void sent(JournalRecord record) {
        Change change = change(record);
        boolean isFirst = record.number == 1 && change.sent == null;
        if (isAdvice(record.mti)) {
            told.put(TransactionId.related(record), record.position);
        }
        change.copies = (int) record.number;
        change.sent = Arrays.copyOf(record.open.buffer(), record.open.length());
        if (isFirst) {
            // Behind another copy it is no first one. Whether its number was chosen before, the delivery tells, which
            // may
            // stand in the checkpoint before.
            change.firstSent = new Checkpoint.LastStan(record.position, (int) record.open.number(DE_STAN));
        }
    }

    private void ended(JournalRecord record) {
        if (record.state == DeliveryEnd.PARKED.wireId()) {
            change(record).parked(record);
            return;
        }
        change(record).isEnded = true;
        if (record.reason == Reason.ORIGINAL_UNKNOWN.wireId()) {
            missed.put(TransactionId.related(record), record.position);
        }
    }

    private Change change(JournalRecord record) {
        return changes.computeIfAbsent(TransactionId.of(record), id -> new Change());
    }

    private void sawStan(String issuer, long position, long stan) {
        NewestStan newest = stans.get(issuer);
        if (newest == null) {
            newest = new NewestStan();
            stans.put(issuer, newest);
        }
        newest.saw(position, (int) stan);
    }

    private static boolean isAdvice(int mti) {
        return Mti.messageClass(mti) != Mti.CLASS_REVERSAL;
    }

    /** A delivery of the checkpoint before: goes on as it is, changed, or not at all. */
    void writeOver(OpenDelivery before, CheckpointWriter writer) throws IOException {
        Change change = changes.get(new TransactionId(before.epoch, before.counter));
        learn(before);
        learnNamed(before);
        if (change == null) {
            writer.delivery(before);
            return;
        }
        change.isOlder = true;
        if (before.copies == 0) {
            change.sawFirstCopy(before.member, before.number);
        }
        if (!change.isEnded) {
            change.applyTo(before);
            writer.delivery(before);
        }
    }

    /** Those that are new. */
    void writeRest(CheckpointWriter writer) throws IOException {
        for (Map.Entry<TransactionId, Change> entry : changes.entrySet()) {
            Change change = entry.getValue();
            if (change.isOlder || change.firstPosition == 0) {
                continue;
            }
            change.sawFirstCopy(change.member, change.number);
            if (!change.isEnded) {
                change.begin(entry.getKey(), lent);
                learn(lent);
                learnNamed(lent);
                change.applyTo(lent);
                writer.delivery(lent);
            }
        }
    }

    /** What was said of the transaction after the reversal was owed: whether 25 ends that. */
    private void learn(OpenDelivery reversal) {
        if (isAdvice(reversal.mti)) {
            return;
        }
        TransactionId about = new TransactionId(reversal.relatedEpoch, reversal.relatedCounter);
        long approved = approvedLate.getOrDefault(about, 0L);
        long notBooked = reversal.isOfLeg ? 0 : missed.getOrDefault(about, 0L);
        if (Math.max(approved, notBooked) > reversal.firstPosition) {
            reversal.isOutcomeUnknown = notBooked > approved;
        }
    }

    /** What it names has left, or left once more, since it was owed. */
    private void learnNamed(OpenDelivery follower) {
        TransactionId named = isAdvice(follower.mti)
                ? new TransactionId(follower.namedEpoch, follower.namedCounter)
                : new TransactionId(follower.relatedEpoch, follower.relatedCounter);
        long sent = told.getOrDefault(named, 0L);
        if (follower.isAdviceNamed && sent > follower.firstPosition) {
            follower.namesSent = sent;
        }
    }

    /** The last STANs, over those of the checkpoint before; after all deliveries have been written. */
    Map<String, Checkpoint.LastStan> stans(Map<String, Checkpoint.LastStan> before) {
        Map<String, Checkpoint.LastStan> merged = new HashMap<>(before);
        stans.forEach((issuer, stan) -> merged.merge(
                issuer,
                new Checkpoint.LastStan(stan.position, stan.number),
                (old, now) -> now.position() > old.position() ? now : old));
        return merged;
    }

    /** An issuer's, and where it stands. */
    private static final class NewestStan {

        private long position;
        private int number;

        private void saw(long at, int stan) {
            if (at > position) {
                position = at;
                number = stan;
            }
        }
    }

    /** What became of it last. */
    private enum Parking {
        AS_BEFORE,
        PARKED,
        REOPENED
    }

    /** What is new about one delivery. */
    private final class Change {

        private long owedPosition;
        private long firstPosition;
        private long owedTimeMs;
        private long relatedEpoch;
        private long relatedCounter;
        private TransactionId named = new TransactionId(0, 0);
        private long names;
        private boolean isAdviceNamed;
        private long namesSent;
        private String member = "";
        private int mti;
        private long number;
        private boolean isOfLeg;
        private boolean isOutcomeUnknown;
        private int copies;
        private byte @Nullable [] sent;
        private Checkpoint.@Nullable LastStan firstSent;
        private boolean isEnded;
        private Parking parking = Parking.AS_BEFORE;
        private boolean wasReopened;
        private int code;
        private long parkedTimeMs;

        /** Was owed in the checkpoint before. */
        private boolean isOlder;

        /** Said once more when it was appended again: it is parked since the first time. */
        private void parked(JournalRecord record) {
            if (parking != Parking.PARKED) {
                parking = Parking.PARKED;
                code = record.code;
                parkedTimeMs = record.logTimeMs;
            }
        }

        private void reopened() {
            parking = Parking.REOPENED;
            wasReopened = true;
        }

        private void begin(TransactionId id, OpenDelivery open) {
            open.clear();
            open.epoch = id.epoch();
            open.counter = id.counter();
            open.relatedEpoch = relatedEpoch;
            open.relatedCounter = relatedCounter;
            open.namedEpoch = named.epoch();
            open.namedCounter = named.counter();
            open.names = names;
            open.isAdviceNamed = isAdviceNamed;
            open.namesSent = namesSent;
            open.member = member;
            open.mti = mti;
            open.number = number;
            open.isOfLeg = isOfLeg;
            open.isOutcomeUnknown = isOutcomeUnknown;
            open.firstPosition = firstPosition;
            open.position = owedPosition;
            open.owedTimeMs = owedTimeMs;
        }

        private void applyTo(OpenDelivery open) {
            if (owedPosition != 0) {
                open.position = owedPosition;
            }
            byte[] newest = sent;
            if (newest != null) {
                open.copies = copies;
                boolean isWhole = open.sent.load(newest, 0, newest.length);
                assert isWhole : "elements of a record that was read";
            }
            boolean isParkedStill = open.isParked && !wasReopened;
            if (parkedTimeMs != 0 && !isParkedStill) {
                open.code = code;
                open.parkedTimeMs = parkedTimeMs;
            }
            if (parking != Parking.AS_BEFORE) {
                open.isParked = parking == Parking.PARKED;
            }
        }

        /** A number chosen when it was owed is far behind the newest by the time of its first copy. */
        private void sawFirstCopy(String issuer, long chosenBefore) {
            Checkpoint.LastStan first = firstSent;
            if (first != null && chosenBefore == 0) {
                sawStan(issuer, first.position(), first.stan());
            }
        }
    }
}
