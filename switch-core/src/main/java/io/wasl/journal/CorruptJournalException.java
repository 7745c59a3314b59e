package io.wasl.journal;

import java.io.IOException;

/**
 * The log's files are not what was forced: forced records are damaged or missing. The node refuses to start; nothing
 * has been changed. The message names file, offset, position and kind of damage, never contents.
 */
public final class CorruptJournalException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final long position;
    private final Damage damage;
    private final String reason;

    CorruptJournalException(String file, long offset, long position, Damage damage, String reason) {
        super(file + " at byte " + offset + (position == 0 ? "" : ", position " + position) + ": " + reason + " ("
                + damage + ")");
        this.file = file;
        this.offset = offset;
        this.position = position;
        this.damage = damage;
        this.reason = reason;
    }

    /** The segment's file name, without its folder. */
    public String file() {
        return file;
    }

    /** Where in the file the trouble starts, in bytes. */
    public long offset() {
        return offset;
    }

    /** The first record in doubt; all before it are whole. 0 when that is not known. */
    public long position() {
        return position;
    }

    public Damage damage() {
        return damage;
    }

    /** What was found there, for people. */
    public String reason() {
        return reason;
    }
}
