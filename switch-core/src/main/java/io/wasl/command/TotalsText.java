package io.wasl.command;

import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.BusinessTotals.Line;
import io.wasl.ops.TextTable;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Totals for people: a line each, a sum wherever several are alike, and where the ledger stands. */
final class TotalsText {

    private static final List<String> HEAD = List.of(
            "DATE", "ACQUIRER", "ISSUER", "TYPE", "CURRENCY", "MESSAGES", "APPROVALS", "APPROVED", "STAND", "STANDING");

    private static final String NOTHING = "-";

    private final Screen screen;
    private final Optional<String> member;

    /**
     * @param member who was asked for; what it acquires and what it issues are no one sum
     */
    TotalsText(Screen screen, Optional<String> member) {
        this.screen = screen;
        this.member = member;
    }

    void print(BusinessTotals totals) {
        if (totals.lines().isEmpty()) {
            screen.line("no transaction fits");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(HEAD);
            totals.lines().forEach(line -> rows.add(row(line)));
            int lines = rows.size();
            rows.addAll(sums(totals.lines()));
            String[] text = TextTable.of(rows).split("\n", -1);
            screen.line(screen.bold(text[0]));
            for (int i = 1; i < rows.size(); i++) {
                screen.line(i < lines ? text[i] : screen.bold(text[i]));
            }
            screen.line();
            screen.line(screen.dim("Amounts are in the currency's minor unit."));
        }
        boolean isCurrent = totals.behind().orElse(1) == 0;
        String standing = TotalsPrint.standing(totals);
        screen.line(isCurrent ? screen.dim(standing) : screen.warn(standing));
    }

    private List<List<String>> sums(List<Line> lines) {
        List<List<String>> sums = new ArrayList<>();
        if (member.isEmpty()) {
            sum("sum", lines, line -> true, sums);
        } else {
            String id = member.get();
            sum("acquired", lines, line -> line.acquirer().equals(id), sums);
            sum("issued", lines, line -> line.issuer().equals(id), sums);
        }
        return sums;
    }

    /** Of one line alone there is none. */
    private static void sum(String name, List<Line> lines, Predicate<Line> which, List<List<String>> sums) {
        Map<String, List<Line>> alike = new LinkedHashMap<>();
        lines.stream()
                .filter(which)
                .forEach(line -> alike.computeIfAbsent(type(line) + line.currency(), key -> new ArrayList<>())
                        .add(line));
        for (List<Line> of : alike.values()) {
            if (of.size() > 1) {
                Line first = of.get(0);
                sums.add(List.of(
                        name,
                        "",
                        "",
                        type(first),
                        shown(first.currency()),
                        count(of.stream().mapToLong(Line::messages).sum()),
                        count(of.stream().mapToLong(Line::approvals).sum()),
                        amount(of.stream().map(Line::approved).reduce(BigInteger.ZERO, BigInteger::add)),
                        count(of.stream().mapToLong(Line::standingApprovals).sum()),
                        amount(of.stream().map(Line::standing).reduce(BigInteger.ZERO, BigInteger::add))));
            }
        }
    }

    private static List<String> row(Line line) {
        return List.of(
                line.date().map(LocalDate::toString).orElse(NOTHING),
                shown(line.acquirer()),
                shown(line.issuer()),
                type(line),
                shown(line.currency()),
                count(line.messages()),
                count(line.approvals()),
                amount(line.approved()),
                count(line.standingApprovals()),
                amount(line.standing()));
    }

    private static String type(Line line) {
        return TotalsPrint.classWord(line.messageClass()) + " " + shown(line.processing());
    }

    /** What members wrote is letters and digits, or hidden. */
    private static String shown(String text) {
        return text.isEmpty() ? NOTHING : text.replaceAll("[^0-9A-Za-z-]", "?");
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String amount(BigInteger minor) {
        return String.format(Locale.ROOT, "%,d", minor);
    }
}
