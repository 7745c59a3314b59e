package io.wasl.engine;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;

/**
 * Reads a transaction back from the log: R1, and what stands beside it in the same append, R2 of a forwarded request or OWED of
 * an advice; of an advice, or of what was stood in for, then SENT, when a copy has left. Loop thread.
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

    /** As its issuer knows it. */
    static void read(Switchboard board, long row, Reader reader) {
        read(board, row, board.history.isTold(row), reader);
    }

    /** As it was forwarded, whatever its issuer was told afterwards. */
    static void readLeg(Switchboard board, long row, Reader reader) {
        read(board, row, board.history.isAdvice(row), reader);
    }

    private static void read(Switchboard board, long row, boolean isTold, Reader reader) {
        Original original = new Original();
        long accepted = board.history.acceptedPosition(row);
        long sent = isTold ? board.history.sentPosition(row) : 0;
        int advice = isTold && board.history.has(row, History.FLAG_STOOD_IN) ? StandInAdvices.mti(board, row) : 0;
        request(board, accepted, reader, record -> {
            original.loadAccepted(record);
            request(board, accepted + 1, reader, leg -> {
                loadLeg(original, leg);
                if (advice != 0) {
                    original.loadTold(advice, 0, 0);
                }
                readSent(board, original, sent, reader);
            });
        });
    }

    private static void loadLeg(Original original, JournalRecord leg) {
        if (leg.type == RecordType.OWED) {
            original.loadOwed(leg);
        } else {
            original.loadIntent(leg);
        }
    }

    private static void readSent(Switchboard board, Original original, long sent, Reader reader) {
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
