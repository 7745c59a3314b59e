package io.wasl.bench;

/** Whose hop. */
enum HopKind {
    WASL,
    JPOS,
    J8583,
    BARE;

    Hop hop(Workload work) {
        return switch (this) {
            case WASL -> new WaslHop(work.dialect(), work.table(), work.traffic());
            case JPOS -> new JposHop(work.encoding(), work.table(), work.traffic());
            case J8583 -> new J8583Hop(work.encoding(), work.table(), work.traffic());
            case BARE -> new BareHop(work.encoding(), work.table(), work.traffic());
        };
    }
}
