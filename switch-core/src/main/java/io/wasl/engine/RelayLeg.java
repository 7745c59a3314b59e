package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.IssuerProfile;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;

/**
 * The 0400 with which an issuer is asked for an acquirer's reversal: the body of an 0420 ({@link ReversalBody}), a number and a
 * time of its own, and the answers that fit it. Reused; loop thread.
 */
final class RelayLeg {

    private static final int REVERSAL_REQUEST = 0x0400;
    private static final int MOST_STANS_TRIED = 1000;
    private static final int TIME_DIGITS = 10;
    private static final int PAN = 2;

    private final Switchboard board;
    private final ReversalBody reversal;
    private final MessageWriter writer = new MessageWriter();
    private final JournalRecord leg = new JournalRecord();
    /** The frame's body made last. */
    final byte[] body;

    private int mti;
    private long time;
    private int stan;
    private boolean isStanOfOriginal;

    RelayLeg(Switchboard board) {
        this.board = board;
        reversal = new ReversalBody(board.epochClock);
        body = new byte[board.limits.maxFrameBytes()];
    }

    /** Fills {@link #body} and returns its length; −1 when it cannot be said to the issuer, or no number is free. */
    int make(Takeover pending, Original original, Release release, Issuer issuer) {
        mti = issuer.dialect.version().mti(REVERSAL_REQUEST);
        leg.clear(RecordType.OWED, 0, 0);
        boolean isWhole = reversal.fill(
                leg,
                original,
                board.requestTranslation(pending.original),
                issuer,
                release,
                ReversalAppend.reason(pending));
        time = MessageTime.ofEpochMillis(board.epochClock.epochMillis());
        if (!isWhole || !chooseStan(pending, original, issuer)) {
            return -1;
        }
        writer.begin(issuer.dialect, mti).setAll(leg.open).setAll(leg.sealed);
        writer.setNumber(7, time).setNumber(11, stan);
        return writer.encode(body, 0, body.length);
    }

    /** R2 of what was made, and what the slot and the row remember of it. */
    void record(Relay relay, Issuer issuer) {
        Takeover pending = relay.pending;
        JournalRecord intent = board.intent.clear(RecordType.INTENT, pending.accepted.epoch, pending.accepted.counter);
        intent.member = issuer.id;
        intent.mti = mti;
        intent.state = isStanOfOriginal ? JournalRecord.FOREIGN_STAN : 0;
        intent.number = issuer.responseTimeoutNs;
        intent.amountMinor = pending.remains;
        intent.keyHigh = board.history.acceptedPosition(pending.original);
        intent.open.putNumber(7, time, TIME_DIGITS);
        intent.open.putNumber(11, stan, issuer.dialect.version().stanDigits());
        LegElements.copyMatchable(leg.open, intent.open);
        board.records.add(intent);
        board.inFlight.legMti[relay.slot] = mti;
        board.inFlight.legStan[relay.slot] = stan;
        board.history.issuer(pending.row, issuer.index);
        board.history.key(pending.row, KeyHash.LEG, key(issuer, stan));
        relay.legAmount = Money.amount(leg.open, mti);
        relay.legCurrency = Money.currency(leg.open, mti);
    }

    /** Whether an answer's contents are those of its leg: MTI, code present, PAN, currency and amount. */
    boolean fits(Relay relay, Original original, MessageView answer) {
        return answer.mti() == Mti.answer(board.inFlight.legMti[relay.slot])
                && answer.code() != ResponseCode.NONE
                && isSamePan(original.elements, answer)
                && Money.isSameCurrency(Money.currency(answer), relay.legCurrency)
                && (!answer.has(4) || Money.amount(answer) == relay.legAmount);
    }

    private static boolean isSamePan(ElementSet original, MessageView answer) {
        int value = original.find(PAN);
        return value < 0 || !answer.has(PAN) || answer.same(PAN, original.buffer(), value, original.lengthAt(value));
    }

    /** By profile the original's, for its first reversal only; one whose whole key is free. */
    private boolean chooseStan(Takeover pending, Original original, Issuer issuer) {
        History history = board.history;
        boolean isFirst = history.net(pending.original) != NetState.PARTIAL
                && history.delivery(pending.original) == History.Delivery.NONE;
        boolean isOriginals = issuer.config.profile().reversalStan() == IssuerProfile.ReversalStan.ORIGINAL;
        stan = original.legStan;
        isStanOfOriginal = isOriginals && isFirst && isFree(issuer);
        if (isStanOfOriginal) {
            return true;
        }
        for (int tries = 0; tries < MOST_STANS_TRIED; tries++) {
            stan = issuer.nextStan();
            if (isFree(issuer)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFree(Issuer issuer) {
        KeyHash key = key(issuer, stan);
        return board.history.index().find(KeyHash.LEG, key.high(), key.low()) == KeyIndex.NONE;
    }

    private KeyHash key(Issuer issuer, int number) {
        return board.legKey.ofDelivery(issuer, leg.open, time, number);
    }
}
