package io.wasl.sim.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must never be, looked for all along, and the model of the money at the end. Knows nothing of the switch's inside.
 *
 * <p>Owner: the world's thread.
 */
final class Checker {

    private static final int MOST_VIOLATIONS = 20;

    private final Trace trace;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> legsByRrn = new HashMap<>();

    Checker(Trace trace) {
        this.trace = trace;
    }

    void violated(String what) {
        trace.line(() -> "VIOLATION " + what);
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(what);
        }
    }

    /** The node itself failed. */
    void broke(String where, Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        violated(where + " threw " + fault + (stack.length == 0 ? "" : " at " + stack[0]));
    }

    boolean isViolated() {
        return !violations.isEmpty();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** G4: a payment has one request on its way to an issuer, ever. */
    void onLeg(Message request) {
        if (legsByRrn.merge(request.get(37), 1, Integer::sum) > 1) {
            violated("G4: a second request for one payment reached an issuer: " + request.brief());
        }
    }

    /** G4, G5: what an acquirer is answered about a payment. */
    void onPaymentAnswer(Payment payment, Message answer) {
        boolean isApproval = answer.isApproval();
        if (isApproval && !answer.get(11).equals(payment.stan())) {
            violated("G5: an approval with another STAN: " + answer.brief());
        }
        if (isApproval && answer.number(4) > payment.requestedMinor()) {
            violated("more was approved than asked: " + answer.brief());
        }
        boolean isReplay = payment.state == Payment.State.STANDS || payment.state == Payment.State.COMPLETED;
        boolean isKnown = isReplay && payment.approval.isApproval();
        if (isKnown && isApproval && !answer.hasSameElements(payment.approval)) {
            violated("G4: a replay differs from the first answer: " + answer.brief());
        }
    }

    /** After the storm: acquirers' and issuers' totals agree, payment by payment. */
    void compare(List<AcquirerHost> acquirers, List<IssuerHost> issuers) {
        Map<String, Long> held = new TreeMap<>();
        issuers.forEach(issuer -> issuer.book().netByRrn().forEach((rrn, net) -> held.merge(rrn, net, Long::sum)));
        Map<String, Long> owed = new TreeMap<>();
        for (AcquirerHost acquirer : acquirers) {
            acquirer.payments().forEach(payment -> owed.merge(payment.rrn(), payment.netMinor, Long::sum));
        }
        var all = new TreeSet<>(held.keySet());
        all.addAll(owed.keySet());
        for (String rrn : all) {
            long atIssuer = held.getOrDefault(rrn, 0L);
            long atAcquirer = owed.getOrDefault(rrn, 0L);
            if (atIssuer != atAcquirer) {
                violated("money: " + rrn + " is " + atAcquirer + " at the acquirer and " + atIssuer + " at the issuer");
            }
        }
    }
}
