package io.wasl.ops;

import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.BusinessTotals.Line;
import io.wasl.journal.ledger.TotalsQuery;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How totals are asked for over the command channel and answered: the same words and lines for whoever asks, who makes of
 * them what people read.
 *
 * <pre>
 *   ledger totals [from=DATE] [to=DATE] [member=ID] [currency=NNN] [class=1|2] [processing=NN]
 *
 *   totals 1,applied,its time,the log's end or nothing,whole or cut,known or unknown
 *   date,acquirer,issuer,currency,class,processing,messages,approvals,approved,standing approvals,standing
 *   …
 * </pre>
 *
 * No field holds a comma: ids have none, and what members wrote is let through as letters and digits only.
 */
public final class TotalsForm {

    private static final String FIRST = "totals 1";
    private static final String WHOLE = "whole";
    private static final String KNOWN = "known";
    private static final Set<String> KEYS = Set.of("from", "to", "member", "currency", "class", "processing");
    private static final int HEAD_FIELDS = 6;
    private static final int LINE_FIELDS = 11;

    private TotalsForm() {}

    /** The words of a question, behind the command's name. */
    public static List<String> words(TotalsQuery query) {
        List<String> words = new ArrayList<>();
        words.add("totals");
        query.from().ifPresent(date -> words.add("from=" + date));
        query.to().ifPresent(date -> words.add("to=" + date));
        query.member().ifPresent(id -> words.add("member=" + id));
        query.currency().ifPresent(code -> words.add("currency=" + code));
        query.messageClass().ifPresent(one -> words.add("class=" + one));
        query.processing().ifPresent(digits -> words.add("processing=" + digits));
        return words;
    }

    /**
     * @throws IllegalArgumentException for anything that {@link #words} does not make; its message repeats no value
     */
    static TotalsQuery query(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("totals")) {
            throw new IllegalArgumentException("ledger totals");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? "" : word.substring(0, equals);
            if (!KEYS.contains(key) || values.put(key, word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("totals take each of " + String.join("=, ", KEYS) + "= once");
            }
        }
        try {
            return new TotalsQuery(
                    Optional.ofNullable(values.get("from")).map(LocalDate::parse),
                    Optional.ofNullable(values.get("to")).map(LocalDate::parse),
                    Optional.ofNullable(values.get("member")),
                    Optional.ofNullable(values.get("currency")),
                    Optional.ofNullable(values.get("class")).map(Integer::valueOf),
                    Optional.ofNullable(values.get("processing")));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("a date is such as 2027-01-15, a class 1 or 2", e);
        }
    }

    static String text(BusinessTotals totals) {
        StringBuilder text = new StringBuilder();
        text.append(String.join(
                        ",",
                        FIRST,
                        Long.toString(totals.applied()),
                        Long.toString(totals.appliedTimeMs()),
                        totals.logEnd().isPresent()
                                ? Long.toString(totals.logEnd().getAsLong())
                                : "",
                        totals.isWhole() ? WHOLE : "cut",
                        totals.knowsMember() ? KNOWN : "unknown"))
                .append('\n');
        for (Line line : totals.lines()) {
            text.append(line(line)).append('\n');
        }
        return text.toString();
    }

    /** One line of totals, its fields as the ledger's view names them; what a line has not is empty. */
    public static String line(Line line) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%d,%s,%d,%d,%d,%d,%d",
                line.date().map(LocalDate::toString).orElse(""),
                line.acquirer(),
                line.issuer(),
                plain(line.currency()),
                line.messageClass(),
                plain(line.processing()),
                line.messages(),
                line.approvals(),
                line.approved(),
                line.standingApprovals(),
                line.standing());
    }

    private static String plain(String written) {
        return written.replaceAll("[^0-9A-Za-z]", "?");
    }

    /**
     * What a node answered.
     *
     * @throws IllegalArgumentException when it is of another build's form
     */
    public static BusinessTotals totals(String text) {
        List<String> rows = text.lines().toList();
        String[] head = rows.isEmpty() ? new String[0] : rows.get(0).split(",", -1);
        if (head.length != HEAD_FIELDS || !head[0].equals(FIRST)) {
            throw new IllegalArgumentException("the node is of another build: its totals cannot be read");
        }
        List<Line> lines = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            lines.add(line(row.split(",", -1)));
        }
        return new BusinessTotals(
                Long.parseLong(head[1]),
                Long.parseLong(head[2]),
                head[3].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(head[3])),
                head[4].equals(WHOLE),
                head[5].equals(KNOWN),
                lines);
    }

    private static Line line(String[] fields) {
        if (fields.length != LINE_FIELDS) {
            throw new IllegalArgumentException("the node's answer has a line that is none of totals");
        }
        return new Line(
                fields[0].isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(fields[0])),
                fields[1],
                fields[2],
                fields[3],
                Integer.parseInt(fields[4]),
                fields[5],
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]),
                new BigInteger(fields[8]),
                Long.parseLong(fields[9]),
                new BigInteger(fields[10]));
    }
}
