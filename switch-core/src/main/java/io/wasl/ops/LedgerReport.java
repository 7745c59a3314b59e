package io.wasl.ops;

import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.journal.ledger.LedgerHealth;
import io.wasl.journal.ledger.LedgerState;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What the process that applies the ledger says of itself, {@value #COMMAND} on its command channel: {@code NAME=VALUE} lines.
 * Unknown names are left out, so that two builds understand each other.
 *
 * @param journal the log's folder, which it reads
 * @param health its lag by what that process knows of the log
 * @param certain as {@link io.wasl.journal.ledger.LedgerView#certain()}
 * @param counters all that were said
 */
record LedgerReport(Path journal, LedgerHealth health, long certain, Map<LedgerCounter, Long> counters) {

    static final String COMMAND = "applied";

    private static final String JOURNAL = "journal";
    private static final String STATE = "state";
    private static final String APPLIED = "applied";
    private static final String CERTAIN = "certain";
    private static final String LAG = "lag";
    private static final String PROBLEM = "problem";

    LedgerReport {
        counters = Map.copyOf(counters);
    }

    /** A folder as every process names it, whatever folder that was started in. */
    static Path place(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, JOURNAL, journal.toString());
        line(text, STATE, health.state().name());
        line(text, APPLIED, Long.toString(health.applied()));
        line(text, CERTAIN, Long.toString(certain));
        line(text, LAG, Long.toString(health.lag()));
        line(text, PROBLEM, health.problem());
        counters.forEach((name, value) -> line(text, name.name(), Long.toString(value)));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replace('\n', ' ')).append('\n');
    }

    /**
     * @throws IllegalArgumentException when something that it needs is missing
     */
    static LedgerReport read(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> {
            int at = line.indexOf('=');
            values.put(line.substring(0, at), line.substring(at + 1));
        });
        Map<LedgerCounter, Long> counters = new EnumMap<>(LedgerCounter.class);
        for (LedgerCounter name : LedgerCounter.values()) {
            if (values.containsKey(name.name())) {
                counters.put(name, number(values, name.name()));
            }
        }
        return new LedgerReport(
                Path.of(needed(values, JOURNAL)),
                new LedgerHealth(
                        LedgerState.valueOf(needed(values, STATE)),
                        number(values, APPLIED),
                        number(values, LAG),
                        values.getOrDefault(PROBLEM, "")),
                number(values, CERTAIN),
                counters);
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(needed(values, name));
    }

    private static String needed(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no report of a ledger: it lacks " + name);
        }
        return value;
    }
}
