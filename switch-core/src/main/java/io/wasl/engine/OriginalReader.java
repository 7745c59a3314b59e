package io.wasl.engine;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;

/**
 * Reads a transaction back from the log: R1, and what stands beside it in the same append, R2 of a forwarded request or OWED of
 * an advice; of an advice then SENT, when a copy has left. Loop thread.
 */
final class OriginalReader {

    private OriginalReader() {}

    /** Who asked. Exactly one of these is called: in a later turn or, when the reader is too busy, at once. */
    interface Reader {
        void onOriginal(Original original);

        void onUnreadable();

        /** Too much to do now; asked again later it may go. */
        void onBusy();
    }

    static void read(Switchboard board, long row, Reader reader) {
        Original original = new Original();
        long accepted = board.history.acceptedPosition(row);
        long sent = board.history.sentPosition(row);
        request(board, accepted, reader, record -> {
            original.loadAccepted(record);
            request(board, accepted + 1, reader, leg -> readLeg(board, original, leg, sent, reader));
        });
    }

    private static void readLeg(Switchboard board, Original original, JournalRecord leg, long sent, Reader reader) {
        if (leg.type != RecordType.OWED) {
            original.loadIntent(leg);
            reader.onOriginal(original);
            return;
        }
        original.loadOwed(leg);
        if (sent == 0) {
            reader.onOriginal(original);
            return;
        }
        request(board, sent, reader, record -> {
            original.loadSent(record);
            reader.onOriginal(original);
        });
    }

    private static void request(
            Switchboard board, long position, Reader reader, java.util.function.Consumer<JournalRecord> next) {
        boolean isAsked = board.reads.request(position, new JournalReads.Waiting() {
            @Override
            public void onRecord(JournalRecord record) {
                next.accept(record);
            }

            @Override
            public void onUnreadable() {
                reader.onUnreadable();
            }
        });
        if (!isAsked) {
            reader.onBusy();
        }
    }
}
