package io.wasl.sim.acquirer;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.sim.book.Amount;
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
    /** DE 25 of a reversal since 1993: time-out waiting for a response, customer cancellation. */
    private static final String NO_ANSWER_REASON = "4021";

    private static final String CANCELLATION_REASON = "4000";
    private static final String MERCHANT_CATEGORY = "5411";
    /** Chip, online PIN, attended, on the merchant's premises (ISO 8583:1993, DE 22). */
    private static final String POINT_OF_SERVICE_1993 = "510101511344";

    private static final int TERMINALS = 1000;

    /** What a reversal repeats of its request. */
    private static final int[] REVERSAL_KEEPS = {2, 3, 18, 22, 25, 32, 33, 37, 41, 42, 49};

    private static final int[] REVERSAL_KEEPS_SINCE_1993 = {2, 3, 12, 22, 26, 32, 33, 37, 41, 42, 49};

    private final KeySequence keys;
    private final Version version;
    private final RandomSource random;

    PaymentMessages(KeySequence keys, Version version, RandomSource random) {
        this.keys = keys;
        this.version = version;
        this.random = random;
    }

    Payment payment(Traffic traffic, long dueNs) {
        String pan = traffic.pans().get((int) random.below(traffic.pans().size()));
        long width = traffic.amounts().high() - traffic.amounts().low() + 1;
        long amountMinor = traffic.amounts().low() + random.below(width);
        int mti = version.mti(traffic.mti());
        var values = new LinkedHashMap<Integer, String>();
        values.put(2, pan);
        values.put(3, "000000");
        values.put(4, Amount.text(version, traffic.currency(), amountMinor));
        values.put(7, keys.transmitted());
        values.put(11, keys.nextStan());
        values.put(32, "00000100001");
        values.put(37, keys.nextRrn());
        values.put(41, String.format("TERM%04d", random.below(TERMINALS)));
        values.put(42, "WASL SIMULATOR ");
        if (version != Version.V2003) {
            values.put(49, traffic.currency());
        }
        values.putAll(pointOfService(version, mti, keys));
        values.putAll(traffic.elements());
        return new Payment(traffic, Card.of(pan), amountMinor, dueNs, message(mti, values));
    }

    /** When, where and what for, in the words of a version. */
    static Map<Integer, String> pointOfService(Version version, int mti, KeySequence keys) {
        var values = new LinkedHashMap<Integer, String>();
        values.put(12, keys.local());
        if (version.is1987()) {
            values.put(13, keys.transmitted().substring(0, 4));
            values.put(18, MERCHANT_CATEGORY);
            values.put(22, "012");
            values.put(25, "00");
            return values;
        }
        values.put(24, String.format("%03d", version.functionCode(Mti.messageClass(mti))));
        values.put(26, MERCHANT_CATEGORY);
        if (version == Version.V1993) {
            values.put(22, POINT_OF_SERVICE_1993);
        }
        return values;
    }

    /** The 0420 of a payment, with a number of its own and DE 90 (56) naming the request. */
    Exchange reversal(Payment payment) {
        boolean cancelled = payment.state() == PaymentState.CANCELLING;
        Exchange.Message request = payment.request().message();
        var values = new LinkedHashMap<Integer, String>();
        for (int de : version.is1987() ? REVERSAL_KEEPS : REVERSAL_KEEPS_SINCE_1993) {
            if (request.elements().has(de)) {
                values.put(de, request.elements().text(de));
            }
        }
        long amountMinor = cancelled ? payment.approvedMinor() : payment.requestedMinor();
        values.put(4, Amount.text(version, payment.traffic().currency(), amountMinor));
        values.put(7, keys.transmitted());
        values.put(11, keys.nextStan());
        if (version.is1987()) {
            values.put(39, cancelled ? CANCELLATION : NO_ANSWER);
        } else {
            values.put(24, Integer.toString(Version.FULL_REVERSAL));
            values.put(25, cancelled ? CANCELLATION_REASON : NO_ANSWER_REASON);
        }
        values.put(version.originalData(), originalData(request));
        return new Exchange(payment, message(version.mti(0x0420), values), true);
    }

    private String originalData(Exchange.Message request) {
        ElementSet sent = request.elements();
        String named = Mti.toString(request.mti()) + sent.text(11) + sent.text(version.originalTime());
        String acquiring = sent.text(32);
        return switch (version) {
            case V1987 -> named + institution(acquiring) + institution(sent.text(33));
            case V1993 -> named + String.format("%02d", acquiring.length()) + acquiring;
            case V2003 -> named + acquiring;
        };
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
