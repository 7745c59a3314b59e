package io.wasl.link;

/** What the links counted since the node started; one {@code Counters} for all links of a loop, written on the loop. */
public enum LinkCounter {
    /** Whole frames received, zero-length ones included. */
    FRAMES_IN,
    /** Whole frames given to the transport. */
    FRAMES_OUT,
    BYTES_IN,
    BYTES_OUT,
    /** Frames with an MTI whose damage is confined to the message. */
    MALFORMED,
    /** Frames without a readable MTI, dropped. */
    UNREADABLE,
    /** Length headers over the maximum frame; their link is closed before anything is allocated. */
    OVERSIZE,
    /** Length headers, constant bytes or trailers that are not what the framing says; their link is closed. */
    BROKEN_FRAMES,
    /** Frames of length zero. */
    ZERO_LENGTH_FRAMES,
    /** Frames of length zero that said that we are there. */
    KEEP_ALIVES_SENT,
    /** Messages of ours that the peer gave back (a rejecting VAP header), dropped. */
    REJECTED,
    /** Sign-ons answered 00, in either direction. */
    SIGN_ONS,
    /** Our sign-ons answered with another code than 00. */
    SIGN_ONS_REFUSED,
    /** Our sign-ons without an answer in time. */
    SIGN_ONS_UNANSWERED,
    /** Sign-offs, in either direction. */
    SIGN_OFFS,
    ECHOES_SENT,
    /** Our echoes without an answer in time. */
    ECHOES_MISSED,
    /** 0800, 0820 and their repeats of peers, answered with any code. */
    NETWORK_REQUESTS,
    /** Class 8 messages that ask for no answer (0840 …), dropped. */
    NETWORK_NOTIFICATIONS,
    /** 0810 that fit no 0800 of ours, dropped. */
    NETWORK_ANSWERS_UNMATCHED,
    /** Business before a required sign-on, answered 12. */
    NOT_SIGNED_ON,
    /** Connections accepted from acquirers. */
    ACCEPTS,
    /** Connections over an acquirer's limit, closed at once. */
    REFUSED_CONNECTIONS,
    /** Dials to issuers that reached their peer. */
    CONNECTS,
    CONNECTS_FAILED,
    /** Links that are open now; a level. */
    OPEN_LINKS,
    /** Bytes that wait for peers to read, of all links; a level. */
    WAITING_BYTES,
    CLOSED_BY_PEER,
    /** Reset or another error of the network. */
    CLOSED_BY_NETWORK,
    /** A peer that does not read: its link's write limit was reached. */
    CLOSED_WRITE_LIMIT,
    CLOSED_BROKEN_FRAME,
    CLOSED_UNREADABLE,
    CLOSED_NOT_SIGNED_ON,
    /** Our sign-on was refused or not answered. */
    CLOSED_SIGN_ON,
    CLOSED_ECHO,
    /** The engine asked for it. */
    CLOSED_BY_ENGINE,
    /** Orderly stop. */
    CLOSED_STOPPED,
    /** An exception while one of its messages was handled. */
    CLOSED_FAULT
}
