package io.wasl.journal;

/** Hears committed records in the order of their positions. */
@FunctionalInterface
public interface RecordVisitor {

    /**
     * @param record lent during this call
     * @return false to stop
     */
    boolean onRecord(JournalRecord record);
}
