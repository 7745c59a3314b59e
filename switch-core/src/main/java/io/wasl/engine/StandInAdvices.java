package io.wasl.engine;

import io.wasl.codec.MessageWriter;
import io.wasl.config.StandInConfig;
import io.wasl.config.StandInConfig.Mark;
import io.wasl.iso.DataElement;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.translation.Translation;

/**
 * What an issuer must be told of a transaction that Wasl approved in its place: an 0120 or 0220 with the request's elements as
 * the issuer's leg speaks them, DE 37 of the leg where there was one, and
 *
 * <pre>
 *   DE 38   the approval that Wasl gave
 *   DE 39   approved
 *   DE 25   since 1993 why: 1001 signed off, 1002 no answer in time, 1003 not reached (ISO 8583:1993 A.8)
 *   mark    of 1987, by profile
 * </pre>
 *
 * {@link OwedDeliveries} delivers it as any other. First {@link #prepare}, then {@link #record} in the open append. Loop thread.
 */
final class StandInAdvices {

    private static final int LEG_BYTES = 8192;
    private static final int MOST_STAN_DIGITS = 12;
    private static final int REASON_DIGITS = 4;
    private static final int SIGNED_OFF = 1001;
    private static final int NO_ANSWER = 1002;
    private static final int NOT_REACHED = 1003;

    private final Switchboard board;
    private final JournalRecord owed = new JournalRecord();
    private final ElementSet leg = new ElementSet(LEG_BYTES);
    private final MessageWriter writer = new MessageWriter();
    private final byte[] trial;
    private final byte[] stan = new byte[MOST_STAN_DIGITS];
    private final byte[] rrn = new byte[DataElement.RRN_CHARACTERS];
    private final RrnPrefix rrnPrefix;

    StandInAdvices(Switchboard board) {
        this.board = board;
        trial = new byte[board.limits.maxFrameBytes()];
        rrnPrefix = new RrnPrefix(board.epochClock);
    }

    /** MTI of what tells of a request: 0120 of an 0100. */
    static int mti(int requestMti) {
        return Mti.first(requestMti) & ~0xF0 | Mti.FUNCTION_ADVICE << 4;
    }

    /** The same of a row that was stood in for, as its issuer's version writes it. */
    static int mti(Switchboard board, long row) {
        Issuer issuer = board.issuers.get(board.history.issuer(row));
        return issuer.dialect.version().mti(mti(board.history.mti(row)));
    }

    /** Writes the body; false when the issuer's dialect has no words for it. */
    boolean prepare(Original request, int requestMti, Acquirer acquirer, Issuer issuer, Reason why, String approval) {
        owed.clear(RecordType.OWED, 0, 0);
        Version version = issuer.dialect.version();
        owed.mti = version.mti(mti(requestMti));
        Translation translation = board.translations.request(acquirer.index, issuer.index);
        boolean isWhole = translation.translate(request.elements, mti(requestMti), leg, board.epochClock);
        tell(issuer, why, approval);
        if (request.rrnLength > 0) {
            owed.open.put(DataElement.RRN, request.rrn, 0, request.rrnLength);
        }
        for (int entry = 0; entry < leg.length(); entry = leg.next(entry)) {
            int de = leg.elementAt(entry);
            boolean isOwn = de == 7 || de == 11 || owed.open.has(de) || LegElements.MAC.contains(de);
            isWhole &= isOwn || ReversalBody.put(owed, issuer.dialect, leg, entry);
        }
        return isWhole && canBeWritten(issuer);
    }

    private void tell(Issuer issuer, Reason why, String approval) {
        Version version = issuer.dialect.version();
        int code = version.accepted(Mti.CLASS_AUTHORIZATION);
        int at = owed.open.claim(DataElement.RESPONSE_CODE, ResponseCode.length(code));
        ResponseCode.write(code, owed.open.buffer(), at);
        if (issuer.dialect.declares(DataElement.AUTHORIZATION_ID)) {
            owed.open.put(DataElement.AUTHORIZATION_ID, approval);
        }
        if (!version.is1987()) {
            owed.open.putNumber(DataElement.MESSAGE_REASON, reason(why), REASON_DIGITS);
        }
        Mark mark = issuer.config.standIn().flatMap(StandInConfig::mark).orElse(null);
        if (mark != null && !owed.open.has(mark.element())) {
            owed.open.put(mark.element(), mark.value());
        }
    }

    private static int reason(Reason why) {
        return switch (why) {
            case ISSUER_SIGNED_OFF -> SIGNED_OFF;
            case ISSUER_TIMEOUT -> NO_ANSWER;
            default -> NOT_REACHED;
        };
    }

    private boolean canBeWritten(Issuer issuer) {
        writer.begin(issuer.dialect, owed.mti).setAll(owed.open).setAll(owed.sealed);
        writer.setNumber(7, 0).setNumber(11, 0);
        return writer.encode(trial, 0, trial.length) > 0;
    }

    /** Adds what was prepared to the open append. */
    OwedDelivery record(long row, Issuer issuer) {
        History history = board.history;
        OwedDelivery delivery = new OwedDelivery(
                board.epoch(), board.nextCounter(), history.epoch(row), history.counter(row), issuer, owed.mti);
        delivery.originalRow = row;
        owed.epoch = delivery.epoch;
        owed.counter = delivery.counter;
        owed.relatedEpoch = delivery.originalEpoch;
        owed.relatedCounter = delivery.originalCounter;
        owed.member = issuer.id;
        owed.amountMinor = history.amount(row);
        if (!owed.open.has(DataElement.RRN)) {
            makeRrn(delivery);
        }
        owed.number = delivery.stan;
        board.records.add(owed);
        delivery.owedAt(owed.position);
        history.delivery(row, History.Delivery.OWED, 0);
        return delivery;
    }

    /** What was recorded last. */
    ElementSet body() {
        return owed.open;
    }

    /** YDDDhh and the number that will be DE 11 of all copies, as for a request. */
    private void makeRrn(OwedDelivery delivery) {
        int digits = delivery.issuer.dialect.version().stanDigits();
        delivery.stan = delivery.issuer.nextStan();
        Digits.write(delivery.stan, stan, 0, digits);
        owed.open.put(DataElement.RRN, rrn, 0, rrnPrefix.write(rrn, stan, digits));
    }
}
