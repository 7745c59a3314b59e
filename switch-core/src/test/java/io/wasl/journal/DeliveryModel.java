package io.wasl.journal;

import java.util.ArrayList;
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
    int fromCheckpoint;

    private static final class Standing {
        private long position;
        private String body = "";
        private String sent = "never";
        private boolean isParked;
        private boolean isOfLeg;
        private boolean isAfterRelay;

        @Override
        public String toString() {
            return body + " at " + position + " sent " + sent + (isParked ? " parked" : "")
                    + (isOfLeg ? " of a leg" : "") + (isAfterRelay ? " after a relay" : "");
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
        standing.isAfterRelay = open.isAfterRelay;
        if (open.copies > 0) {
            standing.sent = open.copies + " " + open.sent.text(11) + " " + open.sent.text(41);
        }
        deliveries.put(new TransactionId(open.epoch, open.counter), standing);
    }

    @Override
    public void onRecord(JournalRecord record) {
        cards.apply(record);
        TransactionId id = TransactionId.of(record);
        Standing standing = deliveries.get(id);
        switch (record.type) {
            case OWED -> owed(record, id, standing);
            case SENT -> {
                if (standing != null && record.number == 1 && standing.sent.equals("never")) {
                    stans.put(record.member, (int) record.open.number(11));
                }
                if (standing != null) {
                    standing.sent = record.number + " " + record.open.text(11) + " " + record.open.text(41);
                }
            }
            case DELIVERY_ENDED -> {
                if (record.state != DeliveryEnd.PARKED.wireId()) {
                    deliveries.remove(id);
                } else if (standing != null) {
                    standing.isParked = true;
                }
            }
            case REOPENED -> {
                if (standing != null) {
                    standing.isParked = false;
                }
            }
            case INTENT -> stans.put(record.member, (int) record.open.number(11));
            case NODE_STARTED, ACCEPTED, OUTCOME, RESPONDED, NET, TOMBSTONE, APPROVED_LATE, CARD_LISTED, CUTOVER -> {
                // Nothing about deliveries.
            }
        }
    }

    private void owed(JournalRecord record, TransactionId id, @Nullable Standing known) {
        Standing standing = known == null ? new Standing() : known;
        standing.position = record.position;
        standing.isOfLeg = record.state == JournalRecord.OF_LEG;
        standing.isAfterRelay = record.state == JournalRecord.AFTER_RELAY;
        standing.body = body(record.member, record.mti, record.relatedEpoch, record.relatedCounter);
        deliveries.put(id, standing);
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
