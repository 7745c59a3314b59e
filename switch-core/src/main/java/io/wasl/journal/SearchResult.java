package io.wasl.journal;

import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param lives oldest first
 * @param more whether there are others that fit beyond the limit
 * @param damage where the log is damaged: nothing behind it was read, and lives may go on there; empty when it is not
 */
public record SearchResult(List<TransactionLife> lives, boolean more, Optional<CorruptJournalException> damage) {
    public SearchResult {
        lives = List.copyOf(lives);
    }
}
