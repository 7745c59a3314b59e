package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.JournalRecord;
import io.wasl.time.EpochClock;
import io.wasl.translation.Translation;

/**
 * Builds what goes back to an acquirer, in {@link #buffer}: Wasl's own answers, an issuer's answer with the acquirer's
 * elements restored, a stored answer again. Each method returns the body's length, or −1 when it cannot be written.
 *
 * <p>Reused; loop thread.
 */
final class Answers {

    private static final int PAN = 2;
    private static final int AMOUNT = 4;
    private static final int RRN = 37;
    private static final int APPROVAL = 38;
    /** A body whose elements fit a record however they are packed: BCD doubles, and each one has a header there. */
    private static final int SURELY_KEPT_BYTES = 768;

    private static final ElementMask AMOUNT_ONLY = ElementMask.of(AMOUNT);

    private final EpochClock epochClock;
    private final BusinessDate businessDate;
    private final MessageWriter writer;
    private final MessageView written = new MessageView();
    private final JournalRecord trial = new JournalRecord();
    final byte[] buffer;

    Answers(int largestFrame, EpochClock epochClock, BusinessDate businessDate) {
        this.epochClock = epochClock;
        this.businessDate = businessDate;
        writer = new MessageWriter();
        buffer = new byte[largestFrame];
    }

    /** Wasl's own answer to a message under hand: its echoed elements and the code. */
    int own(MessageView request, ElementMask echoed, int code) {
        writer.begin(request.dialect(), Mti.answer(request.mti()), request)
                .keep(echoed)
                .setCode(code);
        return encode();
    }

    /** Wasl's own answer to an acquirer's message under hand, under the business date of this moment. */
    int own(MessageView request, Acquirer acquirer, int code) {
        return own(request, acquirer, acquirer.echoed, code);
    }

    /** The same, with other elements repeated. */
    int own(MessageView request, Acquirer acquirer, ElementMask echoed, int code) {
        writer.begin(request.dialect(), Mti.answer(request.mti()), request)
                .keep(echoed)
                .setCode(code);
        if (acquirer.settlementDigits > 0) {
            businessDate.put(writer, acquirer.settlementDigits);
        }
        return encode();
    }

    /** Wasl's own answer to a repeat under hand, under the business date of what it repeats. */
    int repeated(MessageView request, Acquirer acquirer, int businessDay, int code) {
        writer.begin(request.dialect(), Mti.answer(request.mti()), request)
                .keep(acquirer.echoed)
                .setCode(code);
        if (acquirer.settlementDigits > 0) {
            BusinessDate.put(writer, businessDay, acquirer.settlementDigits);
        }
        return encode();
    }

    /** Wasl's own answer to a request of which only the elements were kept. */
    int own(ElementSet request, int requestMti, Dialect dialect, ElementMask echoed, int code) {
        writer.begin(dialect, Mti.answer(requestMti));
        restore(request, echoed);
        writer.setCode(code);
        return encode();
    }

    /** Wasl's own approval of such a request, with DE 38 where the dialect has one. */
    int approval(
            ElementSet request, int requestMti, Dialect dialect, ElementMask echoed, int code, CharSequence approval) {
        writer.begin(dialect, Mti.answer(requestMti));
        restore(request, echoed);
        if (dialect.declares(APPROVAL)) {
            writer.setText(APPROVAL, approval);
        }
        writer.setCode(code);
        return encode();
    }

    /**
     * The issuer's answer as the acquirer's: its own elements restored, what must never return left out. After a partial
     * approval DE 4 stays the issuer's (the approved amount). DE 37 only where the acquirer sent one, DE 2 only where
     * it is echoed: an issuer may have taken it from a track. −1 also when it says something that the acquirer's dialect
     * has no word for, or when a record could not keep it for replays.
     */
    int relay(MessageView answer, ElementSet request, int requestMti, Translation translation, ElementMask echoed) {
        Dialect acquirer = translation.to();
        int currency = Money.currency(request, requestMti);
        if (!translation.begin(writer, Mti.answer(requestMti), answer, epochClock, Money.withoutExponent(currency))) {
            return -1;
        }
        writer.remove(acquirer.neverReturned()).remove(LegElements.MAC);
        if (!request.has(RRN)) {
            writer.remove(RRN);
        }
        if (!echoed.contains(PAN)) {
            writer.remove(PAN);
        }
        boolean isPartial = answer.dialect().version().isPartialApproval(answer.code());
        ElementMask restored = isPartial ? echoed.without(AMOUNT_ONLY) : echoed;
        if (translation.isAsIs()) {
            restoreWhatDiffers(request, restored, answer);
        } else {
            restore(request, restored);
        }
        int length = encode();
        return length <= SURELY_KEPT_BYTES || canBeKept(length, acquirer) ? length : -1;
    }

    /**
     * The same of a reversal that was passed on: of amounts and of its original it says what the acquirer said.
     *
     * @param code in place of the issuer's; {@link ResponseCode#NONE} for that
     */
    int relayReversal(
            MessageView answer,
            ElementSet reversal,
            int reversalMti,
            Translation translation,
            ElementMask echoed,
            int code) {
        Dialect acquirer = translation.to();
        if (!translation.begin(writer, Mti.answer(reversalMti), answer, epochClock)) {
            return -1;
        }
        writer.remove(acquirer.neverReturned())
                .remove(LegElements.MAC)
                .remove(LegElements.told(acquirer.version()))
                .remove(acquirer.echoed());
        restore(reversal, echoed);
        if (code != ResponseCode.NONE) {
            writer.setCode(code);
        }
        int length = encode();
        return length <= SURELY_KEPT_BYTES || canBeKept(length, acquirer) ? length : -1;
    }

    /** A stored answer again. */
    int replay(JournalRecord outcome, Dialect dialect) {
        writer.begin(dialect, outcome.mti).setAll(outcome.open).setAll(outcome.sealed);
        return encode();
    }

    /** Copies what of the answer just built may be stored into an OUTCOME record: all that a replay must repeat. */
    void store(int length, Dialect dialect, JournalRecord outcome) {
        if (!read(length, dialect, outcome)) {
            throw new IllegalStateException("an answer too large for its record was let through");
        }
        outcome.mti = written.mti();
        outcome.code = written.code();
    }

    private boolean canBeKept(int length, Dialect dialect) {
        trial.open.clear();
        trial.sealed.clear();
        return read(length, dialect, trial);
    }

    private boolean read(int length, Dialect dialect, JournalRecord outcome) {
        boolean isReadable = written.decode(dialect, buffer, 0, length);
        assert isReadable : "Wasl cannot read its own answer: " + written.error();
        return written.copyTo(outcome.open, dialect.storedOpen())
                && written.copyTo(outcome.sealed, dialect.storedSealedOfAnswers());
    }

    private void restore(ElementSet request, ElementMask echoed) {
        for (int entry = 0; entry < request.length(); entry = request.next(entry)) {
            int de = request.elementAt(entry);
            if (echoed.contains(de)) {
                int value = request.valueAt(entry);
                writer.set(de, request.buffer(), value, request.lengthAt(value));
            }
        }
    }

    /** The issuer has repeated most of it: that goes on as it came. */
    private void restoreWhatDiffers(ElementSet request, ElementMask echoed, MessageView answer) {
        ElementMask neverReturned = answer.dialect().neverReturned();
        for (int entry = 0; entry < request.length(); entry = request.next(entry)) {
            int de = request.elementAt(entry);
            if (echoed.contains(de)) {
                int value = request.valueAt(entry);
                int length = request.lengthAt(value);
                boolean isKept = !neverReturned.contains(de) && answer.same(de, request.buffer(), value, length);
                if (!isKept) {
                    writer.set(de, request.buffer(), value, length);
                }
            }
        }
    }

    private int encode() {
        return writer.encode(buffer, 0, buffer.length);
    }
}
