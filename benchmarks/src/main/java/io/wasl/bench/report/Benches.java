package io.wasl.bench.report;

import java.nio.file.Path;

/** Runs the benches with their defaults, for a report that was given no figures. */
interface Benches {

    /**
     * @param json where the figures go
     * @param flames where the flame graphs go
     * @return the command's exit status
     */
    int runE2e(Path json, Path flames);

    /** The hop, those of the peers and the limit; no stage of it alone. */
    int runJmh(Path json);
}
