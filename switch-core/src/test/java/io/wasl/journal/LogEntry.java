package io.wasl.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * A record of a test's log: immutable and small, where {@link JournalRecord} is reused and large. Position and log time
 * come from its place in the log.
 *
 * @param elements the open ones
 * @param pan digits, for token, hint and the sealed DE 2; empty for none
 */
public record LogEntry(
        RecordType type,
        TransactionId id,
        TransactionId related,
        String member,
        int mti,
        int state,
        int reason,
        int code,
        long number,
        long amountMinor,
        String pan,
        List<Element> elements) {

    public static final TransactionId NONE = new TransactionId(0, 0);

    /** A stored element. */
    public record Element(int de, String value) {}

    public static LogEntry of(RecordType type, TransactionId id) {
        return new LogEntry(type, id, NONE, "", 0, 0, 0, 0, 0, 0, "", List.of());
    }

    public LogEntry related(TransactionId other) {
        return new LogEntry(type, id, other, member, mti, state, reason, code, number, amountMinor, pan, elements);
    }

    public LogEntry member(String name) {
        return new LogEntry(type, id, related, name, mti, state, reason, code, number, amountMinor, pan, elements);
    }

    public LogEntry mti(int value) {
        return new LogEntry(type, id, related, member, value, state, reason, code, number, amountMinor, pan, elements);
    }

    public LogEntry ended(int newState, int newReason, int newCode) {
        return new LogEntry(
                type, id, related, member, mti, newState, newReason, newCode, number, amountMinor, pan, elements);
    }

    public LogEntry number(long value) {
        return new LogEntry(type, id, related, member, mti, state, reason, code, value, amountMinor, pan, elements);
    }

    public LogEntry amount(long minor) {
        return new LogEntry(type, id, related, member, mti, state, reason, code, number, minor, pan, elements);
    }

    public LogEntry pan(String digits) {
        return new LogEntry(type, id, related, member, mti, state, reason, code, number, amountMinor, digits, elements);
    }

    public LogEntry element(int de, String value) {
        List<Element> more = new ArrayList<>(elements);
        more.add(new Element(de, value));
        return new LogEntry(
                type, id, related, member, mti, state, reason, code, number, amountMinor, pan, List.copyOf(more));
    }

    /** Fills a record as the log would lend it. */
    public JournalRecord fill(JournalRecord target, long position, long logTimeMs) {
        target.clear(type, id.epoch(), id.counter());
        target.position = position;
        target.logTimeMs = logTimeMs;
        target.relatedEpoch = related.epoch();
        target.relatedCounter = related.counter();
        target.member = member;
        target.mti = mti;
        target.state = state;
        target.reason = reason;
        target.code = code;
        target.number = number;
        target.amountMinor = amountMinor;
        for (Element element : elements) {
            target.open.put(element.de(), element.value());
        }
        if (!pan.isEmpty()) {
            target.tokenHigh = tokenHigh(pan);
            target.tokenLow = ~target.tokenHigh;
            target.panHint = Long.parseLong(pan.substring(0, 6) + pan.substring(pan.length() - 4));
            target.sealed.put(2, pan);
        }
        return target;
    }

    /** Any one-way mix will do: the ledger only copies it. */
    private static long tokenHigh(String pan) {
        long mixed = Long.parseLong(pan) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }
}
