package io.wasl.ops;

import io.wasl.engine.DeliveryStanding;
import io.wasl.engine.DeliveryView;
import io.wasl.engine.DeskAnswer;
import io.wasl.engine.IssuerBacklog;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Owed deliveries for people. */
final class SafText implements SafPrint {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'");

    @Override
    public String list(DeskAnswer answer, List<IssuerBacklog> backlogs) {
        List<List<String>> issuers = new ArrayList<>();
        issuers.add(List.of("ISSUER", "OWED", "PARKED"));
        backlogs.forEach(backlog -> issuers.add(
                List.of(backlog.issuer(), Integer.toString(backlog.owed()), Integer.toString(backlog.parked()))));
        StringBuilder text = new StringBuilder(TextTable.of(issuers));
        if (answer.deliveries().isEmpty()) {
            return text.append("\nnothing fits").toString();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ID", "ISSUER", "WHAT", "STATE", "COPIES", "WHY"));
        answer.deliveries()
                .forEach(delivery -> rows.add(List.of(
                        delivery.id().toString(),
                        delivery.issuer(),
                        what(delivery),
                        word(delivery.standing()),
                        Integer.toString(delivery.copies()),
                        why(delivery))));
        text.append('\n').append(TextTable.of(rows));
        int more = answer.matching() - answer.deliveries().size();
        if (more > 0) {
            text.append(more).append(" newer ones are not shown; --limit shows more\n");
        }
        return text.toString();
    }

    /** What is known of one, and what can be done. */
    static String show(DeskAnswer answer) {
        StringBuilder text = new StringBuilder();
        for (DeliveryView delivery : answer.deliveries()) {
            text.append("delivery ").append(name(delivery)).append('\n');
            text.append("  state   ").append(word(delivery.standing()));
            String why = why(delivery);
            text.append(why.isEmpty() ? "" : ": " + why).append('\n');
            text.append("  copies  ").append(delivery.copies()).append('\n');
            if (delivery.standing() == DeliveryStanding.PARKED) {
                text.append("  next    wasl saf retry ").append(delivery.id());
                text.append(", or wasl saf drop ").append(delivery.id()).append(" --reason \"…\"\n");
            }
        }
        return text.toString();
    }

    static String reopened(DeskAnswer answer, String issuer) {
        if (issuer.isEmpty()) {
            return "owed again: " + name(answer.deliveries().get(0));
        }
        return answer.done() == 0
                ? "nothing is parked for " + issuer
                : "owed again: " + answer.done() + " to " + issuer;
    }

    static String partlyReopened(DeskAnswer answer, String issuer) {
        return "owed again: " + answer.done() + " of " + answer.matching() + " to " + issuer
                + "; the others stay parked: " + reason(answer.refusal());
    }

    static String refusal(DeskAnswer answer, String id) {
        String which = answer.deliveries().isEmpty()
                ? "delivery " + id
                : name(answer.deliveries().get(0));
        return switch (answer.refusal()) {
            case UNKNOWN -> "nothing is owed or parked under " + id + "; `wasl journal --id " + id + "` tells its life";
            case SEVERAL ->
                "several are owed for transaction " + id + "; say which one:\n"
                        + String.join(
                                "\n",
                                answer.deliveries().stream().map(SafText::name).toList());
            case NOT_PARKED ->
                which + " is not parked but " + word(answer.deliveries().get(0).standing())
                        + ": it is on its way, and nothing was changed";
            case NONE, NOT_CONFIGURED, BEHIND_PARKED_ADVICE, LOG_FULL, BUSY ->
                which + ": " + reason(answer.refusal()) + "; nothing was changed";
        };
    }

    private static String reason(DeskAnswer.Refusal refusal) {
        return switch (refusal) {
            case NONE -> "nothing was left to do";
            case UNKNOWN, SEVERAL -> "they are not one";
            case NOT_PARKED -> "on their way";
            case NOT_CONFIGURED -> "the issuer is not in the configuration";
            case BEHIND_PARKED_ADVICE -> "the advice that it takes back is parked too: retry that first";
            case LOG_FULL -> "the journal takes no records now";
            case BUSY -> "too many commands at once; try again";
        };
    }

    /** {@code 1.7 to atlas, 0420 reversal of 1.5}. */
    static String name(DeliveryView delivery) {
        return delivery.id() + " to " + delivery.issuer() + ", " + what(delivery);
    }

    private static String what(DeliveryView delivery) {
        return Mti.toString(delivery.mti()) + " " + kind(delivery) + (delivery.isAdvice() ? " " : " of ")
                + delivery.original();
    }

    static String kind(DeliveryView delivery) {
        return delivery.isAdvice() ? "advice" : "reversal";
    }

    static String word(DeliveryStanding standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private static String why(DeliveryView delivery) {
        if (delivery.standing() != DeliveryStanding.PARKED) {
            return delivery.behind().map(first -> "behind " + first).orElse("");
        }
        String since =
                ", " + TIME.format(Instant.ofEpochMilli(delivery.parkedAtMs()).atOffset(ZoneOffset.UTC));
        if (delivery.code() != ResponseCode.NONE) {
            return "answered " + ResponseCode.toString(delivery.code()) + since;
        }
        if (!delivery.isConfigured()) {
            return "issuer not configured" + since;
        }
        // It may have been parked while its issuer was not configured, or its advice is settled by now.
        return (delivery.behind().isPresent() ? "its advice is parked" : "without an answer") + since;
    }
}
