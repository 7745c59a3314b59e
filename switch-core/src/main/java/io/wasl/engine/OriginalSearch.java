package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.Mti;
import io.wasl.journal.NetState;

/**
 * Finds what a reversal reverses: by DE 90, then by RRN, terminal, amount and PAN; within its own acquirer only, the PAN equal where
 * both carry one. Loop thread.
 */
final class OriginalSearch {

    static final long UNKNOWN = 0;
    static final long AMBIGUOUS = -1;

    private final Switchboard board;
    private boolean isNamed;
    private boolean isSought;
    private boolean isFoundByData;
    private long amount;

    OriginalSearch(Switchboard board) {
        this.board = board;
    }

    /**
     * The row of the original of the reversal or advice under hand, {@link #UNKNOWN}, or {@link #AMBIGUOUS} where several may be
     * meant or too many have that key ({@link History#MOST_ALIKE}).
     *
     * @param amountMinor that it gives for its original; negative where it gives none
     */
    long find(MessageView reversal, Acquirer acquirer, long amountMinor) {
        amount = amountMinor;
        isNamed = board.facts.seekOriginal(reversal, acquirer);
        isFoundByData = false;
        if (isNamed) {
            long byData = only(KeyHash.ORIGINAL, board.facts.soughtOriginal);
            isFoundByData = byData != UNKNOWN;
            if (isFoundByData) {
                return byData;
            }
        }
        isSought = reversal.has(37) && reversal.has(41) && amount >= 0;
        return isSought ? only(KeyHash.RRN, board.facts.soughtRrn) : UNKNOWN;
    }

    /**
     * The authorization that a financial advice under hand completes, as its RRN, terminal and PAN tell, and where several have
     * them its DE 11 too; whatever its amount. {@link #UNKNOWN} where none stands, several do, or too many are alike. After
     * {@link #find}.
     */
    long findAuthorization(MessageView advice) {
        boolean canSeek = advice.has(37) && advice.has(41) && board.facts.tokenLow != 0;
        if (!canSeek) {
            return UNKNOWN;
        }
        long any = UNKNOWN;
        long byStan = UNKNOWN;
        KeyIndex index = board.history.index();
        KeyHash key = board.facts.soughtRrn;
        int alike = 0;
        for (long row = index.find(KeyHash.RRN, key.high(), key.low());
                row != KeyIndex.NONE;
                row = index.next(KeyHash.RRN, row)) {
            if (++alike > History.MOST_ALIKE) {
                return UNKNOWN;
            }
            if (isCandidate(row) && isAuthorization(row)) {
                any = any == UNKNOWN ? row : AMBIGUOUS;
                if (board.history.hasStan(row, board.facts.stan)) {
                    byStan = byStan == UNKNOWN ? row : AMBIGUOUS;
                }
            }
        }
        return Math.max(any == AMBIGUOUS ? byStan : any, UNKNOWN);
    }

    /** Approved, nobody has reversed it, and its money goes the same way as that of the message under hand. */
    boolean isAuthorization(long row) {
        NetState net = board.history.net(row);
        boolean hasStood = net == NetState.FULL || net == NetState.PARTIAL || isUsedUp(net);
        return hasStood && isSameWay(row) && Mti.messageClass(board.history.mti(row)) == Mti.CLASS_AUTHORIZATION;
    }

    private static boolean isUsedUp(NetState net) {
        return net == NetState.COMPLETED || net == NetState.UNCOMPLETED;
    }

    /** The row of the authorization that a completion has used up; {@link #UNKNOWN} where it is not remembered. */
    long completedBy(Original completion, Acquirer acquirer) {
        boolean isNamed = board.facts.seekOriginal(completion.elements, acquirer);
        long found = isNamed ? byId(KeyHash.ORIGINAL, board.facts.soughtOriginal, completion) : UNKNOWN;
        return found == UNKNOWN ? byId(KeyHash.RRN, board.facts.soughtRrn, completion) : found;
    }

    private long byId(int kind, KeyHash key, Original completion) {
        KeyIndex index = board.history.index();
        for (long row = index.find(kind, key.high(), key.low()); row != KeyIndex.NONE; row = index.next(kind, row)) {
            if (board.history.epoch(row) == completion.relatedEpoch
                    && board.history.counter(row) == completion.relatedCounter) {
                return row;
            }
        }
        return UNKNOWN;
    }

    /** Whether both are debits, or both credits (DE 3), in one currency. */
    boolean isSameWay(long row) {
        return board.history.has(row, History.FLAG_CREDIT) == board.facts.isCredit && isItsCurrency(row);
    }

    /** Whether RRN, terminal, amount and, where there is one, the PAN tell the original, known or not. */
    boolean isSought() {
        return isSought;
    }

    /** Whether DE 90 names an original, known or not. */
    boolean isNamed() {
        return isNamed;
    }

    /** The same, and not with zeros for none. */
    boolean namesMessage() {
        return isNamed && board.facts.soughtClass != 0;
    }

    /** Whether {@link #find} found one, or several, by DE 90. */
    boolean isFoundByData() {
        return isFoundByData;
    }

    /** The amount, and its currency, is what was asked or what was approved; or there is none, and DE 90 alone says what is meant. */
    boolean isItsAmount(long original) {
        return amount < 0 || hasAmount(original) && isItsCurrency(original);
    }

    private boolean isItsCurrency(long row) {
        return Money.isSameCurrency(board.history.currency(row), board.facts.currency);
    }

    private boolean hasAmount(long original) {
        int slot = board.history.slot(original);
        return amount == board.history.amount(original)
                || board.history.net(original) != NetState.NONE && amount == board.history.netAmount(original)
                || slot >= 0 && board.inFlight.issuerCode[slot] != 0 && amount == board.inFlight.approvedMinor[slot];
    }

    private long only(int kind, KeyHash key) {
        KeyIndex index = board.history.index();
        long found = UNKNOWN;
        int alike = 0;
        for (long row = index.find(kind, key.high(), key.low()); row != KeyIndex.NONE; row = index.next(kind, row)) {
            if (++alike > History.MOST_ALIKE) {
                return AMBIGUOUS;
            }
            if (isCandidate(row) && (kind == KeyHash.RRN ? isItsAmount(row) : isItsInstitution(row))) {
                if (found != UNKNOWN) {
                    return AMBIGUOUS;
                }
                found = row;
            }
        }
        return found;
    }

    /** DE 7 and 11 of several institutions behind one host may be the same: where no card tells them apart, DE 32 in DE 90 does. */
    private boolean isItsInstitution(long row) {
        boolean isItsCard = board.facts.tokenLow != 0 && board.history.token(row) != 0;
        int told = board.facts.soughtInstitution;
        int known = board.history.institution(row);
        return isItsCard || told == 0 || known == 0 || told == known;
    }

    private boolean isCandidate(long row) {
        History history = board.history;
        boolean isSamePan =
                board.facts.tokenLow == 0 || history.token(row) == 0 || board.facts.hasToken(history.token(row));
        return isSamePan && Mti.movesMoney(history.mti(row));
    }
}
