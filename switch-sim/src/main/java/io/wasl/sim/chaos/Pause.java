package io.wasl.sim.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * SIGSTOP for a while, then SIGCONT.
 *
 * <p>A shell of its own does both, deaf to signals: a process that stands still cannot see that the run has been killed, so
 * somebody who outlives the run must let it go.
 */
final class Pause {

    private static final String SCRIPT =
            "trap '' INT TERM HUP; time=$1; shift; kill -STOP \"$1\"; status=$?; kill -STOP \"$@\";"
                    + " sleep \"$time\"; kill -CONT \"$@\"; exit $status";

    private static final int PATIENCE_SECONDS = 60;

    private Pause() {}

    /**
     * Returns when they run again.
     *
     * @param pids the first is who matters; of the others some may have ended meanwhile
     * @throws IOException if the first cannot be stopped
     */
    static void of(List<Long> pids, Duration time) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                "/bin/sh", "-c", SCRIPT, "pause", String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0)));
        pids.forEach(pid -> words.add(Long.toString(pid)));
        Process shell = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!shell.waitFor(PATIENCE_SECONDS + time.toSeconds(), TimeUnit.SECONDS) || shell.exitValue() != 0) {
            throw new IOException("SIGSTOP or SIGCONT failed for " + pids);
        }
    }

    /** A process and all below it, which a database server's work is spread over. */
    static List<Long> family(long pid) {
        var pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(parent -> parent.descendants().forEach(child -> pids.add(child.pid())));
        return pids;
    }
}
