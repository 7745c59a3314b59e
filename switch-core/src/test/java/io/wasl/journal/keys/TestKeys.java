package io.wasl.journal.keys;

import io.wasl.journal.JournalRecord;

/** The keys of a test's records: the stored one, another for an INTENT, and ids. */
final class TestKeys implements RecordKeys {

    static final long LEG = 0x1234_5678_9ABC_DEF0L;

    @Override
    public void keysOf(JournalRecord record, KeySink sink) {
        switch (record.type) {
            case ACCEPTED -> sink.transaction(record.keyHigh, record.keyLow, record.position);
            case INTENT -> sink.transaction(record.keyHigh ^ LEG, record.keyLow, record.position - 1);
            case TOMBSTONE -> sink.tombstone(record.keyHigh, record.keyLow);
            case OUTCOME, NET -> sink.more(record.epoch, record.counter);
            case OWED, SENT, DELIVERY_ENDED, REOPENED -> sink.more(record.relatedEpoch, record.relatedCounter);
            case NODE_STARTED, CARD_LISTED, CUTOVER, RESPONDED, APPROVED_LATE -> {
                // Nothing that is asked for.
            }
        }
    }
}
