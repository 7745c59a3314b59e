package io.wasl.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room for two checkpoints, the part of the reserve that is the keeper's: a file full of zeros that is given up when the disk is
 * full and a checkpoint has to be written, and made again when there is room. The keeper's thread.
 */
final class CheckpointRoom {

    static final String NAME = "checkpoint-room.zero";

    /** Two checkpoints of a node that owes little. */
    private static final long LEAST_BYTES = 256 << 10;

    private static final int SLICE_BYTES = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRoom.class);

    private final SegmentFiles files;

    CheckpointRoom(SegmentFiles files) {
        this.files = files;
    }

    /** Whether there was any to give. */
    boolean giveUp() throws IOException {
        if (!files.names().contains(NAME)) {
            return false;
        }
        files.delete(NAME);
        files.forceFolder();
        return true;
    }

    /** For two like this one; on a full disk later. */
    void refill(String checkpoint) {
        try {
            long bytes;
            try (LogFile made = files.openReadOnly(checkpoint)) {
                bytes = made.size();
            }
            grow(Math.max(LEAST_BYTES, 2 * bytes));
        } catch (IOException e) {
            LOG.debug("no room is kept for checkpoints now: {}", e.getMessage());
        }
    }

    private void grow(long wanted) throws IOException {
        try (LogFile file = open()) {
            long size = file.size();
            if (size >= wanted) {
                return;
            }
            ByteBuffer zeros = ByteBuffer.allocate(SLICE_BYTES);
            for (long at = size; at < wanted; at += zeros.limit()) {
                file.write(at, zeros.clear().limit((int) Math.min(SLICE_BYTES, wanted - at)));
            }
            file.force();
        }
        files.forceFolder();
    }

    private LogFile open() throws IOException {
        try {
            return files.open(NAME);
        } catch (NoSuchFileException e) {
            return files.create(NAME);
        }
    }
}
