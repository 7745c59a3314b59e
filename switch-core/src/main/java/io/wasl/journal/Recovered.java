package io.wasl.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What opening the log found.
 *
 * @param epoch of the last start; 0 for an empty log
 * @param lastPosition of the last record kept; 0 for an empty log
 * @param lastGroup number of the last group kept; 0 for an empty log
 * @param lastLogTimeMs no kept record is newer
 * @param end where the last segment's last kept group ends
 * @param cutBytes length of the torn tail that was cut; 0 when the log ended cleanly
 * @param chain the value of the hash chain behind the last kept group
 */
public record Recovered(
        long epoch, long lastPosition, long lastGroup, long lastLogTimeMs, long end, long cutBytes, ChainValue chain) {

    private static final Logger LOG = LoggerFactory.getLogger(Recovered.class);

    static final Recovered EMPTY = new Recovered(0, 0, 0, 0, 0, 0, ChainValue.NONE);

    /** A torn tail is normal. That it was told durable is not: nothing but a disk or a hand can have done it. */
    void sayItsEnd(SegmentCatalog catalog, long toldDurable) {
        if (cutBytes > 0) {
            LOG.warn(
                    "{}: {} bytes from byte {} on, behind position {}, are a torn end and count for nothing",
                    catalog.last().name(),
                    cutBytes,
                    end,
                    lastPosition);
        }
        if (toldDurable > lastPosition) {
            LOG.error(
                    "the log ends at position {}, and the node had told position {} durable: records that were forced"
                            + " are lost, their answers may have left",
                    lastPosition,
                    toldDurable);
        }
    }
}
