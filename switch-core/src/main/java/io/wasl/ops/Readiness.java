package io.wasl.ops;

import java.util.List;

/**
 * Whether the node takes business now.
 *
 * @param missing what it waits for, each in a few words ({@code journal has no room}); ready when empty
 * @param notes what an operator should know and what keeps nobody from authorizing, such as the ledger's lag
 */
public record Readiness(List<String> missing, List<String> notes) {

    public Readiness {
        missing = List.copyOf(missing);
        notes = List.copyOf(notes);
    }

    public boolean isReady() {
        return missing.isEmpty();
    }
}
