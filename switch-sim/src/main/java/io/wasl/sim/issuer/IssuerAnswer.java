package io.wasl.sim.issuer;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.sim.book.Amount;
import io.wasl.sim.rules.Request;

/** Writes answers: what a request's dialect echoes, the code, and what the code brings with it. Reused on one loop. */
final class IssuerAnswer {

    private static final int AMOUNT = 4;
    private static final int STAN = 11;
    private static final int AUTHORIZATION = 38;
    /** Since 1993. */
    private static final int ORIGINAL_AMOUNTS = 30;

    private static final int ADDITIONAL_AMOUNTS = 54;
    /** DE 54: account type 00, amount type 57 (original amount). */
    private static final String ORIGINAL_AMOUNT = "0057";

    /** Twelve digits. */
    private static final long HIGHEST_AMOUNT = 999_999_999_999L;

    private final MessageWriter writer = new MessageWriter();

    MessageWriter of(MessageView request, int code) {
        Dialect dialect = request.dialect();
        return writer.begin(dialect, Mti.answer(request.mti()), request)
                .keep(dialect.echoed())
                .setCode(code);
    }

    MessageWriter of(MessageView message, Request request, IssuerBook.Answer decided) {
        of(message, decided.code());
        if (!decided.authorization().isEmpty()) {
            writer.setText(AUTHORIZATION, decided.authorization());
        }
        Version version = message.dialect().version();
        if (decided.code() == version.partiallyApproved()) {
            long asked = message.number(AMOUNT);
            writer.setNumber(AMOUNT, Amount.with(version, asked, decided.approvedMinor()));
            if (!version.is1987()) {
                writer.setText(ORIGINAL_AMOUNTS, originalAmounts(version, asked));
            } else if (request.currency().length() == 3) {
                String original = String.format("%sD%012d", request.currency(), request.amountMinor());
                writer.setText(ADDITIONAL_AMOUNTS, ORIGINAL_AMOUNT + original);
            }
        }
        return writer;
    }

    /** Spoils an answer: the STAN after its own. */
    static void nextStan(MessageWriter writer, MessageView message) {
        long numbers = (long) Math.pow(10, message.dialect().version().stanDigits());
        writer.setNumber(STAN, (Math.max(0, message.number(STAN)) + 1) % numbers);
    }

    /**
     * Spoils an answer: one minor unit more than was asked for, or less where no more can be said. A partial approval of
     * too little or too much within what was asked nobody could tell from a right one.
     */
    static void oneMore(MessageWriter writer, MessageView message, Request request) {
        long asked = Math.max(0, request.amountMinor());
        long wrong = asked < HIGHEST_AMOUNT ? asked + 1 : asked - 1;
        Version version = message.dialect().version();
        writer.setNumber(AMOUNT, Amount.with(version, Math.max(0, message.number(AMOUNT)), wrong));
    }

    /** The amount asked for, and none for reconciliation. */
    private static String originalAmounts(Version version, long asked) {
        int digits = version == Version.V2003 ? 16 : 12;
        return String.format("%0" + digits + "d%0" + digits + "d", asked, 0);
    }
}
