package io.wasl.sim.proxy;

import io.wasl.sim.yaml.Forms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that is done to the connections.
 *
 * <pre>
 *   delay TIME [jitter TIME]   jitter TIME   stall [TIME]   split BYTES [pause TIME]
 *   corrupt every BYTES   corrupt chance N%   half-open   cut   rst   clear [KIND]
 *
 *   and behind each  [to-server | to-client]  and, where the fault stands,  [for TIME]
 * </pre>
 *
 * @param direction empty for both
 * @param lastingNs how long a standing fault stands; {@link #UNTIL_CLEARED}
 */
public record Step(Fault fault, Optional<Direction> direction, long lastingNs) {

    public static final long UNTIL_CLEARED = 0;

    private static final String DIRECTIONS = " [to-server | to-client]";
    private static final String STANDING = DIRECTIONS + " [for TIME]";

    /** What may follow each word; the keys are all that a step may begin with. */
    private static final Map<String, String> USAGE = Map.of(
            "delay", "delay TIME [jitter TIME]" + STANDING,
            "jitter", "jitter TIME" + STANDING,
            "stall", "stall [TIME]" + STANDING,
            "split", "split BYTES [pause TIME]" + STANDING,
            "corrupt", "corrupt every BYTES, or corrupt chance N%" + STANDING,
            "half-open", "half-open" + STANDING,
            "cut", "cut" + DIRECTIONS,
            "rst", "rst" + DIRECTIONS,
            "clear", "clear [delay | stall | split | corrupt | half-open]" + DIRECTIONS);

    public Step {
        if (lastingNs != UNTIL_CLEARED && !(fault instanceof Fault.Standing)) {
            throw new IllegalArgumentException(fault + " happens at once and lasts no time");
        }
    }

    /**
     * @throws IllegalArgumentException with what would be right
     */
    public static Step parse(String line) {
        Deque<String> words =
                new ArrayDeque<>(List.of(line.trim().toLowerCase(Locale.ROOT).split("\\s+")));
        String verb = words.remove();
        if (!USAGE.containsKey(verb)) {
            throw new IllegalArgumentException(
                    "must begin with delay, jitter, stall, split, corrupt, half-open, cut, rst or clear");
        }
        Fault fault = fault(verb, words);
        Optional<Long> lastingNs = fault instanceof Fault.Stall && startsWithDigit(words)
                ? Optional.of(positiveTime(verb, words))
                : Optional.empty();
        Optional<Direction> direction = Optional.empty();
        while (!words.isEmpty()) {
            String word = words.remove();
            if (word.equals("for") && fault instanceof Fault.Standing && lastingNs.isEmpty()) {
                lastingNs = Optional.of(positiveTime(verb, words));
            } else if (word.startsWith("to-") && direction.isEmpty()) {
                direction = Optional.of(Direction.parse(word));
            } else {
                throw misused(verb);
            }
        }
        return new Step(fault, direction, lastingNs.orElse(UNTIL_CLEARED));
    }

    Set<Direction> directions() {
        return direction.map(EnumSet::of).orElse(EnumSet.allOf(Direction.class));
    }

    /** Words that {@link #parse} reads as this step. */
    @Override
    public String toString() {
        return fault
                + direction.map(one -> " " + one).orElse("")
                + (lastingNs == UNTIL_CLEARED ? "" : " for " + Forms.delayWords(lastingNs));
    }

    private static Fault fault(String verb, Deque<String> words) {
        return switch (verb) {
            case "delay" -> new Fault.Delay(time(verb, words), option("jitter", verb, words));
            case "jitter" -> new Fault.Delay(0, time(verb, words));
            case "stall" -> new Fault.Stall();
            case "split" -> new Fault.Split(bytes(verb, words), option("pause", verb, words));
            case "corrupt" -> corrupt(words);
            case "half-open" -> new Fault.HalfOpen();
            case "cut" -> new Fault.Cut();
            case "rst" -> new Fault.Reset();
            default -> new Fault.Clear(kind(words));
        };
    }

    private static Fault corrupt(Deque<String> words) {
        String how = next("corrupt", words);
        return switch (how) {
            case "every" -> new Fault.CorruptEvery(bytes("corrupt", words));
            case "chance" -> new Fault.CorruptChance(perMillion(next("corrupt", words)));
            default -> throw misused("corrupt");
        };
    }

    private static int perMillion(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,4})?%")) {
            throw new IllegalArgumentException("a chance is written as 0.1%, with at most four decimals");
        }
        String[] parts = text.substring(0, text.length() - 1).split("\\.", 2);
        String decimals = parts.length == 1 ? "" : parts[1];
        int perMillion = Forms.count(parts[0]) * Fault.CorruptChance.PER_PERCENT
                + Forms.count((decimals + "0000").substring(0, 4));
        if (perMillion == 0 || perMillion > 100 * Fault.CorruptChance.PER_PERCENT) {
            throw new IllegalArgumentException("a chance is above 0% and at most 100%");
        }
        return perMillion;
    }

    private static Optional<Fault.Kind> kind(Deque<String> words) {
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (kind.toString().equals(words.peek())) {
                words.remove();
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static long option(String name, String verb, Deque<String> words) {
        if (!name.equals(words.peek())) {
            return 0;
        }
        words.remove();
        return time(verb, words);
    }

    private static long time(String verb, Deque<String> words) {
        return Forms.duration(next(verb, words)).toNanos();
    }

    private static long positiveTime(String verb, Deque<String> words) {
        long nanos = time(verb, words);
        if (nanos == 0) {
            throw new IllegalArgumentException("a fault lasts longer than 0");
        }
        return nanos;
    }

    private static int bytes(String verb, Deque<String> words) {
        int count = Forms.count(next(verb, words));
        if (count == 0) {
            throw new IllegalArgumentException(verb + " needs at least 1 byte");
        }
        return count;
    }

    private static boolean startsWithDigit(Deque<String> words) {
        return !words.isEmpty() && Character.isDigit(words.element().charAt(0));
    }

    private static String next(String verb, Deque<String> words) {
        if (words.isEmpty()) {
            throw misused(verb);
        }
        return words.remove();
    }

    private static IllegalArgumentException misused(String verb) {
        return new IllegalArgumentException("must be " + USAGE.get(verb));
    }
}
