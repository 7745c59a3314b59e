package io.wasl.sim.world;

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

    /** So long after the storm customers begin to pay again, one a second. */
    private static final long TRICKLE_NS = 60_000_000_000L;

    private static final long LOOK_NS = 1_000_000_000;

    private final long seed;
    private final int payments;
    private final World world;
    private int begun;
    /** What is parked stays so, and its money is not counted. */
    private boolean isDeskEmpty;

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
        int days = world.plan().daysBetween();
        if (days == 0) {
            new Operator(world).begin(0);
            storm(STORM_NS, payments);
        } else {
            // Nobody is at the desk before.
            isDeskEmpty = true;
            storm(STORM_NS, payments * 3 / 4);
            isDeskEmpty = false;
            if (!world.checker().isViolated()) {
                world.stormAfter(days);
                new Operator(world).begin(STORM_NS * 5 / 8);
                storm(STORM_NS / 2, payments * 3 / 4);
            }
        }
        world.node().tell(world.coverage());
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

    /** It storms, heals, and must come to rest with equal books. */
    private void storm(long forNs, int count) {
        int until = begun + count;
        new Storm(world).begin();
        planPayment(until, 2 * forNs / Math.max(1, count));
        runUntil(world.time().nowNs() + forNs);
        world.heal();
        long healedNs = world.time().nowNs();
        while (!isAtRest(until)
                && world.time().nowNs() < healedNs + REST_NS
                && !world.checker().isViolated()) {
            if (begun >= until && world.time().nowNs() > healedNs + TRICKLE_NS) {
                // What was said of a transaction that memory has forgotten is found when its segment is full.
                pay();
            }
            runUntil(world.time().nowNs() + LOOK_NS);
        }
        if (!world.checker().isViolated()) {
            checkRest(until);
            if (!isDeskEmpty) {
                world.checker().compare(world.acquirers(), world.issuers());
            }
        }
    }

    private void pay() {
        world.chance().oneOf(world.acquirers()).begin(world.draft().next(++begun));
    }

    private void runUntil(long untilNs) {
        boolean goesOn = true;
        while (goesOn && !world.checker().isViolated()) {
            goesOn = world.agenda().step(untilNs);
        }
    }

    private boolean isAtRest(int until) {
        return begun >= until
                && world.isNodeAtRest(isDeskEmpty)
                && world.acquirers().stream().allMatch(AcquirerHost::isAtRest);
    }

    private void checkRest(int until) {
        if (!isAtRest(until)) {
            StringBuilder why = new StringBuilder("the world does not come to rest: ").append(world.unrest());
            world.acquirers().forEach(acquirer -> why.append("; ").append(acquirer.unrest()));
            world.checker().violated(why.toString());
        }
    }

    private void planPayment(int until, long apartNs) {
        if (begun < until) {
            world.agenda().in(world.chance().between(0, apartNs), world.life(), () -> {
                pay();
                planPayment(until, apartNs);
            });
        }
    }
}
