package io.wasl.journal;

import java.io.IOException;

/** What was asked for is older than what is kept: its segment has been deleted or moved to the archive. No damage. */
public final class SegmentGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    SegmentGoneException(String segment) {
        super(segment + " is no longer kept");
    }
}
