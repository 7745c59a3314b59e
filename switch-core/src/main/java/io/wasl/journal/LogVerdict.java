package io.wasl.journal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@link JournalVerifier} made of a log.
 *
 * @param firstSegment number of the first one there is; above 1 the ones before it are gone, and the value of the hash
 *     chain that it starts from is trusted
 * @param letGo the newest one that the log has let go of, as it wrote down; empty when nothing says it
 * @param segments how many were read
 * @param groups whole ones
 * @param lastPosition of the last whole record
 * @param chain the value of the hash chain behind it
 * @param unused a last segment file that got its name and no record, which the next start takes away; empty when there is
 *     none
 * @param expired those that the log let go of while it was read: they were not, and what the next one says of its beginning
 *     is trusted
 * @param damage the first wrong place; empty when there is none
 */
public record LogVerdict(
        long firstSegment,
        OptionalLong letGo,
        long segments,
        long groups,
        long lastPosition,
        ChainValue chain,
        Optional<String> unused,
        List<Expired> expired,
        Optional<CorruptJournalException> damage) {

    public LogVerdict {
        expired = List.copyOf(expired);
    }

    /**
     * @param first number of the first of some segments
     * @param last number of the last
     */
    public record Expired(long first, long last) {}
}
