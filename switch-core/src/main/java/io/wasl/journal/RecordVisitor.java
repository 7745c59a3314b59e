package io.wasl.journal;

/** Is lent committed records one by one, in the order of their positions. */
@FunctionalInterface
public interface RecordVisitor {

    /**
     * @param record lent during this call; copy what is needed later
     * @return false to stop after this record
     */
    boolean onRecord(JournalRecord record);
}
