package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Processor time that a process has used so far, in ticks.
 *
 * @param total of all its threads, those that ended too
 * @param groups of those that live; {@link CpuGroup#OTHER} is the rest of {@code total}
 */
record ProcessTicks(long total, Map<CpuGroup, Long> groups) {

    ProcessTicks {
        groups = Collections.unmodifiableMap(groups);
    }

    /**
     * @param proc {@code /proc}
     * @throws IOException when there is no such process
     */
    static ProcessTicks read(Path proc, long pid) throws IOException {
        Path process = proc.resolve(Long.toString(pid));
        var groups = new EnumMap<CpuGroup, Long>(CpuGroup.class);
        long named = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                named += addThread(thread.resolve("stat"), groups);
            }
        }
        // After the threads, so that it is not less than they are together.
        long total = StatLine.parse(Files.readString(process.resolve("stat"))).ticks();
        groups.put(CpuGroup.OTHER, Math.max(0, total - named));
        return new ProcessTicks(total, groups);
    }

    /** Its ticks, unless it is one of the others or has just ended. */
    private static long addThread(Path stat, Map<CpuGroup, Long> groups) throws IOException {
        StatLine line;
        try {
            line = StatLine.parse(Files.readString(stat));
        } catch (IOException e) {
            if (Files.exists(stat)) {
                throw e;
            }
            return 0;
        }
        CpuGroup group = CpuGroup.of(line.name());
        if (group == CpuGroup.OTHER) {
            return 0;
        }
        groups.merge(group, line.ticks(), Long::sum);
        return line.ticks();
    }

    /** This process and another one that does nothing but a part of its work. */
    ProcessTicks with(ProcessTicks other, CpuGroup work) {
        var both = new EnumMap<CpuGroup, Long>(CpuGroup.class);
        both.putAll(groups);
        both.merge(work, other.total, Long::sum);
        return new ProcessTicks(total + other.total, both);
    }

    long of(CpuGroup group) {
        return groups.getOrDefault(group, 0L);
    }
}
