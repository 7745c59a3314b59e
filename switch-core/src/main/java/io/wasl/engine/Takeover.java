package io.wasl.engine;

import io.wasl.journal.JournalRecord;
import io.wasl.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * A reversal or advice under hand, between its look-up and its append: perhaps some turns later. Loop thread.
 */
final class Takeover {

    final Acquirer acquirer;
    /** Where it came from; null of one that a start has found open. */
    final @Nullable Link link;

    final JournalRecord accepted = new JournalRecord();
    /** Its own row, and its slot by token: where the answer goes. */
    long row;

    long token;
    /** The row of its original, or 0. */
    long original;

    /** What a partial reversal leaves of it, in minor units; 0 for a full one. */
    long remains;

    /** Of the answer in {@link Answers#buffer}, where that is built before. */
    int answerLength;

    /** When it was read. */
    long receivedNs;

    /** Whether its issuer may have done it already, asked by itself. */
    boolean isAfterRelay;

    Takeover(Acquirer acquirer, @Nullable Link link) {
        this.acquirer = acquirer;
        this.link = link;
    }
}
