package io.wasl.journal;

/** What is wrong with bytes of the log. */
public enum Damage {
    /** Bytes were altered or are missing: a checksum does not fit them. */
    CRC,
    /** Whole bytes in the wrong place: a segment, group or position is missing, comes twice or in another order. */
    SEQUENCE,
    /** Whole bytes in the right place that no node with these keys wrote there: the hash chain does not fit them. */
    CHAIN,
    /** The key they were written under is not in the key file. */
    KEY,
    /** A file is shorter than it was made. */
    LENGTH,
    /** Whole bytes that this version does not read. */
    FORMAT
}
