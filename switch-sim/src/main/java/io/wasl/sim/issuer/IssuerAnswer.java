package io.wasl.sim.issuer;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.sim.rules.Request;

/** Writes answers: what a request's dialect echoes, the code, and what the code brings with it. Reused on one loop. */
final class IssuerAnswer {

    private static final int AMOUNT = 4;
    private static final int AUTHORIZATION = 38;
    private static final int ADDITIONAL_AMOUNTS = 54;
    /** DE 54: account type 00, amount type 57 (original amount). */
    private static final String ORIGINAL_AMOUNT = "0057";

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
        if (decided.code() == ResponseCode.PARTIALLY_APPROVED) {
            writer.setNumber(AMOUNT, decided.approvedMinor());
            if (request.currency().length() == 3) {
                String original = String.format("%sD%012d", request.currency(), request.amountMinor());
                writer.setText(ADDITIONAL_AMOUNTS, ORIGINAL_AMOUNT + original);
            }
        }
        return writer;
    }
}
