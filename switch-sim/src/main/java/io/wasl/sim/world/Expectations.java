package io.wasl.sim.world;

import io.wasl.engine.Alarm;
import io.wasl.engine.EngineCounter;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.JournalCounter;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import io.wasl.journal.keys.KeyCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a campaign of worlds must have seen: every fault, every step of a transaction, of its money and of what is owed for it, every
 * reason and code, every alarm, everything that the node counts. What no world can show is named here with its reason, and is
 * a finding when it happens after all.
 */
final class Expectations {

    /** From this many seeds on everything must have happened. */
    static final int FULL_CAMPAIGN = 1_000;

    /** Which states lead to an outcome (docs/ARCHITECTURE.md, state machines). */
    private static final List<String> TRANSITIONS = List.of(
            "RECEIVED to DECLINED",
            "RECEIVED to FORWARDED",
            "RECEIVED to ANSWERED",
            "FORWARDED to ANSWERED",
            "FORWARDED to TIMED_OUT",
            "FORWARDED to BAD_ANSWER",
            "FORWARDED to NOT_SENT",
            "FORWARDED to WITHDRAWN",
            "ANSWERED to WITHDRAWN",
            "RECEIVED to STOOD_IN",
            "FORWARDED to STOOD_IN",
            "STOOD_IN to WITHDRAWN");

    private static final List<String> DELIVERIES =
            List.of("OWED", "OWED again", "SENT", "SENT again", "ACKED", "PARKED", "UNSENT", "DROPPED", "REOPENED");

    private static final String HOT_LIST = "no card of the world is on a hot list, and nobody maintains one";

    /** What the world has not got, or has more of than it could use up. */
    private static final Map<String, String> IMPOSSIBLE = Map.ofEntries(
            Map.entry("alarm NO_DESTINATION", "the loader of routes takes no range without an issuer"),
            Map.entry("reason NO_DESTINATION", "the loader of routes takes no range without an issuer"),
            Map.entry("alarm HOT_LIST_FULL", HOT_LIST),
            Map.entry("engine HOT_CARDS_DECLINED", HOT_LIST),
            Map.entry("engine HOT_LIST_CHANGES", HOT_LIST),
            Map.entry("engine HOT_LIST_FULL", HOT_LIST),
            Map.entry("record CARD_LISTED", HOT_LIST),
            Map.entry("reason HOT_CARD", HOT_LIST),
            Map.entry("reason LOST_CARD", HOT_LIST),
            Map.entry("reason STOLEN_CARD", HOT_LIST),
            Map.entry("reason FILE_ACTION_UNSUPPORTED", HOT_LIST),
            Map.entry("reason FILE_UNKNOWN", HOT_LIST),
            Map.entry("reason FILE_RECORD_UNKNOWN", HOT_LIST),
            Map.entry("reason FILE_RECORD_REPLACED", HOT_LIST),
            Map.entry("reason FILE_DATE_WRONG", HOT_LIST),
            Map.entry("reason FILE_FULL", HOT_LIST),
            Map.entry("reason EXPIRED_CARD", "no card of the world expires before 2049"),
            Map.entry("engine STAND_IN_FULL", "more cards can be counted in a day than the world has payments"),
            Map.entry("engine RELAYS_FULL", "more reversals can be with issuers than the world has payments"),
            Map.entry("reason MAC_INVALID", "no link has a MAC in this version"),
            Map.entry("reason PIN_ZONE", "no PIN travels in the world"),
            Map.entry("reason NOT_SIGNED_ON", "told by the link, without a record; acquirers need no sign-on here"),
            Map.entry("reason PARTIAL_REVERSAL_UNSUPPORTED", "every shipped dialect can say what remains"),
            Map.entry("alarm AMBIGUOUS_ORIGINAL", "each number of the world names one thing"),
            Map.entry("alarm ADVICE_ORIGINAL_UNKNOWN", "issuers here book every advice: 25 leaves money to people"),
            Map.entry("keys LOOK_UPS_REFUSED", "a thousand look-ups at one time are more than a world asks for"),
            Map.entry("keys LOOK_UPS_FAILED", "this disk fails writes and forces, never reads"),
            Map.entry("keys RUNS_DAMAGED", "key files are forced before they have their names"),
            Map.entry("journal ARCHIVING_FAILED", "no world has an archive: what expires is deleted"),
            Map.entry("journal FORCE_NS", "a force takes its time on the agenda, none within its step"),
            Map.entry("journal FORCE_NS_MAX", "a force takes its time on the agenda, none within its step"));

    /** What a few seeds of many thousands show: neither demanded nor a finding. */
    private static final Set<String> RARE = Set.of("journal READS_REFUSED");

    /** Levels of the log and its key files: set, not counted. */
    static final Set<JournalCounter> JOURNAL_LEVELS = Set.of(
            JournalCounter.SPARE_SEGMENTS, JournalCounter.CHECKPOINT_POSITION, JournalCounter.CHECKPOINT_DELIVERIES);

    static final Set<KeyCounter> KEY_LEVELS = Set.of(
            KeyCounter.RUNS,
            KeyCounter.ENTRIES,
            KeyCounter.RUNS_WITHOUT_FILTER,
            KeyCounter.FILTER_BYTES,
            KeyCounter.KNOWN_POSITION);

    /** Reasons that leave no record: their codes are looked for instead. */
    private static final Set<Reason> UNRECORDED = Set.of(
            Reason.FORMAT_ERROR,
            Reason.UNSUPPORTED_MESSAGE,
            Reason.DUPLICATE_MISMATCH,
            Reason.DUPLICATE,
            Reason.OVERLOAD,
            Reason.JOURNAL_FULL,
            Reason.NODE_STOPPING);

    private Expectations() {}

    /** All that must happen. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        add(all, "fault ", Fault.values());
        add(all, "alarm ", Alarm.values());
        add(all, "record ", RecordType.values());
        add(all, "net ", NetState.values());
        addCounters(all, "engine ", EngineCounter.values(), EngineCounter.LEVELS);
        addCounters(all, "journal ", JournalCounter.values(), JOURNAL_LEVELS);
        addCounters(all, "keys ", KeyCounter.values(), KEY_LEVELS);
        addCounters(all, "cluster ", ClusterCounter.values(), Set.of());
        TRANSITIONS.forEach(transition -> all.add("state " + transition));
        DELIVERIES.forEach(step -> all.add("delivery " + step));
        for (Reason reason : Reason.values()) {
            if (!UNRECORDED.contains(reason)) {
                all.add("reason " + reason);
            }
        }
        codes(all);
        all.removeAll(IMPOSSIBLE.keySet());
        all.removeAll(RARE);
        return all;
    }

    private static void codes(Set<String> all) {
        for (Version version : Version.values()) {
            for (Reason reason : Reason.values()) {
                if (!IMPOSSIBLE.containsKey("reason " + reason)) {
                    all.add(code(version, reason.code(version)));
                }
            }
            ofIssuers(version).forEach(code -> all.add(code(version, ResponseCode.of(code))));
        }
    }

    /** Approved, approved in part, declined. */
    private static List<String> ofIssuers(Version version) {
        return switch (version) {
            case V1987 -> List.of("00", "10", "51");
            case V1993 -> List.of("000", "002", "116");
            case V2003 -> List.of("0000", "0002", "1016");
        };
    }

    static String code(Version version, int code) {
        return "code " + version.text() + " " + ResponseCode.toString(code);
    }

    /** Whether it is a step of a transaction that nobody knows. */
    static boolean isUnknownTransition(String transition) {
        return !TRANSITIONS.contains(transition);
    }

    private static <E extends Enum<E>> void addCounters(Set<String> all, String kind, E[] counters, Set<E> levels) {
        for (E counter : counters) {
            if (!levels.contains(counter)) {
                all.add(kind + counter);
            }
        }
    }

    private static void add(Set<String> all, String kind, Enum<?>[] values) {
        for (Enum<?> value : values) {
            all.add(kind + value);
        }
    }

    /** What never happened. */
    static List<String> missing(Map<String, Long> coverage) {
        List<String> missing = new ArrayList<>(all());
        missing.removeAll(coverage.keySet());
        return missing;
    }

    /** What happened and was said to be impossible. */
    static List<String> impossible(Map<String, Long> coverage) {
        return coverage.keySet().stream()
                .filter(IMPOSSIBLE::containsKey)
                .sorted()
                .map(what -> what + " (" + IMPOSSIBLE.get(what) + ")")
                .toList();
    }
}
