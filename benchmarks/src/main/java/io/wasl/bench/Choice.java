package io.wasl.bench;

import io.wasl.bench.SuiteFile.Ratio;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which benchmarks of the suite are asked for, by the names of runs and baselines; as {@link SuiteRun#cases} chooses them. */
final class Choice {

    private static final String PACKAGE = Choice.class.getPackageName() + ".";

    private final Pattern pattern;
    private final List<String> names;

    /**
     * @param regex of names as {@link Measurement.Case} prints them, or of full names without parameters
     * @param names empty for all
     * @throws java.util.regex.PatternSyntaxException when it is none
     */
    Choice(String regex, List<String> names) {
        pattern = Pattern.compile(regex);
        this.names = List.copyOf(names);
    }

    private boolean has(String name) {
        int blank = name.indexOf(' ');
        String full = PACKAGE + (blank < 0 ? name : name.substring(0, blank));
        return (names.isEmpty() || names.contains(name))
                && (pattern.matcher(name).find() || pattern.matcher(full).find());
    }

    /** Those of it, in their order. */
    Map<String, Ratio> of(Map<String, Ratio> all) {
        Map<String, Ratio> chosen = new LinkedHashMap<>();
        all.forEach((name, ratio) -> {
            if (has(name)) {
                chosen.put(name, ratio);
            }
        });
        return chosen;
    }
}
