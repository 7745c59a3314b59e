package io.wasl.command;

import io.wasl.iso.Mti;
import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.BusinessTotals.Line;
import io.wasl.ops.TotalsForm;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How {@code ./wasl ledger totals} tells programs what it found, and where the ledger stands. */
final class TotalsPrint {

    private static final String AUTHORIZATION = "authorization";
    private static final String FINANCIAL = "financial";

    private TotalsPrint() {}

    /** The message class of a word; empty for another one. */
    static Optional<Integer> classOf(String word) {
        return switch (word) {
            case AUTHORIZATION -> Optional.of(Mti.CLASS_AUTHORIZATION);
            case FINANCIAL -> Optional.of(Mti.CLASS_FINANCIAL);
            default -> Optional.empty();
        };
    }

    static String classWord(int messageClass) {
        return messageClass == Mti.CLASS_AUTHORIZATION ? AUTHORIZATION : FINANCIAL;
    }

    /** The head names the columns as the ledger's view does; where the ledger stands goes to the errors' stream. */
    static void csv(BusinessTotals totals, Screen screen) {
        screen.line("business_date,acquirer,issuer,currency,message_class,processing,messages,approvals,approved,"
                + "standing_approvals,standing");
        totals.lines().forEach(line -> screen.line(TotalsForm.line(line)));
        screen.error(standing(totals));
    }

    /** All texts are ids, words and digits in ASCII. */
    static void json(BusinessTotals totals, Screen screen) {
        totals.lines().forEach(line -> screen.line(json(line)));
        OptionalLong end = totals.logEnd();
        OptionalLong behind = totals.behind();
        screen.line("{\"lines\":" + totals.lines().size() + ",\"applied\":" + totals.applied()
                + (totals.appliedTimeMs() > 0
                        ? ",\"appliedTime\":\"" + Instant.ofEpochMilli(totals.appliedTimeMs()) + "\""
                        : "")
                + (end.isPresent() ? ",\"logEnd\":" + end.getAsLong() + ",\"behind\":" + behind.getAsLong() : "")
                + "}");
    }

    private static String json(Line line) {
        // Of the form that no field can break: ids, digits and letters.
        String[] fields = TotalsForm.line(line).split(",", -1);
        return "{"
                + line.date().map(date -> "\"date\":\"" + date + "\",").orElse("")
                + "\"acquirer\":\"" + fields[1] + "\""
                + (fields[2].isEmpty() ? "" : ",\"issuer\":\"" + fields[2] + "\"")
                + (fields[3].isEmpty() ? "" : ",\"currency\":\"" + fields[3] + "\"")
                + ",\"class\":\"" + classWord(line.messageClass()) + "\""
                + (fields[5].isEmpty() ? "" : ",\"processing\":\"" + fields[5] + "\"")
                + ",\"messages\":" + line.messages()
                + ",\"approvals\":" + line.approvals()
                + ",\"approved\":" + line.approved()
                + ",\"standingApprovals\":" + line.standingApprovals()
                + ",\"standing\":" + line.standing() + "}";
    }

    /** Totals are as new as the ledger. */
    static String standing(BusinessTotals totals) {
        String at = totals.applied() == 0
                ? "The ledger is empty"
                : String.format(Locale.ROOT, "The ledger stands at position %,d of the log", totals.applied())
                        + (totals.appliedTimeMs() > 0 ? ", " + Instant.ofEpochMilli(totals.appliedTimeMs()) : "");
        if (totals.logEnd().isEmpty()) {
            return at + "; how far the log goes is not known, since it cannot be read.";
        }
        long end = totals.logEnd().getAsLong();
        if (end < totals.applied()) {
            return at
                    + String.format(
                            Locale.ROOT,
                            "; the log shows no more than position %,d: its end waits for the next start, or it is another's.",
                            end);
        }
        long behind = end - totals.applied();
        return behind == 0
                ? at + ": it has all of it."
                : at + ", " + Amounts.count(behind, "record") + " behind it: what they say is not in here.";
    }
}
