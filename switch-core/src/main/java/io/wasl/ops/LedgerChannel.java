package io.wasl.ops;

import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.journal.ledger.TotalsQuery;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The channel's command {@code ledger}: the totals of the running node, whose embedded ledger nobody else can open. Asks the
 * database on a thread of the channel, never on the loop.
 *
 * <p>One question at a time: the others wait for it, so that they never take the connection that the ledger itself writes
 * with.
 */
public final class LedgerChannel implements ChannelCommand {

    /** Shorter than the patience of who asks, longer than most questions take. */
    private static final long PATIENCE_S = 10;

    private final Totals ledger;
    private final Semaphore turn = new Semaphore(1);

    /** The node's ledger, as far as it is asked. */
    @FunctionalInterface
    public interface Totals {
        BusinessTotals read(TotalsQuery query) throws LedgerUnavailableException;
    }

    public LedgerChannel(Totals ledger) {
        this.ledger = ledger;
    }

    @Override
    public Reply run(List<String> arguments) {
        boolean isMine = false;
        try {
            TotalsQuery query = TotalsForm.query(arguments);
            isMine = turn.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
            return isMine
                    ? Reply.done(TotalsForm.text(ledger.read(query)))
                    : Reply.failed("somebody else's totals are being read; ask again");
        } catch (IllegalArgumentException wrong) {
            return new Reply(Reply.BAD_USAGE, String.valueOf(wrong.getMessage()));
        } catch (LedgerUnavailableException e) {
            return Reply.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.failed("interrupted");
        } finally {
            if (isMine) {
                turn.release();
            }
        }
    }
}
