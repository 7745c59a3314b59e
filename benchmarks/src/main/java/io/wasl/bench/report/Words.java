package io.wasl.bench.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Figures and commands as the pages write them. */
final class Words {

    static final String NONE = "-";

    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;

    /** Their values are places on the machine that measured. */
    private static final Set<String> PLACES = Set.of("--json", "--flames", "--folder");

    /** What leads to a file from the root. */
    private static final Pattern FOLDERS = Pattern.compile("(?<![\\w.])(?:/[^/\\s:=,]+)+/(?=[^/\\s])");

    private Words() {}

    /** Nanoseconds as {@code 83 µs}, {@code 12.3 ms}, {@code 2.05 s}. */
    static String latency(OptionalDouble ns) {
        if (ns.isEmpty()) {
            return NONE;
        }
        double value = ns.getAsDouble();
        if (value < MILLI) {
            return String.format(Locale.ROOT, value < 10 * MICRO ? "%.1f µs" : "%.0f µs", value / MICRO);
        }
        return value < SECOND
                ? String.format(Locale.ROOT, "%.1f ms", value / MILLI)
                : String.format(Locale.ROOT, "%.2f s", value / SECOND);
    }

    static String latency(double ns) {
        return latency(OptionalDouble.of(ns));
    }

    static String latency(long ns) {
        return latency((double) ns);
    }

    /** {@code 12,345}. */
    static String count(OptionalDouble value) {
        return text("%,.0f", value);
    }

    /** {@code 1.23}. */
    static String hundredths(OptionalDouble value) {
        return text("%.2f", value);
    }

    /** {@code 1,234.5}. */
    static String tenths(OptionalDouble value) {
        return text("%,.1f", value);
    }

    private static String text(String format, OptionalDouble value) {
        return value.isEmpty() ? NONE : String.format(Locale.ROOT, format, value.getAsDouble());
    }

    /** What a reader would type, without the places of the machine that measured. */
    static String command(List<String> arguments) {
        var words = new ArrayList<String>();
        words.add("./wasl");
        if (arguments.isEmpty() || !arguments.get(0).equals("bench")) {
            words.add("bench");
        }
        String last = "";
        for (String word : arguments) {
            int equals = word.indexOf('=');
            if (PLACES.contains(last)) {
                words.add(nameOf(word));
            } else if (equals > 0 && PLACES.contains(word.substring(0, equals))) {
                words.add(word.substring(0, equals + 1) + nameOf(word.substring(equals + 1)));
            } else {
                words.add(word);
            }
            last = word;
        }
        return String.join(" ", words);
    }

    /** Whatever stands for a file by its place is its name alone. */
    static String withoutFolders(String text) {
        return FOLDERS.matcher(text).replaceAll("");
    }

    private static String nameOf(String place) {
        Path name = Path.of(place).getFileName();
        return name == null ? place : name.toString();
    }

    /** For the text and the attributes of HTML and SVG. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
