package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.journal.Journal;
import io.wasl.journal.NetState;
import java.util.ArrayDeque;

/**
 * What an issuer approves when its acquirer has its answer already.
 *
 * <pre>
 *   its reversal is owed          nothing more, but 25 does not end that any longer
 *   its reversal is parked        the same, and an operator is told: what is refused is not nothing
 *   its reversal was dropped      an operator is told
 *   its reversal ended with 00    counted
 *   with 25, or none was owed     owed again, once
 * </pre>
 *
 * Of one that was stood in for it is its leg's reversal that counts. Loop thread.
 */
final class LateApprovals {

    private final Switchboard board;
    private final OwedDeliveries deliveries;
    private final OwedReversals owed;
    /** Those that the log has not taken yet; at most one a row. */
    private final ArrayDeque<LateApproval> unrecorded = new ArrayDeque<>();

    private record LateApproval(long row, Issuer issuer, int code) {}

    LateApprovals(Switchboard board, OwedDeliveries deliveries, OwedReversals owed) {
        this.board = board;
        this.deliveries = deliveries;
        this.owed = owed;
    }

    /** An issuer approves a transaction that has ended: see to it that it is reversed, once. */
    void on(long row, Issuer issuer, MessageView answer) {
        History history = board.history;
        boolean isStoodIn = history.has(row, History.FLAG_STOOD_IN);
        boolean isOwed = isStoodIn
                ? deliveries.isLegOwed(row)
                : (history.delivery(row) == History.Delivery.OWED || history.slot(row) >= 0)
                        && history.state(row).isOutcomeUnknown();
        boolean isParked = deliveries.isUnknownParked(row);
        boolean isDropped = !isStoodIn
                && history.delivery(row) == History.Delivery.PARKED
                && history.state(row).isOutcomeUnknown();
        if ((isParked || isDropped) && !history.has(row, History.FLAG_APPROVED_LATE)) {
            board.raise(Alarm.LATE_APPROVAL, issuer.id, row);
        }
        if (isOwed || isParked) {
            approvedLate(new LateApproval(row, issuer, answer.code()));
        } else if (mustOweAgain(row)) {
            board.raise(Alarm.LATE_APPROVAL, issuer.id, row);
            owed.oweAgain(row, answer.has(4) ? Money.amount(answer) : history.amount(row));
        }
    }

    /** Whether some wait for the log. */
    boolean waits() {
        return !unrecorded.isEmpty();
    }

    /** What its reversal's 25 will mean is known from now on, after a restart too. */
    private void approvedLate(LateApproval approval) {
        if (!board.history.has(approval.row, History.FLAG_APPROVED_LATE)) {
            board.history.set(approval.row, History.FLAG_APPROVED_LATE);
            deliveries.approvedLate(approval.row);
            unrecorded.add(approval);
            retry();
        }
    }

    /** Lazily, as far as the log takes them now. */
    void retry() {
        while (!unrecorded.isEmpty()) {
            LateApproval approval = unrecorded.element();
            if (board.history.has(approval.row)) {
                if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
                    return;
                }
                board.records.approvedLate(
                        board.history.epoch(approval.row),
                        board.history.counter(approval.row),
                        approval.issuer,
                        approval.code);
                board.journal.append();
            }
            unrecorded.remove();
        }
    }

    /** Whether nothing that is owed, or has ended, gives back what the issuer may have approved. */
    boolean mustOweAgain(long row) {
        if (board.history.has(row, History.FLAG_STOOD_IN)) {
            return board.history.has(row, History.FLAG_LEG_UNREVERSED) && !deliveries.isLegOwed(row);
        }
        return switch (board.history.delivery(row)) {
            case OWED, PARKED -> false;
            case ACKED -> {
                Issuer issuer = board.issuers.get(board.history.issuer(row));
                // Of a known approval 25 says that the acquirer's own 0400 has given it back.
                yield !board.history.state(row).isAnswered()
                        && DeliveryAnswer.of(
                                        issuer.dialect,
                                        issuer.dialect.version().mti(OwedDeliveries.REVERSAL_ADVICE),
                                        board.history.deliveryCode(row))
                                == DeliveryAnswer.ORIGINAL_UNKNOWN;
            }
            case NONE -> isOwedByNobody(row);
        };
    }

    /** Declined, or never sent: neither approved to the acquirer nor about to owe a reversal already. */
    private boolean isOwedByNobody(long row) {
        History history = board.history;
        TransactionState state = history.state(row);
        boolean isEnding = history.slot(row) >= 0 && (state.isOutcomeUnknown() || state == TransactionState.WITHDRAWN);
        return state != TransactionState.FORWARDED
                && !isEnding
                && history.net(row) == NetState.NONE
                && !history.has(row, History.FLAG_UNKNOWN_CODE);
    }
}
