package io.wasl.sim.world;

import io.wasl.journal.CardState;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OpenDelivery;
import io.wasl.journal.RecoveryVisitor;
import java.io.IOException;

/**
 * What a start is told, with somebody beside it who reads it too.
 *
 * <p>Owner: the world's thread.
 */
final class WatchedRecovery implements RecoveryVisitor {

    private final RecoveryVisitor recovery;
    private final LogCensus census;

    WatchedRecovery(RecoveryVisitor recovery, LogCensus census) {
        this.recovery = recovery;
        this.census = census;
    }

    @Override
    public void onForgotten(long fromMs) {
        recovery.onForgotten(fromMs);
    }

    @Override
    public void onLastStan(String issuer, int stan) {
        recovery.onLastStan(issuer, stan);
    }

    @Override
    public void onDelivery(OpenDelivery open) throws IOException {
        recovery.onDelivery(open);
    }

    @Override
    public void onCards(CardState cards) {
        recovery.onCards(cards);
    }

    @Override
    public void onRecord(JournalRecord record) {
        census.onRecovered(record);
        recovery.onRecord(record);
    }
}
