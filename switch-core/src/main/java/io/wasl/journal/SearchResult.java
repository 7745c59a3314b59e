package io.wasl.journal;

import java.util.List;

/**
 * What a search found.
 *
 * @param lives oldest first
 * @param more whether there are others that fit beyond the limit
 */
public record SearchResult(List<TransactionLife> lives, boolean more) {
    public SearchResult {
        lives = List.copyOf(lives);
    }
}
