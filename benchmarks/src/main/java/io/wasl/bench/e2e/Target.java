package io.wasl.bench.e2e;

/** What stands between load and issuer. */
public enum Target {
    WASL("wasl", "the switch as it ships: log forced, embedded ledger"),
    WASL_APART("wasl-apart", "the same, its ledger's applier in a process of its own"),
    WASL_NO_LEDGER("wasl-no-ledger", "the same, its ledger's database away: nothing is applied"),
    WASL_VOLATILE("wasl-volatile", "its links and engine on a log that forgets; no such switch ships"),
    RELAY("relay", "bytes from socket to socket, unread: what no switch goes below"),
    JPOS("jpos", "a least switch by jPOS 2.1.10: no log, no checks; what is sent together leaves together"),
    JPOS_PLAIN("jpos-plain", "the same on jPOS's own streams: a system call for each message");

    private final String word;
    private final String description;

    Target(String word, String description) {
        this.word = word;
        this.description = description;
    }

    public String word() {
        return word;
    }

    public String description() {
        return description;
    }

    public boolean isWasl() {
        return isDurable() || this == WASL_VOLATILE;
    }

    /** Whether its log is forced. */
    public boolean isDurable() {
        return hasLedger() || this == WASL_NO_LEDGER;
    }

    /** Whether its ledger follows. */
    public boolean hasLedger() {
        return this == WASL || this == WASL_APART;
    }

    /** @throws IllegalArgumentException when there is none */
    public static Target parse(String word) {
        for (Target target : values()) {
            if (target.word.equals(word)) {
                return target;
            }
        }
        throw new IllegalArgumentException(word + ": no such target");
    }
}
