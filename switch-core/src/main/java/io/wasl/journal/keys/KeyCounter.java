package io.wasl.journal.keys;

/** What the key files count. Each constant has one writer: the loop, or the keeper, as said beside it. */
public enum KeyCounter {
    /** Look-ups of older transactions that the filters could not rule out. Loop. */
    LOOK_UPS,
    /** Of those, the ones that found nothing: what a filter's error costs. Loop. */
    LOOK_UPS_IN_VAIN,
    /** Look-ups refused because too many are under way. Loop. */
    LOOK_UPS_REFUSED,
    /** Look-ups that could not be answered: a file was damaged or not to be read. Loop. */
    LOOK_UPS_FAILED,
    /** Runs made from the log. Keeper. */
    RUNS_MADE,
    /** Runs made from others. Keeper. */
    RUNS_MERGED,
    /** Files that were not what was written; they are made again from the log. Keeper. */
    RUNS_DAMAGED,
    /** Level: runs. Keeper. */
    RUNS,
    /** Level: entries of all of them. Keeper. */
    ENTRIES,
    /** Level: runs for whose filter {@code journal.filter-limit} has no room: a look into them is always a read. Keeper. */
    RUNS_WITHOUT_FILTER,
    /** Level: bytes of filters in memory. Keeper. */
    FILTER_BYTES,
    /** Level: everything up to this position is found, as far as it is kept. Keeper. */
    KNOWN_POSITION
}
