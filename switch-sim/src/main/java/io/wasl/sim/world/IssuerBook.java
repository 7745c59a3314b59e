package io.wasl.sim.world;

import io.wasl.iso.Mti;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer holds to be true, by the STAN and time of what it was sent. It never forgets: a reversal whose original has
 * not come yet makes that original void. What an operator settles by hand it books as told.
 *
 * <p>Owner: the world's thread.
 */
final class IssuerBook {

    private static final String FORGOTTEN_STAN = "000000";
    /** The function of an advice, in an MTI. */
    private static final int ADVICE = 0x20;

    private final Checker checker;
    /** By what reversals name: DE 7 in 1987, DE 12 since. */
    private final boolean isNamedByTransmission;

    private final BooleanSupplier mayForget;

    private final Map<String, Leg> legs = new HashMap<>();
    private final Set<String> reversedBefore = new HashSet<>();
    /** Of reversals and advices, by their own key: the first copy, all but its repeat digit. */
    private final Map<String, Message> deliveries = new HashMap<>();
    /** Advices that were booked by hand, by DE 37, MTI and amount: a copy that comes later moves nothing. */
    private final Set<String> bookedByHand = new HashSet<>();
    /** What was taken back by hand of something that has not come yet: what remains of it, by DE 37 and MTI. */
    private final Map<String, Long> remainsByHand = new HashMap<>();

    /** By what they name: parked, each waits for an operator, and what comes behind it does not wait. */
    private final Set<String> refusedReversals = new HashSet<>();

    /** One request or advice. */
    private static final class Leg {
        private final int mti;
        private final String rrn;
        private final String code;
        private final long toldMinor;
        private long netMinor;

        private Leg(Message message, String code, long netMinor) {
            mti = Mti.first(message.mti());
            rrn = message.get(37);
            this.code = code;
            toldMinor = message.number(4);
            this.netMinor = netMinor;
        }
    }

    /**
     * @param mayForget whether the switch may have forgotten by now under which number it sent something
     */
    IssuerBook(Checker checker, boolean isNamedByTransmission, BooleanSupplier mayForget) {
        this.checker = checker;
        this.isNamedByTransmission = isNamedByTransmission;
        this.mayForget = mayForget;
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
            legs.put(key, new Leg(request, "94", 0));
            return "94";
        }
        legs.put(key, new Leg(request, code, remains(request, approvedMinor)));
        return code;
    }

    /** Books an advice, once. A financial one that completes an authorization takes its place. */
    String advise(Message advice) {
        checkCopies(advice);
        String key = key(advice);
        if (legs.containsKey(key)) {
            return "00";
        }
        checkLegs(advice);
        boolean isSettled = reversedBefore.contains(key) || bookedByHand.contains(handKey(advice));
        long net = isSettled || isCompleted(advice) ? 0 : advice.number(4);
        legs.put(key, new Leg(advice, "00", remains(advice, net)));
        if (Mti.first(advice.mti()) == 0x0220) {
            complete(advice);
        }
        return "00";
    }

    /** An authorization that was parked comes behind its completion. */
    private boolean isCompleted(Message advice) {
        return Mti.messageClass(advice.mti()) == Mti.CLASS_AUTHORIZATION && byRrn(advice.get(37), 0x0220) != null;
    }

    /** What it completes is used up, stood in for or not. */
    private void complete(Message completion) {
        Leg named = legs.get(completion.namedStan() + completion.namedTime());
        if (named != null) {
            named.netMinor = 0;
        }
        for (Leg leg : legs.values()) {
            if (leg.rrn.equals(completion.get(37)) && Mti.messageClass(leg.mti) == Mti.CLASS_AUTHORIZATION) {
                if (completion.namedStan().equals(FORGOTTEN_STAN)) {
                    checkForgotten(completion);
                }
                leg.netMinor = 0;
            }
        }
    }

    /** DE 90 of what this issuer has had names it by the number that it came under. */
    private void checkForgotten(Message delivery) {
        if (!mayForget.getAsBoolean()) {
            checker.violated("DE 90 lacks the number of what it names: " + delivery.brief());
        }
    }

    /** An advice of what was asked before and stood in for comes behind the reversal of its leg. */
    private void checkLegs(Message advice) {
        legs.forEach((key, leg) -> {
            boolean isItsRequest = Mti.function(leg.mti) == Mti.FUNCTION_REQUEST
                    && Mti.messageClass(leg.mti) == Mti.messageClass(advice.mti());
            boolean stands = leg.netMinor > 0 && !refusedReversals.contains(key);
            if (isItsRequest && stands && leg.rrn.equals(advice.get(37))) {
                checker.violated("an advice came while its request stands: " + advice.brief());
            }
        });
    }

    /** A reversal or advice that is not taken. */
    void refuse(Message delivery) {
        refusedReversals.add(delivery.namedStan() + delivery.namedTime());
    }

    /** Takes back what DE 90 names, or a part of it. */
    String reverse(Message reversal) {
        checkCopies(reversal);
        if (reversal.namedStan().isEmpty()) {
            checker.violated("a reversal without DE 90 reached an issuer: " + reversal.brief());
            return "30";
        }
        String key = reversal.namedStan() + reversal.namedTime();
        if (reversal.namedStan().equals(FORGOTTEN_STAN)) {
            return reverseByRrn(reversal);
        }
        Leg leg = legs.get(key);
        if (leg == null) {
            reversedBefore.add(key);
            return "25";
        }
        leg.netMinor = Math.min(leg.netMinor, reversal.remains());
        return "00";
    }

    /** Whoever reverses it has forgotten its number: the request, and the advice of who stood in for it. */
    private String reverseByRrn(Message reversal) {
        int named = Mti.parse(reversal.namedMti());
        String code = "25";
        for (Leg leg : legs.values()) {
            boolean isMeant = leg.mti == named || leg.mti == (named | ADVICE);
            if (isMeant && leg.rrn.equals(reversal.get(37))) {
                checkForgotten(reversal);
                leg.netMinor = Math.min(leg.netMinor, reversal.remains());
                code = "00";
            }
        }
        return code;
    }

    /** The only one of this number and kind. */
    private @Nullable Leg byRrn(String rrn, int mti) {
        for (Leg leg : legs.values()) {
            if (leg.rrn.equals(rrn) && leg.mti == mti) {
                return leg;
            }
        }
        return null;
    }

    /**
     * An operator has dropped what was owed, and both sides have settled it on the telephone.
     *
     * @param mti of what it is about, in the words of 1987
     * @param toldMinor the amount of that
     * @param isReversal whether that is taken back; otherwise it is booked
     */
    void settleByHand(String rrn, int mti, long toldMinor, boolean isReversal, long minor) {
        if (isReversal) {
            reduceByHand(rrn, mti, toldMinor, minor);
        } else if (!hasCome(rrn, mti, minor) && bookedByHand.add(rrn + mti + " " + minor)) {
            Message told = Message.of(mti).with(37, rrn).with(4, Long.toString(minor));
            legs.put("by hand " + rrn + mti + " " + minor, new Leg(told, "00", remains(told, minor)));
            if (mti == 0x0220) {
                complete(told);
            }
        }
    }

    /** What stands of it, booked by hand or not; what has not come yet leaves no more than that. */
    private void reduceByHand(String rrn, int mti, long toldMinor, long minor) {
        boolean isThere = false;
        for (Leg leg : legs.values()) {
            if (leg.rrn.equals(rrn) && leg.mti == mti && leg.toldMinor == toldMinor) {
                leg.netMinor = Math.min(leg.netMinor, minor);
                isThere = true;
            }
        }
        if (!isThere) {
            remainsByHand.merge(rrn + mti + " " + toldMinor, minor, Math::min);
        }
    }

    /** Whether an advice of this number, kind and amount has been booked: one purchase may be completed in parts. */
    private boolean hasCome(String rrn, int mti, long minor) {
        return legs.values().stream().anyMatch(leg -> leg.rrn.equals(rrn) && leg.mti == mti && leg.toldMinor == minor);
    }

    private long remains(Message message, long minor) {
        return Math.min(minor, remainsByHand.getOrDefault(handKey(message), minor));
    }

    private static String handKey(Message advice) {
        return advice.get(37) + Mti.first(advice.mti()) + " " + advice.number(4);
    }

    /** What stands, by DE 37. */
    Map<String, Long> netByRrn() {
        Map<String, Long> net = new TreeMap<>();
        legs.values().forEach(leg -> net.merge(leg.rrn, leg.netMinor, Long::sum));
        return net;
    }

    /** G3: copies are the same but for the repeat digit, which all but one of them have. */
    private void checkCopies(Message copy) {
        String key = copy.mti() / 16 + copy.get(11) + copy.get(7);
        Message known = deliveries.putIfAbsent(key, copy);
        if (known == null) {
            return;
        }
        if (!known.hasSameElements(copy)) {
            checker.violated("G3: copies differ: " + copy.brief());
        } else if (known.mti() == copy.mti() && copy.mti() % 16 == 0) {
            checker.violated("G3: a second copy without the repeat digit: " + copy.brief());
        }
    }

    /** STAN and the time by which a reversal would name it. */
    private String key(Message message) {
        return message.get(11) + (isNamedByTransmission ? message.get(7) : message.get(13) + message.get(12));
    }
}
