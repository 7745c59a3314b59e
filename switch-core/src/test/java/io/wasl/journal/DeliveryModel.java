package io.wasl.journal;

import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a start makes of a log, as plainly as it can be said. */
final class DeliveryModel implements RecoveryVisitor {

    /** By where they were owed first. */
    private final Map<TransactionId, Standing> deliveries = new TreeMap<>((a, b) ->
            a.epoch() != b.epoch() ? Long.compare(a.epoch(), b.epoch()) : Long.compare(a.counter(), b.counter()));

    private final Map<String, Integer> stans = new TreeMap<>();
    private final CardState cards = new CardState();
    /** Requests without R3. */
    final Set<TransactionId> inFlight = new HashSet<>();
    /** Whose R1 was read. */
    final Set<TransactionId> accepted = new HashSet<>();

    private TransactionId acceptedNames = new TransactionId(0, 0);
    long firstRead;
    int fromCheckpoint;

    private static final class Standing {
        private long position;
        private String body = "";
        private String sent = "never";
        private boolean isParked;
        private boolean isOfLeg;
        private boolean isOutcomeUnknown;
        private long names;
        private boolean isAdviceNamed;
        private long namesSent;
        private TransactionId named = new TransactionId(0, 0);
        private TransactionId about = new TransactionId(0, 0);
        private int mti;

        @Override
        public String toString() {
            return body + " at " + position + " sent " + sent + (isParked ? " parked" : "")
                    + (isOfLeg ? " of a leg" : "") + (isOutcomeUnknown ? " outcome unknown" : "")
                    // How it is named matters until it has left.
                    + (sent.equals("never") && names > 0 ? " names " + names + naming() : "");
        }

        private String naming() {
            return isAdviceNamed ? " as sent at " + namesSent : "";
        }
    }

    @Override
    public void onForgotten(long fromMs) {
        // Of transactions; deliveries are never forgotten.
    }

    @Override
    public void onLastStan(String issuer, int stan) {
        stans.put(issuer, stan);
    }

    @Override
    public void onCards(CardState cards) {
        this.cards.load(cards);
    }

    @Override
    public void onDelivery(OpenDelivery open) {
        fromCheckpoint++;
        Standing standing = new Standing();
        standing.position = open.position;
        standing.body = body(open.member, open.mti, open.relatedEpoch, open.relatedCounter);
        standing.isParked = open.isParked;
        standing.isOfLeg = open.isOfLeg;
        standing.isOutcomeUnknown = open.isOutcomeUnknown;
        standing.names = open.names;
        standing.isAdviceNamed = open.isAdviceNamed;
        standing.namesSent = open.namesSent;
        standing.named = isReversal(open.mti)
                ? new TransactionId(open.relatedEpoch, open.relatedCounter)
                : new TransactionId(open.namedEpoch, open.namedCounter);
        standing.about = new TransactionId(open.relatedEpoch, open.relatedCounter);
        standing.mti = open.mti;
        if (open.copies > 0) {
            standing.sent = open.copies + " " + open.sent.text(11) + " " + open.sent.text(41);
        }
        deliveries.put(new TransactionId(open.epoch, open.counter), standing);
    }

    @Override
    public void onRecord(JournalRecord record) {
        firstRead = firstRead == 0 ? record.position : firstRead;
        cards.apply(record);
        TransactionId id = TransactionId.of(record);
        Standing standing = deliveries.get(id);
        switch (record.type) {
            case OWED -> owed(record, id, standing);
            case SENT -> {
                if (standing != null && record.number == 1 && standing.sent.equals("never")) {
                    stans.put(record.member, (int) record.open.number(11));
                }
                if (!isReversal(record.mti)) {
                    told(TransactionId.related(record), record.position);
                }
                if (standing != null) {
                    standing.sent = record.number + " " + record.open.text(11) + " " + record.open.text(41);
                }
            }
            case DELIVERY_ENDED -> {
                if (record.state != DeliveryEnd.PARKED.wireId()) {
                    deliveries.remove(id);
                    if (record.reason == Reason.ORIGINAL_UNKNOWN.wireId()) {
                        learn(TransactionId.related(record), false, true);
                    }
                } else if (standing != null) {
                    standing.isParked = true;
                }
            }
            case REOPENED -> {
                if (standing != null) {
                    standing.isParked = false;
                }
            }
            case INTENT -> {
                if (record.state != JournalRecord.FOREIGN_STAN) {
                    stans.put(record.member, (int) record.open.number(11));
                }
                inFlight.add(id);
            }
            case ACCEPTED -> {
                accepted.add(id);
                acceptedNames = TransactionId.related(record);
            }
            case OUTCOME -> inFlight.remove(id);
            case APPROVED_LATE -> learn(id, true, false);
            case NODE_STARTED, RESPONDED, NET, TOMBSTONE, CARD_LISTED, CUTOVER -> {
                // Nothing about deliveries.
            }
        }
    }

    private void owed(JournalRecord record, TransactionId id, @Nullable Standing known) {
        Standing standing = known == null ? new Standing() : known;
        standing.position = record.position;
        standing.isOfLeg = (record.state & JournalRecord.OF_LEG) != 0;
        if (known == null) {
            standing.isOutcomeUnknown = (record.state & JournalRecord.OUTCOME_UNKNOWN) != 0;
        }
        standing.names = record.keyHigh;
        standing.isAdviceNamed = (record.state & JournalRecord.NAMES_ADVICE) != 0;
        standing.about = TransactionId.related(record);
        if (known == null) {
            standing.namesSent = record.keyLow;
            standing.named = isReversal(record.mti) ? standing.about : acceptedNames;
        }
        standing.mti = record.mti;
        standing.body = body(record.member, record.mti, record.relatedEpoch, record.relatedCounter);
        deliveries.put(id, standing);
    }

    private static boolean isReversal(int mti) {
        return Mti.messageClass(mti) == Mti.CLASS_REVERSAL;
    }

    /** A copy of an advice: what is owed and names it knows its number. */
    private void told(TransactionId advice, long position) {
        for (Standing standing : deliveries.values()) {
            if (standing.isAdviceNamed && standing.named.equals(advice)) {
                standing.namesSent = position;
            }
        }
    }

    /** What the log says of a transaction when its reversals are owed already. */
    private void learn(TransactionId about, boolean isOfLegsToo, boolean isUnknown) {
        for (Standing standing : deliveries.values()) {
            if (isReversal(standing.mti) && standing.about.equals(about) && (isOfLegsToo || !standing.isOfLeg)) {
                standing.isOutcomeUnknown = isUnknown;
            }
        }
    }

    private static String body(String member, int mti, long relatedEpoch, long relatedCounter) {
        return Integer.toHexString(mti) + " to " + member + " of " + relatedEpoch + "." + relatedCounter;
    }

    Set<TransactionId> ids() {
        return deliveries.keySet();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        deliveries.forEach((id, standing) -> lines.add(id + " " + standing));
        lines.add("STANs " + stans);
        lines.add("cards " + cards);
        return lines;
    }
}
