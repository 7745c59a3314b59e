package io.wasl.sim.rules;

import io.wasl.iso.ResponseCode;
import java.util.List;
import java.util.Optional;

/** Ordered rules; the first that matches wins, and where none does a request is approved. Immutable, shared. */
public final class RuleBook {

    /** Used where no rule speaks. */
    public static final Rule APPROVE = new Rule("no rule", new Decision.Approve(), Rule.Delivery.ANSWER, Rule.NO_DELAY);

    private final List<Entry> entries;
    private final boolean readsNothing;

    record Entry(Condition when, Rule rule) {}

    /** @param readsNothing see {@link #readsNothing()} */
    RuleBook(List<Entry> entries, boolean readsNothing) {
        this.entries = List.copyOf(entries);
        this.readsNothing = readsNothing;
    }

    /** Approves everything. */
    public static RuleBook approving() {
        return new RuleBook(List.of(), false);
    }

    /** One rule for every request: for tests and demonstrations. */
    public static RuleBook always(Decision decision) {
        var rule = new Rule("always", decision, Rule.Delivery.ANSWER, Rule.NO_DELAY);
        return new RuleBook(List.of(new Entry(Condition.ALWAYS, rule)), false);
    }

    /** Whether connections are accepted and never read: then no rule ever speaks. */
    public boolean readsNothing() {
        return readsNothing;
    }

    /** The first rule that matches. */
    public Optional<Rule> find(Request request) {
        for (Entry entry : entries) {
            if (entry.when().matches(request)) {
                return Optional.of(entry.rule());
            }
        }
        return Optional.empty();
    }

    /** The names of rules that decline with a code of another length than DE 39 has. */
    public List<String> unfit(int codeDigits) {
        return entries.stream()
                .map(Entry::rule)
                .filter(rule -> rule.decision() instanceof Decision.Decline decline
                        && ResponseCode.length(decline.code()) != codeDigits)
                .map(Rule::name)
                .toList();
    }

    public int size() {
        return entries.size();
    }
}
