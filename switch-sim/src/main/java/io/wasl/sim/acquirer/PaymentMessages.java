package io.wasl.sim.acquirer;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.sim.book.Card;
import io.wasl.time.RandomSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes requests of a mix, and the reversals they may need.
 *
 * <p>Owner: the acquirer's loop.
 */
final class PaymentMessages {

    /** Room for the elements of one payment. */
    private static final int CAPACITY_BYTES = 1024;

    private static final String ABSENT_INSTITUTION = "00000000000";
    /** DE 39 of a reversal (ISO 8583:1987): 68 response received too late or never, 17 customer cancellation. */
    private static final String NO_ANSWER = "68";

    private static final String CANCELLATION = "17";
    private static final int TERMINALS = 1000;

    /** What a reversal repeats of its request. */
    private static final int[] REVERSAL_KEEPS = {2, 3, 18, 22, 25, 32, 33, 37, 41, 42, 49};

    private final KeySequence keys;
    private final RandomSource random;

    PaymentMessages(KeySequence keys, RandomSource random) {
        this.keys = keys;
        this.random = random;
    }

    Payment payment(Traffic traffic, long dueNs) {
        String pan = traffic.pans().get((int) random.below(traffic.pans().size()));
        long width = traffic.amounts().high() - traffic.amounts().low() + 1;
        long amountMinor = traffic.amounts().low() + random.below(width);
        String transmitted = keys.transmitted();
        var values = new LinkedHashMap<Integer, String>();
        values.put(2, pan);
        values.put(3, "000000");
        values.put(4, String.format("%012d", amountMinor));
        values.put(7, transmitted);
        values.put(11, keys.nextStan());
        values.put(12, transmitted.substring(4));
        values.put(13, transmitted.substring(0, 4));
        values.put(18, "5411");
        values.put(22, "012");
        values.put(25, "00");
        values.put(32, "00000100001");
        values.put(37, keys.nextRrn());
        values.put(41, String.format("TERM%04d", random.below(TERMINALS)));
        values.put(42, "WASL SIMULATOR ");
        values.put(49, traffic.currency());
        values.putAll(traffic.elements());
        return new Payment(traffic, Card.of(pan), amountMinor, dueNs, message(traffic.mti(), values));
    }

    /** The 0420 of a payment, with a number of its own and DE 90 naming the request. */
    Exchange reversal(Payment payment) {
        boolean cancelled = payment.state() == PaymentState.CANCELLING;
        Exchange.Message request = payment.request().message();
        var values = new LinkedHashMap<Integer, String>();
        for (int de : REVERSAL_KEEPS) {
            if (request.elements().has(de)) {
                values.put(de, request.elements().text(de));
            }
        }
        long amountMinor = cancelled ? payment.approvedMinor() : payment.requestedMinor();
        values.put(4, String.format("%012d", amountMinor));
        values.put(7, keys.transmitted());
        values.put(11, keys.nextStan());
        values.put(39, cancelled ? CANCELLATION : NO_ANSWER);
        values.put(90, originalData(request));
        return new Exchange(payment, message(0x0420, values), true);
    }

    private static String originalData(Exchange.Message request) {
        ElementSet sent = request.elements();
        return Mti.toString(request.mti())
                + sent.text(11)
                + sent.text(7)
                + institution(sent.text(32))
                + institution(sent.text(33));
    }

    private static String institution(String digits) {
        return ABSENT_INSTITUTION.substring(digits.length()) + digits;
    }

    private static Exchange.Message message(int mti, Map<Integer, String> values) {
        var elements = new ElementSet(CAPACITY_BYTES);
        values.forEach((de, text) -> {
            if (!elements.put(de, text)) {
                throw new IllegalArgumentException("a payment's elements do not fit " + CAPACITY_BYTES + " bytes");
            }
        });
        var compact = new ElementSet(elements.length());
        compact.load(elements);
        return new Exchange.Message(AnswerCheck.Keys.of(compact), mti, compact);
    }
}
