package io.wasl.engine;

import io.wasl.journal.JournalRecord;

/**
 * Reads a forwarded request back from the log, R1 and R2 (which stand side by side: one append). Loop thread.
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
        request(board, accepted, reader, record -> {
            original.loadAccepted(record);
            request(board, accepted + 1, reader, intent -> {
                original.loadIntent(intent);
                reader.onOriginal(original);
            });
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
