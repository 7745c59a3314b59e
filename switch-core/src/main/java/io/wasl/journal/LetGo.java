package io.wasl.journal;

import java.io.IOException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which segments the log itself has let go of, written down before the first byte of them goes: an empty file whose name is
 * the number of the newest, {@code let-go-000000000004.mark}. So a segment that somebody took away is told from one that
 * retention let go, and no log that was only ever written by nodes can be accused.
 *
 * <p>Whoever opens the log, then the keeper.
 */
final class LetGo {

    private static final Logger LOG = LoggerFactory.getLogger(LetGo.class);

    private static final String PREFIX = "let-go-";
    private static final String SUFFIX = ".mark";
    private static final int DIGITS = 12;

    private LetGo() {}

    static String name(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + SUFFIX;
    }

    /** The newest segment that may have gone; 0 when none may; empty when nothing says it, as in logs of earlier builds. */
    static OptionalLong read(SegmentFiles files) throws IOException {
        return files.names().stream()
                .filter(name -> name.matches(PREFIX + "[0-9]{12,18}" + SUFFIX))
                .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                .max();
    }

    /**
     * Whether a log that begins with this segment lacks some that it never let go of.
     *
     * @throws CorruptJournalException when it does
     */
    static void require(OptionalLong letGo, long first) throws CorruptJournalException {
        if (letGo.isPresent() && first > letGo.getAsLong() + 1) {
            long missing = letGo.getAsLong() + 1;
            throw new CorruptJournalException(
                    Segment.name(missing),
                    0,
                    0,
                    Damage.SEQUENCE,
                    (first == missing + 1 ? "this segment is" : "this segment and those up to " + (first - 1) + " are")
                            + " missing, and the log never let go of it: put it back");
        }
    }

    /** Of a log whose beginning is known and not yet written down. */
    static void begin(SegmentFiles files, long first) {
        try {
            if (read(files).isEmpty()) {
                make(files, first - 1);
            }
        } catch (IOException e) {
            LOG.debug("what the log lets go of cannot be written down now: {}", e.getMessage());
        }
    }

    /**
     * Durable when it returns: from then on segments up to this one may go. Where nothing was ever written down and nothing can
     * be now, since the disk is full, nothing is: that accuses nobody.
     */
    static void upTo(SegmentFiles files, long number) throws IOException {
        OptionalLong before = read(files);
        if (before.isEmpty()) {
            begin(files, number + 1);
        } else if (before.getAsLong() < number) {
            files.rename(name(before.getAsLong()), name(number));
            files.forceFolder();
        }
    }

    private static void make(SegmentFiles files, long number) throws IOException {
        files.create(name(number)).close();
        files.forceFolder();
    }
}
