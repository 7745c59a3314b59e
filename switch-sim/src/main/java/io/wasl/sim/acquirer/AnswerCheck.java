package io.wasl.sim.acquirer;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.sim.book.Amount;

/** Compares an answer with what was sent. Owner: the acquirer's loop. */
final class AnswerCheck {

    private static final int PAN = 2;
    private static final int AMOUNT = 4;
    /** Must come back as sent; 7, 11, 37 and 41 are the key by which the exchange was found. */
    private static final int[] ECHOED = {42, 49};
    /** DE 49 is no currency in 2003. */
    private static final int[] ECHOED_IN_2003 = {42};

    private final Faults faults;
    private final byte[] scratch = new byte[1024];

    AnswerCheck(Faults faults) {
        this.faults = faults;
    }

    /** Whether it is an answer to that exchange at all; every difference is a fault. */
    boolean accepts(MessageView answer, Exchange exchange) {
        int expected = Mti.answer(exchange.message().mti());
        if (answer.mti() != expected) {
            faults.add(
                    Fault.WRONG_MTI,
                    Mti.toString(answer.mti()) + " to "
                            + Mti.toString(exchange.message().mti()) + of(exchange));
            return false;
        }
        if (answer.code() == ResponseCode.NONE) {
            faults.add(Fault.NO_CODE, Mti.toString(answer.mti()) + of(exchange));
            return false;
        }
        checkEchoes(answer, exchange);
        checkAmount(answer, exchange);
        return true;
    }

    /** DE 7, 11, 37 and 41 of a message joined, the key of {@link Exchange.Message}. */
    String key(MessageView message) {
        var key = new StringBuilder(40);
        for (int de : Keys.ELEMENTS) {
            key.append(text(message, de)).append('|');
        }
        return key.toString();
    }

    /** The elements that make a key. */
    static final class Keys {
        static final int[] ELEMENTS = {7, 11, 37, 41};

        private Keys() {}

        static String of(ElementSet elements) {
            var key = new StringBuilder(40);
            for (int de : ELEMENTS) {
                key.append(elements.text(de).stripTrailing()).append('|');
            }
            return key.toString();
        }
    }

    private void checkEchoes(MessageView answer, Exchange exchange) {
        ElementSet sent = exchange.message().elements();
        boolean hasCurrency = answer.dialect().version() != Version.V2003;
        for (int de : hasCurrency ? ECHOED : ECHOED_IN_2003) {
            if (!text(answer, de).equals(sent.text(de).stripTrailing())) {
                faults.add(Fault.ECHO_DIFFERS, "DE " + de + of(exchange));
            }
        }
        if (answer.has(PAN) && !text(answer, PAN).equals(sent.text(PAN))) {
            faults.add(Fault.ECHO_DIFFERS, "DE " + PAN + of(exchange));
        }
    }

    /** DE 4 comes back equal; only a partial approval lowers it, in the same currency. */
    private void checkAmount(MessageView answer, Exchange exchange) {
        Version version = answer.dialect().version();
        long sent = exchange.message().elements().number(AMOUNT);
        long received = answer.number(AMOUNT);
        long approved = Amount.minor(version, received);
        boolean lower = answer.code() == version.partiallyApproved()
                && approved >= 0
                && approved < Amount.minor(version, sent)
                && Amount.with(version, sent, approved) == received;
        if (received != sent && !lower) {
            faults.add(Fault.ECHO_DIFFERS, "DE " + AMOUNT + of(exchange));
        }
    }

    /** For sentences: which exchange. */
    static String of(Exchange exchange) {
        ElementSet sent = exchange.message().elements();
        return ", STAN " + sent.text(11) + ", RRN " + sent.text(37) + ", "
                + exchange.payment().traffic().name();
    }

    private String text(MessageView message, int de) {
        if (!message.has(de)) {
            return "";
        }
        int length = message.copy(de, scratch, 0);
        return new String(scratch, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
