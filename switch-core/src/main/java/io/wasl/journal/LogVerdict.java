package io.wasl.journal;

import java.util.Optional;

/**
 * What {@link JournalVerifier} made of a log.
 *
 * @param firstSegment number of the first one there is; above 1 the ones before it are gone, and the value of the hash
 *     chain that it starts from is trusted
 * @param segments how many were read
 * @param groups whole ones
 * @param lastPosition of the last whole record
 * @param chain the value of the hash chain behind it
 * @param unused a last segment file that got its name and no record, which the next start takes away; empty when there is
 *     none
 * @param damage the first wrong place; empty when there is none
 */
public record LogVerdict(
        long firstSegment,
        long segments,
        long groups,
        long lastPosition,
        ChainValue chain,
        Optional<String> unused,
        Optional<CorruptJournalException> damage) {}
