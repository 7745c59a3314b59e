package io.wasl.sim.rules;

import io.wasl.iso.ResponseCode;
import io.wasl.sim.yaml.Forms;
import java.util.Locale;

/** What the issuer thinks of a request. */
public sealed interface Decision {

    /** Approved, the whole amount. */
    record Approve() implements Decision {}

    /**
     * @param code packed DE 39 as in {@link ResponseCode}
     */
    record Decline(int code) implements Decision {}

    /** Approved in part, at most this amount; wholly when no more was asked for. */
    record PartialAmount(long amountMinor) implements Decision {}

    /** Approved in part, this share of what was asked for, rounded down. */
    record PartialShare(int percent) implements Decision {}

    /** The last digits of DE 4, as many as DE 39 has, are the code; an approving one approves, a partial one half. */
    record AmountCents() implements Decision {}

    /** As if the message had never arrived: nothing is booked and nothing answered. */
    record Unseen() implements Decision {}

    /** The connection is closed instead of an answer; nothing is booked. */
    record HangUp() implements Decision {}

    /** As if this message and all behind it were never read: nothing is booked, and the connection stays open. */
    record StopReading() implements Decision {}

    /**
     * {@code approve}, {@code decline 51}, {@code partial 5000}, {@code partial 50%}, {@code amount-cents},
     * {@code silence}, {@code disconnect}, {@code stop-reading}.
     *
     * @throws IllegalArgumentException with the list of what is known
     */
    static Decision parse(String text) {
        String[] words = text.trim().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        String verb = words[0].toLowerCase(Locale.ROOT);
        if (verb.equals("decline") || verb.equals("partial")) {
            return verb.equals("decline") ? new Decline(code(argument)) : partial(argument);
        }
        return switch (argument.isEmpty() ? verb : "") {
            case "approve" -> new Approve();
            case "amount-cents" -> new AmountCents();
            case "silence" -> new Unseen();
            case "disconnect" -> new HangUp();
            case "stop-reading" -> new StopReading();
            default ->
                throw new IllegalArgumentException("must be approve, decline CODE, partial AMOUNT, partial N%,"
                        + " amount-cents, silence, disconnect or stop-reading");
        };
    }

    private static int code(String text) {
        if (!text.matches("[0-9A-Z]{2,4}")) {
            throw new IllegalArgumentException("decline needs a code of 2 to 4 digits or capitals, such as decline 51");
        }
        return ResponseCode.of(text);
    }

    private static Decision partial(String text) {
        if (text.matches("[1-9]\\d?%")) {
            return new PartialShare(Forms.count(text.substring(0, text.length() - 1)));
        }
        if (text.matches("\\d{1,12}")) {
            return new PartialAmount(Forms.amount(text));
        }
        throw new IllegalArgumentException("partial needs an amount in minor units or a share of 1% to 99%");
    }
}
