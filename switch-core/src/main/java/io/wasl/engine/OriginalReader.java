package io.wasl.engine;

import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;

/**
 * Reads a transaction back from the log: R1, and what stands beside it in the same append, R2 of a forwarded request or OWED of
 * an advice; of an advice, or of what was stood in for, then SENT, when a copy has left. Loop thread.
 */
final class OriginalReader {

    private OriginalReader() {}

    /** Who asked. Exactly one is called, of these or what gives the original: in a later turn or, when the reader is too busy, at once. */
    private interface Refusals {
        void onUnreadable();

        /** Too much to do now; asked again later it may go. */
        void onBusy();
    }

    /** Who asks for a transaction. */
    interface Reader extends Refusals {
        void onOriginal(Original original);
    }

    /** Who asks for what a delivery names. */
    interface NamedReader extends Refusals {
        void onOriginal(Acquirer acquirer, Original original);
    }

    /** As its issuer knows it. */
    static void read(Switchboard board, long row, Reader reader) {
        read(board, row, board.history.isTold(row), reader);
    }

    /** As it was forwarded, whatever its issuer was told afterwards. */
    static void readLeg(Switchboard board, long row, Reader reader) {
        read(board, row, board.history.isAdvice(row), reader);
    }

    /**
     * What a delivery names, wherever memory is: its R1's elements, and MTI, DE 7 and DE 11 of its leg. Of an advice that has not
     * left DE 11 is 0.
     */
    static void readNamed(Switchboard board, OwedDelivery delivery, NamedReader reader) {
        Original original = new Original();
        request(board, delivery.names, reader, accepted -> {
            Acquirer acquirer = board.acquirer(accepted.member, accepted.mti);
            original.loadAccepted(accepted);
            if (!delivery.isAdviceNamed) {
                request(board, delivery.names + 1, reader, intent -> {
                    original.loadIntent(intent);
                    reader.onOriginal(acquirer, original);
                });
            } else if (delivery.namesSent == 0) {
                reader.onOriginal(acquirer, original);
            } else {
                request(board, delivery.namesSent, reader, sent -> {
                    // How it ended at the terminal concerns nobody who names it.
                    original.loadOwed(sent);
                    original.legMti = Mti.first(sent.mti);
                    original.loadSent(sent);
                    reader.onOriginal(acquirer, original);
                });
            }
        });
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
            Switchboard board, long position, Refusals reader, java.util.function.Consumer<JournalRecord> next) {
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
