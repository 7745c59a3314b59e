package io.wasl.sim.world;

import io.wasl.iso.Mti;

/**
 * Draws what acquirers ask: each with a number of its own, so that everything that is said about it can be told apart.
 *
 * <pre>
 *   DE 11   1 … requests   300,000 … their completions   500,000 … reversals   700,000 … partial ones
 *   DE 37   the same number; a completion has its authorization's
 *   DE 7    the host's own clock, which is right
 * </pre>
 *
 * <p>Owner: the world's thread.
 */
final class PaymentDraft {

    private static final int COMPLETIONS = 300_000;
    private static final int REVERSALS = 500_000;
    private static final int REDUCTIONS = 700_000;
    private static final String NEVER = "299999";
    private static final int STAN_DIGITS = 6;
    private static final int RRN_DIGITS = 12;
    private static final int AMOUNT_DIGITS = 12;
    private static final long MOST_MINOR = 100_000;
    private static final String[] UNROUTABLE = {"9999990000000006", "4000000000000000", "6011110000000004"};
    private static final int[] COMMON = {0x0100, 0x0200};
    private static final int[] UNCOMMON = {0x0100, 0x0200, 0x0120, 0x0220, 0x0600, 0x0620};

    private final World world;
    private int completions;
    private int reductions;

    PaymentDraft(World world) {
        this.world = world;
    }

    /** Number {@code number} of the world. */
    Payment next(int number) {
        Chance chance = world.chance();
        boolean isUncommon = chance.falls(world.weather().acquirerFault());
        int mti = isUncommon ? UNCOMMON[chance.below(UNCOMMON.length)] : COMMON[chance.below(COMMON.length)];
        Message request = dated(Message.of(mti))
                .with(2, chance.oneOf(world.plan().pans()))
                .with(3, "000000")
                .with(11, Message.digits(number, STAN_DIGITS))
                .with(32, "100001")
                .with(37, Message.digits(number, RRN_DIGITS))
                .with(41, "TERM0001")
                .with(42, "WASL WORLD     ");
        if (Mti.movesMoney(mti)) {
            request.with(14, "4912")
                    .with(4, Message.digits(chance.between(1, MOST_MINOR), AMOUNT_DIGITS))
                    .with(22, "012")
                    .with(25, "00")
                    .with(49, "504");
        }
        if (mti == 0x0220 && chance.falls(0.2)) {
            // Something that nobody here has ever heard of.
            request.with(90, "0100" + NEVER + request.get(7) + "0".repeat(22));
        }
        boolean isFirst = isUncommon && chance.falls(0.2) && (mti == 0x0100 || mti == 0x0200);
        if (isUncommon && !isFirst && chance.falls(0.1)) {
            twist(request);
        }
        return new Payment(request, reversal(request, REVERSALS + number), isFirst);
    }

    /** Something that no issuer ever sees. */
    private void twist(Message request) {
        Chance chance = world.chance();
        world.happened(Fault.ACQUIRER_ASKS_IN_VAIN);
        if (chance.falls(0.25) && Mti.movesMoney(request.mti())) {
            request.without(3);
        } else {
            request.with(2, UNROUTABLE[chance.below(UNROUTABLE.length)]);
        }
    }

    /** What completes an authorization: the final amount, under the number of the purchase. */
    Payment completion(Payment authorization) {
        Chance chance = world.chance();
        int number = ++completions;
        Message request = dated(authorization.request.as(0x0220))
                .with(11, Message.digits(COMPLETIONS + number, STAN_DIGITS))
                .with(38, authorization.approval.get(38))
                .with(4, Message.digits(chance.between(1, 2 * authorization.netMinor), AMOUNT_DIGITS));
        if (chance.falls(0.5)) {
            request.with(90, named(authorization.request));
        }
        return new Payment(request, reversal(request, REVERSALS + COMPLETIONS / 2 + number), false, authorization);
    }

    /** One more of what was completed; its answer says whether that moves money. */
    Payment secondCompletion(Payment authorization) {
        int number = ++completions;
        Message request = dated(authorization.request.as(0x0220))
                .with(11, Message.digits(COMPLETIONS + number, STAN_DIGITS))
                .with(90, named(authorization.request));
        return new Payment(request, reversal(request, REVERSALS + COMPLETIONS / 2 + number), false);
    }

    /** The number of a partial reversal. */
    String nextReduction() {
        return Message.digits(REDUCTIONS + ++reductions, STAN_DIGITS);
    }

    private Message reversal(Message request, int number) {
        Message reversal = request.as(world.chance().falls(0.5) ? 0x0400 : 0x0420);
        return dated(reversal.without(38))
                .with(11, Message.digits(number, STAN_DIGITS))
                .with(90, named(request));
    }

    private static String named(Message original) {
        return Mti.toString(original.mti()) + original.get(11) + original.get(7) + "00000100001" + "00000000000";
    }

    private Message dated(Message message) {
        String time = world.time().hostsTime();
        return message.with(7, time).with(12, time.substring(4)).with(13, time.substring(0, 4));
    }
}
