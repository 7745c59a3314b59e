package io.wasl.journal;

import java.io.IOException;

/**
 * The log's files are not what was forced: forced records are damaged or missing. The node refuses to start; nothing
 * has been changed. The message names file and offset, never contents.
 */
public final class CorruptJournalException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    CorruptJournalException(String file, long offset, String reason) {
        super(file + " at byte " + offset + ": " + reason);
        this.file = file;
        this.offset = offset;
    }

    /** The segment's file name, without its folder. */
    public String file() {
        return file;
    }

    /** Where in the file the trouble starts, in bytes. */
    public long offset() {
        return offset;
    }
}
