package io.wasl.sim.world;

import io.wasl.iso.Mti;
import java.util.List;

/**
 * What an acquirer's host does with payments that have ended, as often as the weather says: voids, takes back a part, completes,
 * repeats what it knows, changes a repeat. Never what its duty would be.
 *
 * <p>Owner: the world's thread.
 */
final class AcquirerHabits {

    private static final long SOON_NS = 5_000_000_000L;
    private static final long LATER_NS = 30_000_000_000L;
    private static final int MOST_DAYS_LATER = 10;

    private final World world;
    private final AcquirerHost host;

    AcquirerHabits(World world, AcquirerHost host) {
        this.world = world;
        this.host = host;
    }

    /** A customer who goes away before there is an answer. */
    void afterRequest(Payment payment) {
        Chance chance = world.chance();
        boolean canBeReversed = payment.movesMoney() && !payment.isAdvice();
        if (canBeReversed && chance.falls(world.weather().acquirerFault() / 10)) {
            world.agenda().in(chance.between(1_000_000, 60_000_000), host.life(), () -> {
                if (payment.state == Payment.State.AWAITING) {
                    world.happened(Fault.ACQUIRER_REVERSES_IN_FLIGHT);
                    host.reverse(payment);
                }
            });
        }
    }

    /** It stands, now or once more. */
    void afterApproval(Payment payment) {
        Chance chance = world.chance();
        if (!chance.falls(world.weather().acquirerFault())) {
            return;
        }
        long soonNs = chance.between(1_000_000, chance.falls(0.8) ? SOON_NS : LATER_NS);
        int what = payment.movesMoney() ? chance.below(6) : 4;
        Runnable habit = switch (what) {
            case 0 -> () -> voidPayment(payment);
            case 1 -> () -> takeBackAPart(payment);
            case 2, 3 -> payment.isAuthorization() ? () -> complete(payment) : () -> takeBackAPart(payment);
            case 4 -> () -> repeatAnswered(payment, payment.request, Fault.ACQUIRER_REPEATS_ANSWERED);
            default -> () -> changeARepeat(payment);
        };
        world.agenda().in(soonNs, host.life(), habit);
    }

    /** Days have passed; old business comes up again. */
    void afterDays(List<Payment> payments, boolean mayVoid) {
        payments.forEach(payment -> payment.isOld = true);
        Chance chance = world.chance();
        for (int i = 0; i < MOST_DAYS_LATER && mayVoid && !payments.isEmpty(); i++) {
            Payment payment = chance.oneOf(payments);
            long soonNs = chance.between(1_000_000, LATER_NS * 2 / 3);
            if (payment.movesMoney()) {
                world.agenda().in(soonNs, host.life(), () -> voidDaysLater(payment));
            }
        }
    }

    /** A host that has lost its memory: no approval may answer it. */
    void afterReversal(Payment payment) {
        boolean mayRepeat = !world.isHealing() && !payment.isOld;
        if (mayRepeat && world.chance().falls(world.weather().acquirerFault() / 4)) {
            world.happened(Fault.ACQUIRER_REPEATS_REVERSED);
            repeat(payment.request);
        }
    }

    private void voidDaysLater(Payment payment) {
        if (payment.state == Payment.State.STANDS && !world.isHealing()) {
            world.happened(Fault.ACQUIRER_VOIDS_DAYS_LATER);
            host.reverse(payment);
        }
    }

    private void voidPayment(Payment payment) {
        if (!stands(payment)) {
            return;
        }
        world.happened(Fault.ACQUIRER_VOIDS);
        if (world.chance().falls(0.2)) {
            // Its stored answer is being read back while it is reversed.
            repeat(payment.request);
        }
        host.reverse(payment);
    }

    private void takeBackAPart(Payment payment) {
        if (!stands(payment) || payment.reductionsSent > 0) {
            return;
        }
        boolean isTooMuch = world.chance().falls(0.1);
        world.happened(isTooMuch ? Fault.ACQUIRER_TAKES_BACK_TOO_MUCH : Fault.ACQUIRER_TAKES_BACK_A_PART);
        long remains = isTooMuch ? payment.netMinor + 1 : world.chance().between(1, payment.netMinor);
        host.takeBack(payment, remains, world.draft().nextReduction());
    }

    private void complete(Payment authorization) {
        if (!stands(authorization)) {
            return;
        }
        world.happened(Fault.ACQUIRER_COMPLETES);
        authorization.state = Payment.State.COMPLETED;
        host.begin(world.draft().completion(authorization));
        Chance chance = world.chance();
        long soonNs = chance.between(1_000_000, SOON_NS);
        if (chance.falls(0.2)) {
            world.agenda().in(soonNs, host.life(), () -> completeTwice(authorization));
        } else if (chance.falls(0.2)) {
            world.agenda().in(soonNs, host.life(), () -> reverseCompleted(authorization));
        }
    }

    private void completeTwice(Payment authorization) {
        if (isCompleted(authorization)) {
            world.happened(Fault.ACQUIRER_COMPLETES_TWICE);
            host.begin(world.draft().secondCompletion(authorization));
        }
    }

    /** Nothing of it is left to be reversed. */
    private void reverseCompleted(Payment authorization) {
        if (isCompleted(authorization)) {
            world.happened(Fault.ACQUIRER_REVERSES_COMPLETED);
            host.sendOnce(authorization.reversal);
        }
    }

    private boolean isCompleted(Payment authorization) {
        return !world.isHealing()
                && !authorization.isOld
                && authorization.state == Payment.State.COMPLETED
                && authorization.netMinor == 0;
    }

    private void changeARepeat(Payment payment) {
        Message changed = payment.request.as(payment.request.mti());
        changed.with(4, Message.digits(payment.requestedMinor() + 1, 12));
        repeatAnswered(payment, changed, Fault.ACQUIRER_CHANGES_A_REPEAT);
    }

    private void repeatAnswered(Payment payment, Message message, Fault fault) {
        if (stands(payment)) {
            world.happened(fault);
            repeat(message);
        }
    }

    private boolean stands(Payment payment) {
        return payment.state == Payment.State.STANDS && !payment.isOld && !world.isHealing();
    }

    private void repeat(Message message) {
        host.sendOnce(message.as(Mti.repeat(message.mti())));
    }
}
