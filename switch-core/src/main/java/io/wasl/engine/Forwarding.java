package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.IssuerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.link.Link;
import io.wasl.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's leg: which link, which STAN, R1 and R2, and which answer belongs to it. Loop thread.
 *
 * <p>The key of a leg is a {@link LegKey}, as sent. It stays known as long as the transaction is remembered, so
 * a late answer never completes another one.
 */
final class Forwarding {

    private static final int MOST_STANS_TRIED = 1000;
    private static final int MOST_STAN_DIGITS = 12;
    private static final int CURRENCY = 49;

    private final Switchboard board;
    private final Admission admission;
    private final OwedDeliveries owed;
    private final MessageWriter writer;
    private final byte[] body;
    private final byte[] stan = new byte[MOST_STAN_DIGITS];
    private final byte[] rrn = new byte[64];
    private final byte[] currency = new byte[1000];
    private final RrnPrefix rrnPrefix;
    private final CardFacts cardFacts = new CardFacts();
    /** Of the leg that is being begun. */
    private final LegKey chosen = new LegKey();

    private int rrnLength;
    /** Whether the leg that is being begun has its acquirer's. */
    private boolean isStanKept;

    Forwarding(Switchboard board, Admission admission, OwedDeliveries owed) {
        this.board = board;
        this.admission = admission;
        this.owed = owed;
        this.writer = new MessageWriter();
        this.body = new byte[board.limits.maxFrameBytes()];
        this.rrnPrefix = new RrnPrefix(board.epochClock);
    }

    /**
     * A usable link to the first issuer that has one, in the table's order of priority.
     *
     * @param bodyBytes about as long as what is to be sent
     */
    @Nullable
    Link choose(int[] issuers, int bodyBytes) {
        for (int issuer : issuers) {
            Link link = board.issuers.get(issuer).nextLink(bodyBytes);
            if (link != null) {
                return link;
            }
        }
        return null;
    }

    /** Why {@link #choose} found none: signed off where at least one is connected. */
    Reason whyNobody(int[] issuers) {
        for (int issuer : issuers) {
            if (board.issuers.get(issuer).isSignedOff()) {
                return Reason.ISSUER_SIGNED_OFF;
            }
        }
        return Reason.ISSUER_DOWN;
    }

    /**
     * Writes R1 and R2 and lets the forward wait for them.
     *
     * @return {@link Reason#ACCEPTED}, or why the request is refused; then nothing has been written
     */
    Reason begin(Link link, MessageView request, Frame frame, Link issuerLink, long receivedNs) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        Issuer issuer = board.issuers.get(issuerLink.memberIndex());
        if (!admission.fillAccepted(request, acquirer)) {
            return Reason.FORMAT_ERROR;
        }
        if (!hasRoom()) {
            return Reason.OVERLOAD;
        }
        int legStan = chooseStan(issuer, request);
        if (legStan < 0) {
            return Reason.OVERLOAD;
        }
        Translation translation = board.translations.request(acquirer.index, issuer.index);
        if (!Mti.movesMoney(request.mti()) && !translation.isWithinOneVersion()) {
            return Reason.UNSUPPORTED_MESSAGE;
        }
        int length = encode(request, translation);
        if (length < 0) {
            return Reason.FORMAT_ERROR;
        }
        if (!board.outbox.hasRoom(length) || !issuerLink.hasRoom(length)) {
            return Reason.OVERLOAD;
        }
        if (!board.journal.begin(Journal.Urgency.NEW_BUSINESS)) {
            return board.journal.room() == Journal.Room.OPEN ? Reason.OVERLOAD : Reason.JOURNAL_FULL;
        }
        long row = record(request, acquirer, issuer, legStan);
        long position = board.journal.append();
        int slot = takeSlot(row, link, frame, issuerLink, receivedNs);
        if (issuer.standIn != null) {
            board.inFlight.cardFacts[slot] = cardFacts.of(request);
        }
        board.inFlight.legStan[slot] = legStan;
        board.inFlight.legMti[slot] = translation.mti(request.mti());
        board.outbox.offer(position, board.inFlight.token(Outbox.FORWARD, slot), body, 0, length);
        return Reason.ACCEPTED;
    }

    /** The forward was handed to the link: from now on the issuer's time runs, within the switch's own. */
    void startLeg(int slot, long nowNs) {
        Issuer issuer = board.issuers.get(board.history.issuer(board.inFlight.row(slot)));
        board.inFlight.isForwardSent[slot] = true;
        long legNs = nowNs + issuer.responseTimeoutNs;
        long switchNs = board.inFlight.deadlineNs[slot];
        board.deadlines.set(slot, legNs - switchNs < 0 ? legNs : switchNs);
    }

    /** The transaction whose leg this answer names, or 0. */
    long correlate(Issuer issuer, MessageView answer) {
        KeyHash key = board.legKey.ofAnswer(issuer, answer);
        return board.history.index().find(KeyHash.LEG, key.high(), key.low());
    }

    /** Whether an answer may come on this link: the request's own, or any of the issuer's by profile. */
    boolean isOnRightLink(int slot, Link link, Issuer issuer) {
        return board.inFlight.isForwardSent[slot]
                && (board.inFlight.issuerLink[slot] == link
                        || issuer.config.profile().answers() == IssuerProfile.Answers.GROUP);
    }

    /** Whether an answer's contents are its request's: MTI, code present, PAN and currency, amount. */
    boolean fits(int slot, MessageView answer) {
        if (answer.mti() != Mti.answer(board.inFlight.legMti[slot]) || answer.code() == ResponseCode.NONE) {
            return false;
        }
        ElementSet request = request(slot);
        int mti = board.history.mti(board.inFlight.row(slot));
        return isSameWherePresent(2, request, answer)
                && Money.isSameCurrency(Money.currency(answer), askedCurrency(slot, request, mti))
                && isAmountRight(Money.amount(request, mti), answer);
    }

    /** The same of one that has ended, as far as is remembered of it: not its currency. */
    boolean fitsLate(long row, MessageView answer) {
        int legMti = board.requestTranslation(row).mti(board.history.mti(row));
        return answer.mti() == Mti.answer(legMti)
                && answer.code() != ResponseCode.NONE
                && isAmountRight(board.history.amount(row), answer)
                && board.facts.isPanOf(answer, board.history.token(row));
    }

    /** As the issuer was told it: a profile may declare its DE 49 to be other characters than the acquirer's. */
    private int askedCurrency(int slot, ElementSet request, int mti) {
        Translation translation = board.requestTranslation(board.inFlight.row(slot));
        boolean isWithin = translation.to().version() == Version.V2003;
        if (isWithin || !translation.declares(CURRENCY)) {
            return Money.currency(request, mti);
        }
        int length = translation.declared(CURRENCY, request, mti, currency, board.epochClock);
        return length < 1 || length > 3 ? Money.NO_CURRENCY : ResponseCode.read(currency, 0, length);
    }

    /** The elements kept of the request, until the next call. */
    ElementSet request(int slot) {
        board.inFlight.elements(slot, board.elements);
        return board.elements;
    }

    private boolean hasRoom() {
        return board.history.hasRoom() && board.inFlight.hasRoom() && owed.hasRoomBeside(board.inFlight.size());
    }

    private int encode(MessageView request, Translation translation) {
        if (!translation.begin(writer, request.mti(), request, board.epochClock)) {
            return -1;
        }
        writer.remove(LegElements.MAC);
        writer.set(11, stan, 0, translation.to().version().stanDigits()).set(37, rrn, 0, rrnLength);
        return writer.encode(body, 0, body.length);
    }

    /** Finds a STAN whose whole key is free, fills {@link #stan}, {@link #rrn} and {@link #chosen}; −1 when there is none. */
    private int chooseStan(Issuer issuer, MessageView request) {
        boolean keeps = issuer.config.profile().stan() == IssuerProfile.StanPolicy.KEEP;
        isStanKept = keeps && board.facts.stan < Issuer.STAN_SPACE && isFree(issuer, request, (int) board.facts.stan);
        if (isStanKept) {
            return (int) board.facts.stan;
        }
        for (int tries = 0; tries < MOST_STANS_TRIED; tries++) {
            int candidate = issuer.nextStan();
            if (isFree(issuer, request, candidate)) {
                return candidate;
            }
        }
        return -1;
    }

    private boolean isFree(Issuer issuer, MessageView request, int candidate) {
        int rest = candidate;
        for (int i = issuer.dialect.version().stanDigits() - 1; i >= 0; i--) {
            stan[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (request.has(37)) {
            rrnLength = request.copy(37, rrn, 0);
        } else {
            rrnLength = rrnPrefix.write(rrn, stan, issuer.dialect.version().stanDigits());
        }
        KeyHash key = chosen.ofRequest(issuer, request, stan, rrn, rrnLength);
        return board.history.index().find(KeyHash.LEG, key.high(), key.low()) == KeyIndex.NONE;
    }

    /** R1 and R2, and the row that remembers them. */
    private long record(MessageView request, Acquirer acquirer, Issuer issuer, int legStan) {
        long counter = board.nextCounter();
        board.accepted.counter = counter;
        board.records.accepted(board.accepted, board.facts, acquirer);
        JournalRecord intent = board.intent.clear(RecordType.INTENT, board.epoch(), counter);
        intent.member = issuer.id;
        intent.mti = issuer.dialect.version().mti(request.mti());
        intent.state = isStanKept ? JournalRecord.FOREIGN_STAN : 0;
        intent.number = issuer.responseTimeoutNs;
        request.copyTo(intent.open, LegElements.TIME);
        intent.open.putNumber(11, legStan, issuer.dialect.version().stanDigits());
        intent.open.put(37, rrn, 0, rrnLength);
        board.records.add(intent);
        long row = admission.addRow(acquirer, request.mti(), counter, board.accepted.position);
        board.history.transition(row, TransactionState.FORWARDED);
        board.history.issuer(row, issuer.index);
        board.history.key(row, KeyHash.LEG, chosen.hash());
        return row;
    }

    private int takeSlot(long row, Link link, Frame frame, Link issuerLink, long receivedNs) {
        InFlight inFlight = board.inFlight;
        int slot = inFlight.take(row);
        board.history.slot(row, slot);
        inFlight.acquirerLink[slot] = link;
        inFlight.issuerLink[slot] = issuerLink;
        inFlight.keepHeader(slot, frame.headerBuffer(), frame.headerOffset(), frame.headerLength());
        inFlight.keepRrn(slot, rrn, 0, rrnLength);
        inFlight.keepElements(slot, board.accepted);
        inFlight.receivedNs[slot] = receivedNs;
        long deadlineNs = receivedNs + board.acquirer(row).responseTimeoutNs;
        inFlight.deadlineNs[slot] = deadlineNs;
        board.deadlines.set(slot, deadlineNs);
        board.counters.set(EngineCounter.IN_FLIGHT, inFlight.size());
        return slot;
    }

    private static boolean isSameWherePresent(int de, ElementSet request, MessageView answer) {
        int value = request.find(de);
        return value < 0 || !answer.has(de) || answer.same(de, request.buffer(), value, request.lengthAt(value));
    }

    /** DE 4 is the request's, or lower where the approval is partial. */
    private static boolean isAmountRight(long asked, MessageView answer) {
        boolean isPartial = answer.dialect().version().isPartialApproval(answer.code());
        if (!answer.has(4)) {
            return !isPartial;
        }
        long answered = Money.amount(answer);
        return answered == asked || isPartial && answered < asked;
    }
}
