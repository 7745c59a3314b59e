package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What everybody has used at one moment.
 *
 * @param own of the command itself
 */
record CpuSnapshot(
        long atNs,
        ProcessTicks target,
        ProcessTicks load,
        ProcessTicks issuer,
        ProcessTicks own,
        MachineTicks machine) {

    private static final Path PROC = Path.of("/proc");

    /** Whether this system tells. */
    static boolean isPossible() {
        return Files.isReadable(PROC.resolve("stat"))
                && Files.isDirectory(PROC.resolve("self").resolve("task"));
    }

    /** @param applier of the target's ledger, where that is a process of its own: all it uses is the ledger's */
    static CpuSnapshot take(long target, OptionalLong applier, long load, long issuer) throws IOException {
        ProcessTicks ofTarget = ProcessTicks.read(PROC, target);
        if (applier.isPresent()) {
            ofTarget = ofTarget.with(ProcessTicks.read(PROC, applier.getAsLong()), CpuGroup.LEDGER);
        }
        ProcessTicks ofLoad = ProcessTicks.read(PROC, load);
        ProcessTicks ofIssuer = ProcessTicks.read(PROC, issuer);
        ProcessTicks ofOwn = ProcessTicks.read(PROC, ProcessHandle.current().pid());
        try (var lines = Files.lines(PROC.resolve("stat"))) {
            MachineTicks machine = MachineTicks.parse(lines.findFirst().orElse(""));
            return new CpuSnapshot(System.nanoTime(), ofTarget, ofLoad, ofIssuer, ofOwn, machine);
        }
    }
}
