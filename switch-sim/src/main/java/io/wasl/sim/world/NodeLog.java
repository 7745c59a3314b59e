package io.wasl.sim.world;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.RecoveryVisitor;
import io.wasl.journal.keys.OlderTransactions;
import java.io.IOException;

/** The log of one run of the node's process, whatever is behind it. The world's thread. */
interface NodeLog {

    Journal port();

    /** Whether what the node sends may leave, as somebody sees it who knows all. */
    boolean leads();

    /** What is found in it beyond memory. */
    OlderTransactions older();

    /** Tells a start what it needs, and the census what became of what was appended. */
    void recover(RecoveryVisitor visitor) throws IOException;

    /** Business may begin as soon as the listener hears of it. */
    void start(JournalListener listener);

    /** The process stops in good order. */
    void close() throws IOException;

    /** The process is gone. */
    void onDeath();

    /** What it has counted. */
    void tell(Coverage coverage);
}
