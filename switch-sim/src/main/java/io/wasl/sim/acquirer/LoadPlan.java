package io.wasl.sim.acquirer;

import io.wasl.config.HostPort;
import io.wasl.sim.net.WireFormat;
import java.util.List;

/**
 * One run of the load generator.
 *
 * @param targets where the switch listens; connections are spread over them
 * @param connections how many are held open
 * @param signOn whether each connection signs on first (0800/001)
 * @param keepsPayments whether the book keeps each payment, not only totals
 */
public record LoadPlan(
        List<HostPort> targets,
        int connections,
        WireFormat format,
        Pace pace,
        LoadSpan span,
        Duty duty,
        TrafficMix mix,
        boolean signOn,
        boolean keepsPayments) {

    public LoadPlan {
        targets = List.copyOf(targets);
        if (targets.isEmpty() || connections < 1) {
            throw new IllegalArgumentException("a run needs a target and a connection");
        }
    }
}
