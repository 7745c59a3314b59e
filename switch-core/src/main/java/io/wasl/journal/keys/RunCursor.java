package io.wasl.journal.keys;

import io.wasl.journal.LogFile;
import io.wasl.journal.SegmentFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;

/** Goes over the entries of a run in their order. Keeper's thread. */
final class RunCursor implements Closeable {

    /** By the entries under hand. */
    static final Comparator<RunCursor> BY_ENTRY = (one, other) ->
            Entry.compare(one.high(), one.low(), one.tagged(), other.high(), other.low(), other.tagged());

    private final KeyRun run;
    private final LogFile file;
    private final byte[] page = new byte[RunHeader.PAGE_BYTES];
    private int nextPage;
    private int count;
    private int entry = -1;

    RunCursor(SegmentFiles files, KeyRun run) throws IOException {
        this.run = run;
        file = files.openReadOnly(run.header().fileName());
    }

    /** Steps to the next entry; false behind the last one. */
    boolean next() throws IOException {
        entry++;
        while (entry >= count) {
            if (nextPage == run.pages()) {
                return false;
            }
            count = run.read(file, page, nextPage++);
            entry = 0;
        }
        return true;
    }

    long high() {
        return RunHeader.longAt(page, entry * Entry.BYTES);
    }

    long low() {
        return RunHeader.longAt(page, entry * Entry.BYTES + Long.BYTES);
    }

    long tagged() {
        return RunHeader.longAt(page, entry * Entry.BYTES + 2 * Long.BYTES);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
