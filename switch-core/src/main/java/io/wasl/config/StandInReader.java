package io.wasl.config;

import io.wasl.config.StandInConfig.MessageClass;
import io.wasl.config.StandInConfig.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an issuer's {@code stand-in:}. Owner: the thread that loads the configuration. */
final class StandInReader {

    /** DE 4 has twelve digits. */
    private static final long MOST_MINOR = 999_999_999_999L;

    private static final int PRIVATE = 60;
    private static final int MOST_A_DAY = 10_000;

    private static final Pattern BRAND = Pattern.compile("[!-~]{1,32}");
    private static final Pattern CURRENCY = Pattern.compile("[0-9A-Z]{3}");
    /** 30 to 39 are inquiries: their answer is a balance that only the issuer knows. 90 and above are no payments. */
    private static final Pattern TYPE = Pattern.compile("[0124-8][0-9]");

    private StandInReader() {}

    static Optional<StandInConfig> read(Section issuer) {
        if (!issuer.has("stand-in")) {
            return Optional.empty();
        }
        Section section = issuer.section("stand-in");
        List<StandInConfig.Rule> rules = new ArrayList<>();
        for (Section rule : section.sections("rules")) {
            rules.add(rule(rule));
        }
        StandInConfig config = new StandInConfig(
                section.choices("on", Trigger.class),
                rules,
                section.choice("arqc", StandInConfig.Arqc.DECLINE),
                mark(section));
        section.refuseUnknown();
        return Optional.of(config);
    }

    private static StandInConfig.Rule rule(Section section) {
        Section perDay = section.section("per-card-per-day");
        StandInConfig.Rule rule = new StandInConfig.Rule(
                section.texts("brands", Set.of(), BRAND, "must be a brand of the routing table"),
                section.texts(
                        "types",
                        Set.of("00"),
                        TYPE,
                        "must be the first two digits of DE 3; 30 to 39 (inquiries) and 90 to 99 cannot be stood in for"),
                section.choices("classes", MessageClass.class),
                section.matching("currency", CURRENCY, "must be three digits or capital letters, as DE 49"),
                section.amount("per-transaction", MOST_MINOR),
                (int) perDay.amount("count", MOST_A_DAY),
                perDay.amount("amount", MOST_MINOR));
        perDay.refuseUnknown();
        section.refuseUnknown();
        if (rule.perTransactionMinor() > rule.perDayMinor()
                && section.isRight("per-transaction")
                && perDay.isRight("amount")) {
            section.wrong("per-transaction", "must not be above per-card-per-day.amount (" + rule.perDayMinor() + ")");
        }
        return rule;
    }

    private static Optional<StandInConfig.Mark> mark(Section standIn) {
        if (!standIn.has("mark")) {
            return Optional.empty();
        }
        Section section = standIn.section("mark");
        int element = section.number("element", PRIVATE, 44, 127);
        String value = section.matching("value", Pattern.compile("[ -~]{1,99}"), "must be up to 99 ASCII characters");
        if (!isFree(element) && section.isRight("element")) {
            section.wrong("element", "must be one of 44, 46 to 48, 57 to 63, 111 to 127, which are free for such use");
        }
        section.refuseUnknown();
        return Optional.of(new StandInConfig.Mark(element, value));
    }

    private static boolean isFree(int element) {
        return element == 44 || element >= 46 && element <= 48 || element >= 57 && element <= 63 || element >= 111;
    }
}
