package io.wasl.engine;

import io.wasl.codec.MessageWriter;
import io.wasl.iso.DataElement;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.translation.Translation;

/**
 * The OWED record of an advice: all that is kept of it, as the issuer's leg speaks it; {@link OwedDeliveries} then delivers
 * it.
 *
 * <pre>
 *   DE 7, 11    not part of the body: made when the first copy is sent, and never changed
 *   DE 37       the acquirer's; made where it sent none
 *   DE 90, 56   as far as the acquirer tells, with zeros for DE 11, which is another one on the issuer's leg; the first copy
 *               says what that leg carried, where it is known ({@link OriginalNaming})
 * </pre>
 *
 * Loop thread.
 */
final class OwedAdvices {

    private static final int LEG_BYTES = 8192;
    private static final int RRN = 37;
    private static final int RESPONSE_CODE = 39;
    private static final int MOST_STAN_DIGITS = 12;

    private final Switchboard board;
    private final OwedDeliveries deliveries;
    private final JournalRecord owed = new JournalRecord();
    private final ElementSet leg = new ElementSet(LEG_BYTES);
    private final Original kept = new Original();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] trial;
    private final byte[] stan = new byte[MOST_STAN_DIGITS];
    private final byte[] rrn = new byte[DataElement.RRN_CHARACTERS];
    private final RrnPrefix rrnPrefix;

    OwedAdvices(Switchboard board, OwedDeliveries deliveries) {
        this.board = board;
        this.deliveries = deliveries;
        trial = new byte[board.limits.maxFrameBytes()];
        rrnPrefix = new RrnPrefix(board.epochClock);
    }

    /** The append with its OWED record is done: deliver it. */
    void start(OwedDelivery advice) {
        deliveries.start(advice);
    }

    /** Whether the issuer's dialect has words for all that it must be told; asked before anything is promised. */
    boolean canBeSaid(JournalRecord accepted, Acquirer acquirer, Issuer issuer) {
        owed.clear(RecordType.OWED, 0, 0);
        boolean isKnownThere = Mti.movesMoney(accepted.mti)
                || board.translations.request(acquirer.index, issuer.index).isWithinOneVersion();
        if (!isKnownThere || !fill(accepted, acquirer, issuer)) {
            return false;
        }
        Version version = issuer.dialect.version();
        writer.begin(issuer.dialect, version.mti(accepted.mti))
                .setAll(owed.open)
                .setAll(owed.sealed)
                .setNumber(7, 0)
                .setNumber(11, 0);
        return writer.encode(trial, 0, trial.length) > 0;
    }

    /**
     * Adds OWED to the append that is open, directly behind the advice's R1, where {@link OriginalReader} looks for it.
     *
     * @param original the row of the original, or 0
     */
    OwedDelivery record(Takeover advice, Issuer issuer, long original) {
        JournalRecord accepted = advice.accepted;
        OwedDelivery delivery = new OwedDelivery(
                board.epoch(),
                board.nextCounter(),
                accepted.epoch,
                accepted.counter,
                issuer,
                issuer.dialect.version().mti(Mti.first(accepted.mti)));
        delivery.originalRow = advice.row;
        name(delivery, original, accepted);
        owed.clear(RecordType.OWED, delivery.epoch, delivery.counter);
        owed.relatedEpoch = delivery.originalEpoch;
        owed.relatedCounter = delivery.originalCounter;
        owed.member = issuer.id;
        owed.mti = delivery.mti;
        owed.amountMinor = accepted.amountMinor;
        delivery.putNames(owed);
        boolean isWhole = fill(accepted, advice.acquirer, issuer);
        assert isWhole : "what cannot be said to the issuer was taken over";
        if (!owed.open.has(RRN)) {
            makeRrn(delivery);
        }
        owed.number = delivery.stan;
        board.records.add(owed);
        delivery.owedAt(owed.position);
        board.history.delivery(advice.row, History.Delivery.OWED, 0);
        return delivery;
    }

    /** Whom it must not overtake and whose leg its original's data speak of; the same after a restart. */
    void name(OwedDelivery delivery, long original, JournalRecord accepted) {
        if (original != 0 && board.history.issuer(original) == delivery.issuer.index) {
            Version version = Version.ofNibble(Mti.version(accepted.mti));
            delivery.namedRow = original;
            if (accepted.open.has(version.originalData())) {
                delivery.nameLater(original, board.history);
            }
        }
    }

    private boolean fill(JournalRecord accepted, Acquirer acquirer, Issuer issuer) {
        Translation request = board.translations.request(acquirer.index, issuer.index);
        Version version = issuer.dialect.version();
        kept.loadAccepted(accepted);
        boolean isWhole = request.translate(kept.elements, accepted.mti, leg, board.epochClock);
        if (!isWhole && kept.elements.has(RESPONSE_CODE)) {
            // How it ended at the terminal is worth less than that the issuer hears of it.
            kept.elements.remove(RESPONSE_CODE);
            isWhole = request.translate(kept.elements, accepted.mti, leg, board.epochClock);
        }
        for (int entry = 0; entry < leg.length(); entry = leg.next(entry)) {
            int de = leg.elementAt(entry);
            boolean isOwn = de == 7 || de == 11 || de == version.originalData() || LegElements.MAC.contains(de);
            isWhole &= isOwn || ReversalBody.put(owed, issuer.dialect, leg, entry);
        }
        return isWhole && tell(kept.elements, acquirer, version, request, accepted.mti);
    }

    /** What the acquirer says of the original, as far as that is true on the issuer's leg. */
    private boolean tell(ElementSet told, Acquirer acquirer, Version version, Translation request, int mti) {
        Version acquirers = acquirer.dialect.version();
        int value = told.find(acquirers.originalData());
        if (value < 0 || !OriginalData.isWhole(acquirers, told.lengthAt(value))) {
            return true;
        }
        byte[] data = java.util.Arrays.copyOfRange(told.buffer(), value, value + told.lengthAt(value));
        int originalMti = OriginalData.mti(data);
        if (Mti.messageClass(originalMti) == 0) {
            return true;
        }
        if (acquirers.is1987()) {
            // The original's DE 7 is told, not its local time: the advice's own is not it.
            told.remove(12);
            told.remove(13);
        }
        OriginalData.takeApart(data, data.length, acquirers, told);
        boolean isWhole = request.translate(told, mti, leg, board.epochClock);
        OriginalData.put(owed.open, version, originalMti, 0, leg);
        return isWhole;
    }

    /** YDDDhh and the number that will be DE 11 of all copies, as for a request. */
    private void makeRrn(OwedDelivery delivery) {
        int digits = delivery.issuer.dialect.version().stanDigits();
        delivery.stan = delivery.issuer.nextStan();
        Digits.write(delivery.stan, stan, 0, digits);
        owed.open.put(RRN, rrn, 0, rrnPrefix.write(rrn, stan, digits));
    }
}
