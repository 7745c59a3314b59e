package io.wasl.sim.issuer;

import io.wasl.codec.MessageView;
import io.wasl.iso.Version;
import io.wasl.sim.book.Amount;
import io.wasl.sim.book.Card;
import io.wasl.sim.rules.Request;
import java.nio.charset.StandardCharsets;

/** Reads from a message what the issuer decides by. Reused; owner: the issuer's loop. */
final class Incoming {

    private static final int PROCESSING_CODE = 3;
    private static final int AMOUNT = 4;
    private static final int STAN = 11;
    private static final int ACQUIRING = 32;
    private static final int FORWARDING = 33;
    private static final int TERMINAL = 41;
    private static final int CURRENCY = 49;
    private static final int FUNCTION_CODE = 24;
    private static final int REPLACEMENT_AMOUNTS = 95;
    private static final int AMOUNT_DIGITS = 12;
    private static final int LONGEST_PAN = 32;

    private final byte[] scratch = new byte[1024];
    private final byte[] digits = new byte[LONGEST_PAN];

    /** What rules look at; its PAN is empty when the message has none or two that differ. */
    Request request(MessageView message) {
        int length = Math.max(0, message.pan(digits, 0));
        Version version = message.dialect().version();
        return new Request(
                message.mti(),
                new String(digits, 0, length, StandardCharsets.US_ASCII),
                Amount.minor(version, message.number(AMOUNT)),
                text(message, TERMINAL).stripTrailing(),
                text(message, PROCESSING_CODE),
                Amount.currency(version, text(message, AMOUNT), text(message, CURRENCY)));
    }

    /** The key under which a later reversal will name this message. */
    TransactionKey key(MessageView message, Request request) {
        Version version = message.dialect().version();
        return new TransactionKey(
                Card.of(request.pan()),
                message.mti(),
                text(message, STAN),
                text(message, version.originalTime()),
                text(message, ACQUIRING),
                version.is1987() ? text(message, FORWARDING) : "");
    }

    /**
     * The key of the transaction that a reversal speaks of.
     *
     * @throws IllegalArgumentException when it names none
     */
    TransactionKey originalKey(MessageView message, Request request) {
        Version version = message.dialect().version();
        String named = text(message, version.originalData());
        return TransactionKey.ofOriginalData(version, Card.of(request.pan()), named);
    }

    /**
     * What a reversal leaves approved: the first amount of DE 95, 0 without one; since 1993 DE 4 of a partial reversal.
     */
    long remainingMinor(MessageView message, Request request) {
        if (!message.dialect().version().is1987()) {
            boolean isPartial = message.number(FUNCTION_CODE) == Version.PARTIAL_REVERSAL;
            return isPartial ? Math.max(0, request.amountMinor()) : 0;
        }
        String amounts = text(message, REPLACEMENT_AMOUNTS);
        String actual = amounts.substring(0, Math.min(AMOUNT_DIGITS, amounts.length()));
        return actual.matches("\\d{12}") ? Long.parseLong(actual) : 0;
    }

    /** Whether it names card, time and number: without these it cannot be booked. */
    static boolean isComplete(MessageView message, Request request) {
        int time = message.dialect().version().originalTime();
        return !request.pan().isEmpty() && message.has(time) && message.has(STAN);
    }

    String stan(MessageView message) {
        return text(message, STAN);
    }

    private String text(MessageView message, int de) {
        if (!message.has(de)) {
            return "";
        }
        int length = message.copy(de, scratch, 0);
        return new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    }
}
