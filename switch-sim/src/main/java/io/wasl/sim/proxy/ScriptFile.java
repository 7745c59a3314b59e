package io.wasl.sim.proxy;

import io.wasl.config.ConfigException;
import io.wasl.sim.yaml.Forms;
import io.wasl.sim.yaml.Section;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a proxy's script.
 *
 * <pre>
 *   repeat: 60s                       # begin again every minute; default: once
 *   steps:
 *     - after: 5s                     # since the beginning; default 0s
 *       fault: delay 50ms jitter 10ms
 *       direction: to-server          # default: both
 *       for: 10s                      # default: until it is cleared
 *     - { after: 20s, fault: stall 2s to-client }
 *     - { after: 30s, fault: rst }
 * </pre>
 */
public final class ScriptFile {

    private ScriptFile() {}

    /**
     * @throws ConfigException with every error of the file at its line and column
     */
    public static Script load(Path file) throws ConfigException {
        return read(Section.open(file));
    }

    public static Script parse(String file, Reader reader) throws ConfigException {
        return read(Section.open(file, reader));
    }

    private static Script read(Section root) throws ConfigException {
        if (!root.has("steps")) {
            root.error("steps", "is missing");
        }
        List<Section> sections = root.sections("steps");
        var steps = new ArrayList<Script.TimedStep>();
        for (Section section : sections) {
            step(section).ifPresent(steps::add);
        }
        steps.sort(Comparator.comparingLong(Script.TimedStep::afterNs));
        long repeatNs = root.find("repeat", ScriptFile::nanos).orElse(Script.ONCE);
        if (root.has("repeat")
                && !steps.isEmpty()
                && repeatNs <= steps.get(steps.size() - 1).afterNs()) {
            root.error("repeat", "must be longer than the last step's after");
        }
        root.end();
        root.check();
        return new Script(steps, repeatNs);
    }

    private static Optional<Script.TimedStep> step(Section section) {
        long afterNs = section.read("after", 0L, ScriptFile::nanos);
        Optional<Step> words = section.require("fault", Step::parse);
        Optional<Direction> direction = section.find("direction", Direction::parse);
        Optional<Long> lastingNs = section.find("for", ScriptFile::lasting);
        section.end();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Step step = words.get();
        if (direction.isPresent() && step.direction().isPresent()) {
            section.error("direction", "stands in fault already; write one of them");
        }
        boolean isSaidTwice = lastingNs.isPresent() && step.lastingNs() != Step.UNTIL_CLEARED;
        if (isSaidTwice) {
            section.error("for", "stands in fault already; write one of them");
        }
        boolean isInstant = lastingNs.isPresent() && !(step.fault() instanceof Fault.Standing);
        if (isInstant) {
            section.error("for", step.fault() + " happens at once and lasts no time");
        }
        long nanos = isInstant ? Step.UNTIL_CLEARED : lastingNs.orElse(step.lastingNs());
        return Optional.of(new Script.TimedStep(
                afterNs, new Step(step.fault(), step.direction().or(() -> direction), nanos)));
    }

    private static long nanos(String text) {
        return Forms.duration(text).toNanos();
    }

    private static long lasting(String text) {
        long nanos = nanos(text);
        if (nanos == 0) {
            throw new IllegalArgumentException("a fault lasts longer than 0");
        }
        return nanos;
    }
}
