package io.wasl.sim.world;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.Version;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.TransactionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the node writes into its log, counted: each step of a transaction, of its money, of what is owed for it. Knows of each
 * delivery what a person would look up, so that one which an operator drops is settled by hand.
 *
 * <p>Owner: the world's thread; for all lives of the node.
 */
final class LogCensus {

    private static final String RECEIVED = "RECEIVED";
    private static final String FORWARDED = "FORWARDED";
    private static final int RRN = 37;
    private static final int AMOUNT = 4;
    private static final int FUNCTION_CODE = 24;
    private static final int REPLACEMENTS = 95;

    private final World world;
    private final Map<TransactionId, String> states = new HashMap<>();
    private final Map<TransactionId, About> accepted = new HashMap<>();
    private final Map<TransactionId, Owed> owed = new HashMap<>();
    private final Set<TransactionId> hasStoodIn = new HashSet<>();
    private final Set<TransactionId> unsettled = new HashSet<>();
    /** How many transactions that their issuers are told of a person would take for one and the same. */
    private final Map<About, Integer> known = new HashMap<>();

    /** A transaction: its DE 37, its MTI in the words of 1987, and its amount. */
    private record About(String rrn, int mti, long minor) {}

    private record Owed(String issuer, TransactionId original, About about, boolean isReversal, long minor) {}

    LogCensus(World world) {
        this.world = world;
    }

    /** A record is appended. */
    void onAppended(JournalRecord record) {
        world.coverage().onRecord(record.type);
        TransactionId id = TransactionId.of(record);
        switch (record.type) {
            case ACCEPTED -> {
                states.put(id, RECEIVED);
                accepted.put(id, about(record));
            }
            case INTENT -> {
                moves(id, FORWARDED);
                told(id, record.mti);
            }
            case OUTCOME -> outcome(id, record);
            case NET -> world.coverage().onNet(NetState.ofWireId(record.state));
            case TOMBSTONE -> world.coverage().onNet(NetState.TOMBSTONE);
            case OWED -> {
                count(owed.containsKey(id) ? "delivery OWED again" : "delivery OWED");
                if (!owed.containsKey(id)) {
                    told(TransactionId.related(record), record.mti);
                }
                owe(id, record);
            }
            case SENT -> count(record.number == 1 ? "delivery SENT" : "delivery SENT again");
            case DELIVERY_ENDED -> count("delivery " + DeliveryEnd.word(record.state));
            case REOPENED -> count("delivery REOPENED");
            case NODE_STARTED, RESPONDED, APPROVED_LATE, CUTOVER, CARD_LISTED -> {
                // Counted as records; they change no state.
            }
        }
    }

    /** Its issuer is about to be told of it, and not of its reversal. */
    private void told(TransactionId id, int mti) {
        About about = accepted.get(id);
        if (about != null && Mti.messageClass(mti) != Mti.CLASS_REVERSAL) {
            known.merge(about, 1, Integer::sum);
        }
    }

    private void outcome(TransactionId id, JournalRecord record) {
        OutcomeState state = OutcomeState.valueOf(OutcomeState.word(record.state));
        moves(id, state.name());
        if (state == OutcomeState.STOOD_IN) {
            hasStoodIn.add(id);
        }
        world.coverage().onReason(Reason.ofWireId(record.reason));
        if (state == OutcomeState.ANSWERED || state == OutcomeState.STOOD_IN) {
            world.coverage().onNet(record.amountMinor > 0 ? NetState.FULL : NetState.NONE);
        }
    }

    private void moves(TransactionId id, String to) {
        String from = states.put(id, to);
        if (from == null || from.equals(to)) {
            return;
        }
        String transition = from + " to " + to;
        count("state " + transition);
        if (Expectations.isUnknownTransition(transition)) {
            world.checker().violated("a transaction went from " + transition + ": " + id);
        }
    }

    private void owe(TransactionId id, JournalRecord record) {
        About original = accepted.get(TransactionId.related(record));
        if (original == null) {
            return;
        }
        boolean isReversal = Mti.messageClass(record.mti) == Mti.CLASS_REVERSAL;
        long minor = isReversal ? remains(record) : amount(record.open, record.mti);
        owed.put(id, new Owed(record.member, TransactionId.related(record), original, isReversal, minor));
    }

    /** A record that a start has read: what a crash took is forgotten, and what an operator was not told any more is seen. */
    void onRecovered(JournalRecord record) {
        TransactionId id = TransactionId.of(record);
        switch (record.type) {
            case ACCEPTED -> states.put(id, RECEIVED);
            case INTENT -> states.put(id, FORWARDED);
            case OUTCOME -> states.put(id, OutcomeState.word(record.state));
            case DELIVERY_ENDED -> {
                if (record.state == DeliveryEnd.DROPPED.wireId()) {
                    settle(id);
                }
            }
            case NET, TOMBSTONE, OWED, SENT, REOPENED, NODE_STARTED, RESPONDED, APPROVED_LATE, CUTOVER, CARD_LISTED -> {
                // They change no state.
            }
        }
    }

    /** Whether a person can say by number, kind and amount what it is about, and it is not one of several about one purchase. */
    boolean canBeTold(TransactionId delivery) {
        Owed asked = owed.get(delivery);
        return asked != null
                && known.getOrDefault(asked.about, 0) <= 1
                && !OutcomeState.STOOD_IN.name().equals(states.get(asked.original))
                && !hasStoodIn.contains(asked.original);
    }

    /** When it is dropped its issuer has nothing to book. */
    void leaveUnsettled(TransactionId delivery) {
        unsettled.add(delivery);
    }

    /** An operator has dropped it, durably. */
    void settle(TransactionId delivery) {
        if (unsettled.contains(delivery)) {
            return;
        }
        Owed dropped = owed.get(delivery);
        if (dropped == null) {
            world.checker().violated("a delivery was dropped that nobody owed: " + delivery);
            return;
        }
        world.trace().line(() -> "settled by hand: " + dropped);
        world.issuer(dropped.issuer)
                .book()
                .settleByHand(
                        dropped.about.rrn, dropped.about.mti, dropped.about.minor, dropped.isReversal, dropped.minor);
    }

    /** Of a reversal that was passed on the message that it names. */
    private static About about(JournalRecord record) {
        String rrn = text(record.open, RRN);
        int mti = Mti.first(record.mti & 0xFFF);
        Version version = Version.ofNibble(Mti.version(record.mti));
        String original = text(record.open, version.originalData());
        boolean isNamed = Mti.messageClass(mti) == Mti.CLASS_REVERSAL && original.length() > 4;
        return new About(
                rrn,
                isNamed ? Mti.first(Mti.parse(original.substring(0, 4)) & 0xFFF) : mti,
                amount(record.open, record.mti));
    }

    private static long remains(JournalRecord reversal) {
        Version version = Version.ofNibble(Mti.version(reversal.mti));
        if (version.is1987()) {
            String replacements = text(reversal.open, REPLACEMENTS);
            return replacements.isEmpty() ? 0 : Long.parseLong(replacements.substring(0, 12));
        }
        boolean isPartial = reversal.open.number(FUNCTION_CODE) == Version.PARTIAL_REVERSAL;
        return isPartial ? amount(reversal.open, reversal.mti) : 0;
    }

    private static long amount(ElementSet elements, int mti) {
        long value = Math.max(0, elements.number(AMOUNT));
        return Version.ofNibble(Mti.version(mti)) == Version.V2003 ? value % Version.AMOUNT_MODULUS : value;
    }

    private static String text(ElementSet elements, int de) {
        return elements.has(de) ? elements.text(de) : "";
    }

    private void count(String what) {
        world.coverage().add(what, 1);
    }
}
