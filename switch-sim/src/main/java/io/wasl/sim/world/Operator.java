package io.wasl.sim.world;

import io.wasl.engine.DeliveryDesk;
import io.wasl.engine.DeliveryQuery;
import io.wasl.engine.DeliveryStanding;
import io.wasl.engine.DeliveryView;
import io.wasl.engine.DeskAnswer;
import io.wasl.journal.TransactionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person who looks at what is parked now and then: has it sent again, and when that does not help drops it and settles it with
 * the issuer by hand.
 *
 * <p>Owner: the world's thread.
 */
final class Operator {

    private static final long LOOK_NS = 2_000_000_000L;
    private static final int MOST_LISTED = 50;
    private static final int MOST_RETRIES = 2;
    private static final String NOTE = "the world's operator";

    private final World world;
    private final Map<TransactionId, Integer> retries = new HashMap<>();

    Operator(World world) {
        this.world = world;
    }

    /** Is there from then on. */
    void begin(long inNs) {
        world.agenda().in(inNs + world.chance().between(0, LOOK_NS), world.life(), this::look);
    }

    private void look() {
        world.node().atDesk(desk -> desk.list(parked(Optional.empty()), MOST_LISTED, this::onList));
        begin(0);
    }

    private static DeliveryQuery parked(Optional<TransactionId> id) {
        return new DeliveryQuery(id, Optional.empty(), Set.of(DeliveryStanding.PARKED));
    }

    /** Within a turn of the node. */
    private void onList(DeskAnswer answer) {
        for (DeliveryView view : answer.deliveries()) {
            if (world.isHealing() || world.chance().falls(0.3)) {
                world.node().atDesk(desk -> act(desk, view));
            }
        }
    }

    private void act(DeliveryDesk desk, DeliveryView view) {
        DeliveryQuery one = parked(Optional.of(view.id()));
        int before = retries.merge(view.id(), 1, Integer::sum) - 1;
        boolean isRetried = before < MOST_RETRIES && world.chance().falls(0.7);
        boolean canBeTold = world.census().canBeTold(view.id());
        boolean isHopeless = world.isHealing() && before >= 3 * MOST_RETRIES;
        if (!canBeTold && isHopeless) {
            // Its issuer says that it knows nothing of it: there is nothing to settle.
            world.census().leaveUnsettled(view.id());
        }
        if (isRetried || !canBeTold && !isHopeless) {
            desk.retry(one, NOTE, answer -> {
                if (answer.done() > 0) {
                    world.happened(Fault.OPERATOR_RETRIES);
                } else {
                    // Not sent again: it waits for what is parked in front of it, and is not hopeless by that.
                    retries.merge(view.id(), -1, Integer::sum);
                }
            });
        } else {
            desk.drop(one, NOTE, answer -> {
                if (answer.done() > 0) {
                    world.happened(Fault.OPERATOR_DROPS);
                    world.census().settle(view.id());
                }
            });
        }
    }
}
