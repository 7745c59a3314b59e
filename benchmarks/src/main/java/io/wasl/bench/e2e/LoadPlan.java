package io.wasl.bench.e2e;

import java.util.Locale;

/**
 * One window of load.
 *
 * @param leadInSeconds of the same load, before it
 */
record LoadPlan(LoadShape shape, double leadInSeconds, double seconds) {

    /** As {@link #parse} reads it. */
    String words() {
        return String.format(Locale.ROOT, "%s %.3f %.3f", shape.word(), leadInSeconds, seconds);
    }

    /** @throws IllegalArgumentException when it is not shape, lead-in and seconds */
    static LoadPlan parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("no load: " + line);
        }
        return new LoadPlan(LoadShape.parse(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
}
