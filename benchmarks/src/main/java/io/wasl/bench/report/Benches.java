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

    int runJmh(Path json);
}
