package io.wasl.bench.e2e;

import java.util.List;

/**
 * What a thread of a target does, by the name that the system shows: the first {@value #NAME_BYTES} bytes of it.
 *
 * <p>The log's keeper and reader count as the journal, the database's own threads as the ledger.
 */
public enum CpuGroup {
    /** Sockets and engine, and what makes them tick. */
    LOOP,
    /** Writes, forces, reads back, makes key files. */
    JOURNAL,
    /** The SQL view and its database. */
    LEDGER,
    /** The JVM's compilers. */
    COMPILER,
    /** The JVM's collector. */
    COLLECTOR,
    /** All else, and threads that ended. */
    OTHER;

    static final int NAME_BYTES = 15;

    /** Of the serial, parallel and G1 collectors, of Shenandoah and of ZGC, as the JVM names their threads. */
    private static final List<String> COLLECTORS = List.of(
            "GC Thread",
            "G1 ",
            "VM Thread",
            "Shenandoah",
            "ZWorker",
            "ZDirector",
            "ZDriver",
            "ZStat",
            "ZUncommitter",
            "RuntimeWorker");

    static CpuGroup of(String thread) {
        if (thread.equals("wasl-loop") || thread.equals("wasl-ticker")) {
            return LOOP;
        }
        if (thread.startsWith("wasl-log")) {
            return JOURNAL;
        }
        if (thread.startsWith("ledger") || thread.startsWith("MVStore") || thread.startsWith("H2 ")) {
            return LEDGER;
        }
        if (thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler")) {
            return COMPILER;
        }
        return COLLECTORS.stream().anyMatch(thread::startsWith) ? COLLECTOR : OTHER;
    }
}
