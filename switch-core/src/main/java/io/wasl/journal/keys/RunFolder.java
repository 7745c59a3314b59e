package io.wasl.journal.keys;

import io.wasl.journal.SegmentFiles;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start finds of runs, beside the segments of the log. */
final class RunFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private RunFolder() {}

    /**
     * The runs in force, oldest first. Removes what is left of work that a crash broke off: files without a name, runs that
     * are within a merged one; and runs that are damaged, or about more than the log holds: those are made again.
     */
    static List<RunHeader> runs(SegmentFiles files, long lastPosition, Counters<KeyCounter> counters)
            throws IOException {
        List<RunHeader> found = new ArrayList<>();
        for (String name : files.names()) {
            if (name.equals(RunWriter.UNFINISHED)) {
                files.delete(name);
            } else if (RunHeader.isFileName(name)) {
                try {
                    found.add(KeyRun.header(files, name));
                } catch (DamagedRunException e) {
                    LOG.warn("a key file is damaged and will be made again: {}", e.getMessage());
                    counters.increment(KeyCounter.RUNS_DAMAGED);
                    files.delete(name);
                }
            }
        }
        found.sort(Comparator.comparingLong(RunHeader::first)
                .thenComparing(Comparator.comparingLong(RunHeader::last).reversed()));
        return withoutOverlap(files, found, lastPosition);
    }

    private static List<RunHeader> withoutOverlap(SegmentFiles files, List<RunHeader> found, long lastPosition)
            throws IOException {
        List<RunHeader> kept = new ArrayList<>();
        long until = 0;
        for (RunHeader header : found) {
            if (header.first() <= until || header.last() > lastPosition) {
                files.delete(header.fileName());
            } else {
                kept.add(header);
                until = header.last();
            }
        }
        return kept;
    }
}
