package io.wasl.journal;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.security.PanHint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One record of a transaction's life, in words and without card data: the PAN as first 6 and last 4, encrypted elements
 * by number only.
 *
 * @param id the transaction's own, or that of its reversal or owed delivery
 * @param text what the record says, on one line
 */
public record LifeEvent(long position, long logTimeMs, RecordType type, TransactionId id, String text) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

    static LifeEvent of(JournalRecord entry) {
        StringBuilder text = new StringBuilder(verb(entry.type));
        word(text, "", entry.mti == 0 ? "" : Mti.toString(entry.mti));
        word(text, preposition(entry.type), printable(entry.member));
        word(text, "", state(entry));
        word(text, "", entry.reason == 0 ? "" : reason(entry.reason));
        word(text, "DE 39", entry.code == 0 ? "" : printable(ResponseCode.toString(entry.code)));
        word(text, amount(entry.type), entry.amountMinor == 0 ? "" : Long.toString(entry.amountMinor));
        word(text, number(entry.type), entry.number == 0 ? "" : number(entry));
        word(text, "PAN", PanHint.toString(entry.panHint));
        open(text, entry.open);
        sealed(text, entry.sealed);
        if (entry.relatedEpoch != 0) {
            word(text, "of", TransactionId.related(entry).toString());
        }
        return new LifeEvent(entry.position, entry.logTimeMs, entry.type, TransactionId.of(entry), text.toString());
    }

    /** Log time in UTC with its offset. */
    public String time() {
        return TIME.format(Instant.ofEpochMilli(logTimeMs).atOffset(ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return position + "  " + time() + "  " + id + "  " + text;
    }

    private static String verb(RecordType type) {
        return switch (type) {
            case NODE_STARTED -> "node started";
            case ACCEPTED -> "received";
            case INTENT -> "forward";
            case OUTCOME -> "ended";
            case RESPONDED -> "responded";
            case NET -> "net";
            case OWED -> "owed";
            case SENT -> "send copy";
            case DELIVERY_ENDED -> "delivery ended";
            case TOMBSTONE -> "reversal without original";
            case APPROVED_LATE -> "approved late";
            case REOPENED -> "owed again";
            case CARD_LISTED -> "hot list";
            case CUTOVER -> "business date";
        };
    }

    private static String preposition(RecordType type) {
        return switch (type) {
            case ACCEPTED, TOMBSTONE -> "from";
            case APPROVED_LATE, CARD_LISTED, CUTOVER -> "by";
            case INTENT, OWED, SENT, DELIVERY_ENDED, REOPENED, NODE_STARTED, OUTCOME, RESPONDED, NET -> "to";
        };
    }

    private static String state(JournalRecord entry) {
        return switch (entry.type) {
            case OUTCOME -> OutcomeState.word(entry.state);
            case NET -> NetState.word(entry.state);
            case DELIVERY_ENDED -> DeliveryEnd.word(entry.state);
            case CARD_LISTED -> entry.state == JournalRecord.LISTED ? "listed" : "removed";
            case NODE_STARTED, ACCEPTED, INTENT, RESPONDED, OWED, SENT, TOMBSTONE, APPROVED_LATE, REOPENED, CUTOVER ->
                "";
        };
    }

    /** An INTENT with an amount is that of a reversal. */
    private static String amount(RecordType type) {
        return type == RecordType.INTENT ? "leaves" : "amount";
    }

    private static String number(RecordType type) {
        return switch (type) {
            case INTENT -> "time-out";
            case OUTCOME -> "of its card today";
            case CARD_LISTED -> "until";
            case SENT,
                    NODE_STARTED,
                    ACCEPTED,
                    RESPONDED,
                    NET,
                    OWED,
                    DELIVERY_ENDED,
                    TOMBSTONE,
                    APPROVED_LATE,
                    REOPENED,
                    CUTOVER -> "";
        };
    }

    private static String number(JournalRecord entry) {
        return entry.type == RecordType.INTENT ? entry.number / 1_000_000 + " ms" : Long.toString(entry.number);
    }

    private static String reason(int wireId) {
        try {
            return Reason.ofWireId(wireId).name();
        } catch (IllegalArgumentException e) {
            return "REASON_" + wireId; // of a newer version
        }
    }

    private static void open(StringBuilder text, ElementSet elements) {
        for (int at = 0; at < elements.length(); at = elements.next(at)) {
            int de = elements.elementAt(at);
            word(text, name(de), printable(elements.text(de)));
        }
    }

    private static void sealed(StringBuilder text, ElementSet elements) {
        StringBuilder numbers = new StringBuilder();
        for (int at = 0; at < elements.length(); at = elements.next(at)) {
            numbers.append(numbers.isEmpty() ? "" : ",").append(elements.elementAt(at));
        }
        word(text, "encrypted DE", numbers.toString());
    }

    /** The field's word where it has one. */
    private static String name(int de) {
        return switch (de) {
            case JournalRecord.NOTE -> "by operator";
            case 7 -> "DE 7";
            case 11 -> "STAN";
            case 37 -> "RRN";
            case 38 -> "approval";
            case 41 -> "terminal";
            case 42 -> "card acceptor";
            case 49 -> "currency";
            default -> "DE " + de;
        };
    }

    private static void word(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(' ').append(name).append(name.isEmpty() ? "" : " ").append(value);
        }
    }

    /** A stored element may hold any byte; a terminal must not be handed its own commands. */
    private static String printable(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        for (char c : value.stripTrailing().toCharArray()) {
            clean.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return clean.toString();
    }
}
