package io.wasl.journal;

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

    static final Recovered EMPTY = new Recovered(0, 0, 0, 0, 0, 0, ChainValue.NONE);
}
