package io.wasl.bench.report;

/**
 * A goal and what became of it.
 *
 * @param goal in words, with its limit
 * @param measured the figure that it is judged by; {@code -} without one
 * @param beside other figures and what must be known with it; may be empty
 * @param command that measured it; {@code -} when none did
 */
record Verdict(String goal, String measured, Reached reached, String beside, String command) {

    enum Reached {
        YES("yes"),
        NO("no"),
        /** No run among those given can tell. */
        NOT_MEASURED("not measured");

        private final String word;

        Reached(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
