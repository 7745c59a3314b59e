package io.wasl.journal.ledger;

import io.wasl.journal.JournalReader;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Committed records of a log that a node in another process writes, or has written: {@link JournalSource} on a reader that is
 * opened anew on each {@link #seek}, so that segments that went, a node's start or a log put back from a copy meanwhile are
 * met with what the folder holds then.
 *
 * <p>Nothing is lent that is not forced ({@link JournalReader}): the node publishes a position after its force, and of what
 * it left behind the last group is held back until its next start has decided about it.
 */
public final class LogFolderSource implements RecordSource {

    private final Path folder;
    private final Optional<Path> archive;
    private @Nullable JournalSource source;
    private long openedEnd;
    private long openedEpoch;
    private volatile @Nullable JournalReader reader;

    /**
     * @param folder of the log; need not exist yet
     * @param archive where its segments go
     */
    public LogFolderSource(Path folder, Optional<Path> archive) {
        this.folder = folder;
        this.archive = archive;
    }

    /**
     * @throws IOException while no node has opened the log
     */
    @Override
    public void seek(long position) throws IOException {
        open().seek(position);
    }

    private JournalSource open() throws IOException {
        close();
        JournalReader opened;
        try {
            opened = JournalReader.openWithoutKeys(folder);
        } catch (NoSuchFileException e) {
            throw new IOException("no node has made the log yet: " + folder, e);
        }
        reader = opened;
        openedEpoch = opened.newestEpoch();
        openedEnd = opened.committedPosition();
        if (!opened.isFollowing()) {
            throw new IOException("no node has opened the log yet: " + folder);
        }
        JournalSource fresh = new JournalSource(opened, archive);
        source = fresh;
        return fresh;
    }

    @Override
    public void poll(RecordVisitor visitor) throws IOException {
        JournalSource open = source;
        JournalReader opened = reader;
        if (open == null || opened == null) {
            throw new IllegalStateException("nowhere to read from: seek first");
        }
        boolean[] isLent = {false};
        open.poll(lent -> {
            isLent[0] = true;
            return visitor.onRecord(lent);
        });
        if (!isLent[0] && !opened.isFollowing()) {
            throw new IOException("another log is in the place of the one that was read: " + folder);
        }
    }

    /** By what was so when it was opened: a node that starts meanwhile decides, and the next look sees it. */
    @Override
    public boolean isUndecided(long position, long epoch) {
        return openedEpoch == epoch && position > openedEnd;
    }

    @Override
    public Extent extent() {
        JournalSource open = source;
        return open == null ? RecordSource.super.extent() : open.extent();
    }

    @Override
    public long oldest() {
        JournalReader open = reader;
        return open == null ? 1 : open.oldestPosition();
    }

    @Override
    public long end() {
        JournalReader open = reader;
        return open == null ? 0 : open.committedPosition();
    }

    @Override
    public void close() throws IOException {
        JournalSource open = source;
        JournalReader opened = reader;
        source = null;
        reader = null;
        if (open != null) {
            open.close();
        }
        if (opened != null) {
            opened.close();
        }
    }
}
