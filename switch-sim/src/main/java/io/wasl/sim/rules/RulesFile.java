package io.wasl.sim.rules;

import io.wasl.config.ConfigException;
import io.wasl.sim.yaml.Forms;
import io.wasl.sim.yaml.Section;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an issuer's rules.
 *
 * <pre>
 *   rules:
 *     - name: lost card
 *       when: { pan: "4000001234567899" }        # or 400000*, or low-high, or a list of these
 *       then: decline 41
 *     - when: { amount: 100000-999999, currency: 504 }
 *       then: partial 50%
 *       delay: 100ms-300ms
 *     - when: { terminal: TERM00*, amount-ends: 13 }
 *       then: approve
 *       deliver: silence                         # booked, but the answer is lost
 *     - when: { mti: 0420 }
 *       then: decline 91
 *     - preset: amount-cents                     # last two digits of DE 4 = DE 39
 *   connections: never-read                      # accepted and never read; default read
 * </pre>
 */
public final class RulesFile {

    private RulesFile() {}

    /**
     * @throws ConfigException with every error of the file at its line and column
     */
    public static RuleBook load(Path file) throws ConfigException {
        return read(Section.open(file));
    }

    public static RuleBook parse(String file, Reader reader) throws ConfigException {
        return read(Section.open(file, reader));
    }

    private static RuleBook read(Section root) throws ConfigException {
        boolean readsNothing = root.read("connections", false, RulesFile::readsNothing);
        if (!root.has("rules") && !root.has("connections")) {
            root.error("rules", "is missing");
        }
        var entries = new ArrayList<RuleBook.Entry>();
        List<Section> sections = root.sections("rules");
        for (int i = 0; i < sections.size(); i++) {
            rule(sections.get(i), i + 1).ifPresent(entries::add);
        }
        root.end();
        root.check();
        return new RuleBook(entries, readsNothing);
    }

    private static Optional<RuleBook.Entry> rule(Section section, int number) {
        Condition when = section.section("when").map(RulesFile::condition).orElse(Condition.ALWAYS);
        String name = section.read("name", "rule " + number, text -> text);
        Optional<Decision> decision = decision(section);
        Rule.Delivery delivery = section.read("deliver", Rule.Delivery.ANSWER, RulesFile::delivery);
        Forms.Span delay = section.read("delay", Rule.NO_DELAY, Forms::delays);
        section.end();
        return decision.map(then -> new RuleBook.Entry(when, new Rule(name, then, delivery, delay)));
    }

    private static Optional<Decision> decision(Section section) {
        if (section.has("preset")) {
            if (section.has("then")) {
                section.error("preset", "stands in the place of then; write one of them");
            }
            section.find("then", Decision::parse);
            return section.find("preset", RulesFile::preset);
        }
        return section.require("then", Decision::parse);
    }

    private static Condition condition(Section when) {
        var condition = new Condition(
                when.some("pan", PanMatch::parse),
                when.some("amount", Forms::amounts),
                when.some("amount-ends", RulesFile::amountEnd),
                when.some("mti", text -> pattern(text, "(\\d{4}|\\d{1,3}\\*)", "must be an MTI, or its start and *")),
                when.some("terminal", text -> pattern(text, ".{1,8}", "must have 1 to 8 characters; * ends a start")),
                when.some(
                        "processing-code",
                        text -> pattern(text, "(\\d{6}|\\d{1,5}\\*)", "must be 6 digits, or their start and *")),
                when.some("currency", Forms::currency));
        when.end();
        return condition;
    }

    private static Rule.Delivery delivery(String text) {
        return switch (text) {
            case "answer" -> Rule.Delivery.ANSWER;
            case "silence" -> Rule.Delivery.SILENCE;
            case "disconnect" -> Rule.Delivery.DISCONNECT;
            case "twice" -> Rule.Delivery.TWICE;
            case "wrong-stan" -> Rule.Delivery.WRONG_STAN;
            case "wrong-amount" -> Rule.Delivery.WRONG_AMOUNT;
            case "reset" -> Rule.Delivery.RESET;
            case "stop-reading" -> Rule.Delivery.STOP_READING;
            default ->
                throw new IllegalArgumentException("must be answer, silence, disconnect, twice, wrong-stan,"
                        + " wrong-amount, reset or stop-reading");
        };
    }

    private static boolean readsNothing(String text) {
        return switch (text) {
            case "read" -> false;
            case "never-read" -> true;
            default -> throw new IllegalArgumentException("must be read or never-read");
        };
    }

    private static Decision preset(String text) {
        if (!text.toLowerCase(Locale.ROOT).equals("amount-cents")) {
            throw new IllegalArgumentException("must be amount-cents, the one preset there is");
        }
        return new Decision.AmountCents();
    }

    private static int amountEnd(String text) {
        if (!text.matches("\\d{2}")) {
            throw new IllegalArgumentException("must be two digits");
        }
        return Integer.parseInt(text);
    }

    private static String pattern(String text, String legal, String reason) {
        if (!text.matches(legal)) {
            throw new IllegalArgumentException(reason);
        }
        return text;
    }
}
