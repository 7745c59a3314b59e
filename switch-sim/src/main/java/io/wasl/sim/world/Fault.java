package io.wasl.sim.world;

/** What goes wrong in a world; each is counted, and a campaign in which one never happened has not shown what it claims. */
enum Fault {
    // --- the network ---
    CONNECTION_RESET,
    CONNECTION_CLOSED,
    BYTES_SPLIT,
    DELAY,
    STALL,
    HALF_OPEN,
    DIAL_REFUSED,
    // --- the node ---
    PROCESS_KILLED,
    POWER_CUT,
    KILLED_WHILE_RECOVERING,
    STOPPED_IN_ORDER,
    ROUTES_RELOADED,
    WALL_CLOCK_JUMPED,
    PROCESS_STALLED,
    // --- the disk ---
    DISK_SLOW,
    DISK_FULL,
    WRITE_FAILED,
    // --- issuers ---
    ISSUER_SILENT,
    ISSUER_LATE,
    ISSUER_ANSWERS_TWICE,
    ISSUER_WRONG_STAN,
    ISSUER_WRONG_AMOUNT,
    ISSUER_GARBAGE,
    ISSUER_RESETS_IN_A_FRAME,
    ISSUER_DOWN,
    ISSUER_REFUSES_SIGN_ON,
    ISSUER_KNOWS_NO_ORIGINAL,
    ISSUER_ACKNOWLEDGES_LATE,
    ISSUER_ASKS_AGAIN,
    // --- acquirers ---
    ACQUIRER_REPEATS,
    ACQUIRER_REPEATS_ANSWERED,
    ACQUIRER_REPEATS_REVERSED,
    ACQUIRER_REVERSES_UNANSWERED,
    ACQUIRER_REVERSES_BEFORE,
    ACQUIRER_VOIDS,
    ACQUIRER_TAKES_BACK_A_PART,
    ACQUIRER_CHANGES_A_REPEAT,
    ACQUIRER_GARBAGE
}
