package io.wasl.link;

/** What became of a frame given to {@link Link#send}; told once for each token. */
public enum SendOutcome {
    /** The frame's last byte was handed to the kernel: delivered, as far as a sender can know. */
    DELIVERED,
    /** No byte of it reached the kernel. */
    NOT_SENT,
    /** The connection broke while its bytes were being handed over. */
    UNKNOWN
}
