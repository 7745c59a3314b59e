package io.wasl.journal;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.security.Keys;
import java.util.ArrayList;
import java.util.List;

/** Whether the keys at hand are those that the segments were written under, by the check values in their headers. */
final class KeyCheck {

    private KeyCheck() {}

    static void check(String folder, List<Segment> segments, Keys keys) throws ConfigException {
        List<ConfigError> errors = new ArrayList<>();
        for (Segment segment : segments) {
            problems(segment.header(), keys).forEach(problem -> errors.add(error(folder, segment, problem)));
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }

    /** What is wrong with the keys at hand for one segment; empty when they are the right ones. */
    static List<String> problems(SegmentHeader header, Keys keys) {
        int pan = header.panKeyId();
        int token = header.tokenKeyId();
        String panProblem =
                problem(keys.hasPanKey(pan), keys.hasPanKey(pan) && keys.panKeyCheck(pan) == header.panKeyCheck());
        String tokenProblem = problem(
                keys.hasTokenKey(token),
                keys.hasTokenKey(token) && keys.tokenKeyCheck(token) == header.tokenKeyCheck());
        List<String> problems = new ArrayList<>();
        if (!panProblem.isEmpty()) {
            problems.add("pan-encryption " + pan + panProblem);
        }
        if (!tokenProblem.isEmpty()) {
            problems.add("pan-token " + token + tokenProblem);
        }
        return problems;
    }

    private static String problem(boolean known, boolean right) {
        if (right) {
            return "";
        }
        return known ? " is another key" : " is not in the key file";
    }

    private static ConfigError error(String folder, Segment segment, String reason) {
        return new ConfigError(
                folder, 0, 0, "security.keys", segment.name() + " was written under other keys: " + reason);
    }
}
