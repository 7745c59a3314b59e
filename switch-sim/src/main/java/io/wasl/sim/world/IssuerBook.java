package io.wasl.sim.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an issuer holds to be true, by the STAN and time of what it was sent. It never forgets: a reversal whose original has
 * not come yet makes that original void.
 *
 * <p>Owner: the world's thread.
 */
final class IssuerBook {

    private final Checker checker;
    private final Map<String, Leg> legs = new HashMap<>();
    private final Set<String> reversedBefore = new HashSet<>();
    /** Of reversals and advices, by their own key: the first copy, all but its repeat digit. */
    private final Map<String, Copy> deliveries = new HashMap<>();

    private record Copy(int mti, Map<Integer, String> elements) {}

    /** One request or advice. */
    private static final class Leg {
        private final String rrn;
        private final String code;
        private long netMinor;

        private Leg(String rrn, String code, long netMinor) {
            this.rrn = rrn;
            this.code = code;
            this.netMinor = netMinor;
        }
    }

    IssuerBook(Checker checker) {
        this.checker = checker;
    }

    /** Books a request; the code it is answered with. */
    String request(Message request, String code, long approvedMinor) {
        String key = key(request);
        if (legs.containsKey(key)) {
            checker.violated("G4: a request came to its issuer twice: " + request.brief());
            return legs.get(key).code;
        }
        checker.onLeg(request);
        if (reversedBefore.contains(key)) {
            legs.put(key, new Leg(request.get(37), "94", 0));
            return "94";
        }
        legs.put(key, new Leg(request.get(37), code, approvedMinor));
        return code;
    }

    /** Books an advice, once. */
    String advise(Message advice) {
        String key = key(advice);
        checkCopies(advice);
        if (!legs.containsKey(key)) {
            checkLegs(advice);
            legs.put(key, new Leg(advice.get(37), "00", reversedBefore.contains(key) ? 0 : advice.number(4)));
        }
        return "00";
    }

    /** An advice of what was asked before and stood in for comes behind the reversal of its leg. */
    private void checkLegs(Message advice) {
        for (Leg leg : legs.values()) {
            if (leg.netMinor > 0 && leg.rrn.equals(advice.get(37))) {
                checker.violated("an advice came while its request stands: " + advice.brief());
            }
        }
    }

    /** Takes back what DE 90 names, or a part of it. */
    String reverse(Message reversal) {
        checkCopies(reversal);
        String original = reversal.get(90);
        if (original.length() < 20) {
            checker.violated("a reversal without DE 90 reached an issuer: " + reversal.brief());
            return "30";
        }
        String key = original.substring(4, 20);
        Leg leg = legs.get(key);
        if (leg == null) {
            reversedBefore.add(key);
            return "25";
        }
        leg.netMinor = Math.min(leg.netMinor, remains(reversal));
        return "00";
    }

    /** DE 95 of a partial reversal; a full one leaves nothing. */
    private static long remains(Message reversal) {
        String replacements = reversal.get(95);
        return replacements.isEmpty() ? 0 : Long.parseLong(replacements.substring(0, 12));
    }

    /** What stands, by DE 37. */
    Map<String, Long> netByRrn() {
        Map<String, Long> net = new TreeMap<>();
        legs.values().forEach(leg -> net.merge(leg.rrn, leg.netMinor, Long::sum));
        return net;
    }

    /** G3: copies are the same but for the repeat digit, which all but one of them have. */
    private void checkCopies(Message copy) {
        String key = copy.mti() / 16 + key(copy);
        Copy known = deliveries.get(key);
        if (known == null) {
            deliveries.put(key, new Copy(copy.mti(), copy.elements()));
        } else if (!known.elements().equals(copy.elements())) {
            checker.violated("G3: copies differ: " + copy.brief());
        } else if (known.mti() == copy.mti() && copy.mti() % 16 == 0) {
            checker.violated("G3: a second copy without the repeat digit: " + copy.brief());
        }
    }

    /** STAN and transmission time. */
    private static String key(Message message) {
        return message.get(11) + message.get(7);
    }
}
