package io.wasl.command;

import io.wasl.journal.LogVerdict;
import io.wasl.journal.VerifiedSegment;

/** How {@code ./wasl journal verify} tells what it found: for people or for programs. */
interface VerdictPrint {

    void segment(VerifiedSegment segment);

    void verdict(LogVerdict verdict);
}
