package io.wasl.journal;

import java.io.IOException;

/** Tells a start what it needs: a checkpoint, and the log from the replay's start on. Used once; caller's thread. */
final class CheckpointReplay {

    private final JournalPorts ports;
    private final SegmentCatalog catalog;
    private final Checkpoint checkpoint;
    private final long replayFrom;
    private final CardState cards = new CardState();
    private boolean isAtCheckpoint;
    private long records;

    CheckpointReplay(JournalPorts ports, SegmentCatalog catalog, Checkpoint checkpoint, long replayFrom) {
        this.ports = ports;
        this.catalog = catalog;
        this.checkpoint = checkpoint;
        this.replayFrom = replayFrom;
    }

    /** How many records were lent. */
    long run(JournalSearch.Replay log, RecoveryVisitor visitor) throws IOException {
        if (replayFrom > 1) {
            visitor.onForgotten(catalog.floor(replayFrom).header().logTimeMs());
        }
        if (!checkpoint.isNone()) {
            CheckpointReader.read(ports.files(), checkpoint.file(), ports.keys(), cards, open -> {
                if (open.firstPosition < replayFrom) {
                    visitor.onDelivery(open);
                }
            });
        }
        log.replay(replayFrom, record -> {
            if (record.position > checkpoint.position()) {
                tellCheckpoint(visitor);
            }
            visitor.onRecord(record);
            records++;
            return true;
        });
        tellCheckpoint(visitor);
        return records;
    }

    /** What stands as it stood there, whatever of the records before it was read. */
    private void tellCheckpoint(RecoveryVisitor visitor) {
        if (!isAtCheckpoint && !checkpoint.isNone()) {
            isAtCheckpoint = true;
            visitor.onCards(cards);
            checkpoint.stans().forEach((issuer, last) -> visitor.onLastStan(issuer, last.stan()));
        }
    }
}
