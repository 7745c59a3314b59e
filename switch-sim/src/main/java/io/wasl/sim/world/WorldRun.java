package io.wasl.sim.world;

import io.wasl.iso.Mti;
import java.util.List;

/**
 * One seed: payments in a storm, then the world heals and must come to rest, then the books are compared.
 *
 * <p>Owner: the thread that runs it.
 */
final class WorldRun {

    /** Payments of one world. */
    static final int PAYMENTS = 200;

    private static final long STORM_NS = 40_000_000_000L;
    /** More than all time-outs, back-offs and repeats together. */
    private static final long REST_NS = 900_000_000_000L;

    private static final long LOOK_NS = 1_000_000_000;

    private final long seed;
    private final int payments;
    private final World world;
    private int begun;

    /**
     * @param hash of everything that happened; two runs of one seed have the same
     * @param lines for people, when they were asked for
     */
    record Result(
            long seed,
            int payments,
            List<String> violations,
            long hash,
            long events,
            int lives,
            double virtualSeconds,
            Coverage coverage,
            List<String> lines) {

        boolean isGood() {
            return violations.isEmpty();
        }
    }

    WorldRun(long seed, int payments, boolean isTraced) {
        this.seed = seed;
        this.payments = payments;
        world = new World(seed, isTraced);
    }

    Result run() {
        world.start();
        new Storm(world).begin();
        planPayment();
        runUntil(STORM_NS);
        world.heal();
        long deadlineNs = world.time().nowNs() + REST_NS;
        while (!isAtRest()
                && world.time().nowNs() < deadlineNs
                && !world.checker().isViolated()) {
            runUntil(world.time().nowNs() + LOOK_NS);
        }
        if (!world.checker().isViolated()) {
            checkRest();
            world.checker().compare(world.acquirers(), world.issuers());
        }
        if (world.node().hasEngine()) {
            world.coverage().onNodeGone(world.node().engineCounters());
        }
        return new Result(
                seed,
                payments,
                world.checker().violations(),
                world.trace().hash(),
                world.agenda().happened(),
                world.lives(),
                world.time().nowNs() / 1e9,
                world.coverage(),
                world.trace().lines());
    }

    private void runUntil(long untilNs) {
        boolean goesOn = true;
        while (goesOn && !world.checker().isViolated()) {
            goesOn = world.agenda().step(untilNs);
        }
    }

    private boolean isAtRest() {
        return begun == payments
                && world.node().isAtRest()
                && world.acquirers().stream().allMatch(AcquirerHost::isAtRest);
    }

    private void checkRest() {
        if (!isAtRest()) {
            StringBuilder why = new StringBuilder("the world does not come to rest: ")
                    .append(world.node().unrest());
            world.acquirers().forEach(acquirer -> why.append("; ").append(acquirer.unrest()));
            world.checker().violated(why.toString());
        }
    }

    // --- payments ----------------------------------------------------------------------------------------------------

    private void planPayment() {
        if (begun < payments) {
            world.agenda().in(world.chance().between(0, 2 * STORM_NS / payments), world.life(), () -> {
                world.chance().oneOf(world.acquirers()).begin(payment(++begun));
                planPayment();
            });
        }
    }

    private Payment payment(int number) {
        Chance chance = world.chance();
        boolean isUncommon = chance.falls(world.weather().acquirerFault());
        int kind = isUncommon ? chance.below(4) : chance.below(2);
        int mti = new int[] {0x0100, 0x0200, 0x0120, 0x0220}[kind];
        Message request = Message.of(mti)
                .with(2, chance.oneOf(world.plan().pans()))
                .with(3, "000000")
                .with(4, String.format("%012d", chance.between(1, 100_000)))
                .with(7, transmission(number))
                .with(11, String.format("%06d", number))
                .with(12, "100000")
                .with(13, "0105")
                .with(14, "4912")
                .with(22, "012")
                .with(25, "00")
                .with(32, "100001")
                .with(37, String.format("%012d", number))
                .with(41, "TERM0001")
                .with(42, "WASL WORLD     ")
                .with(49, "504");
        return new Payment(request, reversal(request, number), isUncommon && chance.falls(0.2) && kind < 2);
    }

    private Message reversal(Message request, int number) {
        Message reversal = request.as(world.chance().falls(0.5) ? 0x0400 : 0x0420);
        return reversal.with(7, transmission(number + 1))
                .with(11, String.format("%06d", 500_000 + number))
                .with(
                        90,
                        Mti.toString(request.mti()) + request.get(11) + request.get(7) + "00000100001" + "00000000000");
    }

    /** DE 7 does not need the true time. */
    private static String transmission(int number) {
        return "0105" + String.format("%02d%02d%02d", 10, number / 60 % 60, number % 60);
    }
}
