package io.wasl.sim.world;

import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerProfile;
import io.wasl.iso.Mti;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An acquirer's host that does its duty in the end: what has no answer it repeats, and then reverses until that is
 * acknowledged. On the way it does what hosts do.
 *
 * <p>Owner: the world's thread.
 */
final class AcquirerHost implements HostLine.Host {

    private static final int LINES = 2;
    private static final int MOST_REPEATS = 2;
    private static final long REDIAL_NS = 500_000_000;
    /** Answers to an advice that no repeat would change. */
    private static final Set<String> FINAL = Set.of("12", "14", "15", "25", "30", "92", "94");

    private final World world;
    private final int index;
    private final Dialect dialect;
    /** Whether a repeat of what is finished gets 94 in place of the stored answer. */
    private final boolean isToldDuplicates;

    /** Whether its reversals are its issuers' to decide. */
    private final boolean isRelaying;

    private final AcquirerHabits habits;
    private final Life life = new Life();
    private final List<AcquirerLine> lines = new ArrayList<>();
    private final Map<HostLine, AcquirerLine> byLine = new HashMap<>();
    /** By DE 11 of everything that is sent about them. */
    private final Map<String, Payment> byStan = new HashMap<>();

    private final List<Payment> inOrder = new ArrayList<>();
    private int dialling;

    AcquirerHost(World world, int index, Dialect dialect) {
        this.world = world;
        this.index = index;
        this.dialect = dialect;
        isToldDuplicates =
                world.plan().config().acquirers().get(index).profile().duplicate() == AcquirerProfile.Duplicate.CODE_94;
        isRelaying =
                world.plan().config().acquirers().get(index).profile().reversal() == AcquirerProfile.Reversal.RELAY;
        habits = new AcquirerHabits(world, this);
    }

    void start() {
        for (int i = 0; i < LINES; i++) {
            dial();
        }
    }

    List<Payment> payments() {
        return inOrder;
    }

    /** A payment begins. */
    void begin(Payment payment) {
        byStan.put(payment.stan(), payment);
        byStan.put(payment.reversal.get(11), payment);
        inOrder.add(payment);
        if (payment.isReversedFirst) {
            world.happened(Fault.ACQUIRER_REVERSES_BEFORE);
            reverse(payment);
            world.agenda()
                    .in(
                            world.chance().between(0, 300_000_000),
                            life,
                            () -> anyLine().ifPresent(line -> line.send(payment.request)));
        } else {
            request(payment);
            habits.afterRequest(payment);
        }
    }

    /** Whether every payment is settled and no connection waits for anything. */
    boolean isAtRest() {
        return inOrder.stream().allMatch(Payment::isSettled) && waiting() == 0;
    }

    String unrest() {
        return inOrder.stream().filter(payment -> !payment.isSettled()).count() + " payments without an end, "
                + waiting() + " answers awaited";
    }

    private int waiting() {
        return lines.stream().mapToInt(AcquirerLine::waiting).sum();
    }

    // --- sending -----------------------------------------------------------------------------------------------------

    private void request(Payment payment) {
        Optional<AcquirerLine> line = anyLine();
        int mti = payment.requestsSent == 0 ? payment.request.mti() : Mti.repeat(payment.request.mti());
        if (line.isPresent()) {
            if (payment.requestsSent > 0) {
                world.happened(Fault.ACQUIRER_REPEATS);
            }
            payment.requestsSent++;
            world.trace().line(() -> "acquirer sends " + payment.request.as(mti).brief());
            line.get().send(payment.request.as(mti));
        }
        await(payment, line.isPresent());
    }

    void reverse(Payment payment) {
        payment.state = Payment.State.REVERSING;
        Optional<AcquirerLine> line = anyLine();
        int mti = payment.reversalsSent == 0 ? payment.reversal.mti() : Mti.repeat(payment.reversal.mti());
        if (line.isPresent()) {
            payment.reversalsSent++;
            world.trace()
                    .line(() -> "acquirer sends " + payment.reversal.as(mti).brief());
            line.get().send(payment.reversal.as(mti));
        }
        await(payment, line.isPresent());
    }

    /** A part of it is taken back. */
    void takeBack(Payment payment, long remainsMinor, String stan) {
        payment.reduceTo(remainsMinor, stan);
        byStan.put(stan, payment);
        reduce(payment);
    }

    private void reduce(Payment payment) {
        Optional<AcquirerLine> line = anyLine();
        int mti = payment.reductionsSent == 0 ? payment.reduction.mti() : Mti.repeat(payment.reduction.mti());
        if (line.isPresent()) {
            payment.reductionsSent++;
            world.trace()
                    .line(() -> "acquirer sends " + payment.reduction.as(mti).brief());
            line.get().send(payment.reduction.as(mti));
        }
        await(payment, line.isPresent());
    }

    private void await(Payment payment, boolean isSent) {
        int timer = ++payment.timer;
        long patienceNs = isSent ? world.plan().acquirerPatienceNs() : REDIAL_NS;
        world.agenda().in(patienceNs, life, () -> {
            if (timer == payment.timer) {
                onSilence(payment);
            }
        });
    }

    private void onSilence(Payment payment) {
        switch (payment.state) {
            case AWAITING -> {
                boolean isTried =
                        payment.requestsSent > MOST_REPEATS || world.chance().falls(0.3);
                if (payment.requestsSent == 0 || payment.isAdvice() || !isTried) {
                    request(payment);
                } else if (!payment.movesMoney()) {
                    // Nobody answers, and there is nothing to take back.
                    payment.state = Payment.State.VOID;
                } else {
                    world.happened(Fault.ACQUIRER_REVERSES_UNANSWERED);
                    reverse(payment);
                }
            }
            case DECLINED -> {
                world.happened(Fault.ACQUIRER_REVERSES_DECLINED);
                reverse(payment);
            }
            case REDUCING -> reduce(payment);
            case REVERSING -> reverse(payment);
            case STANDS, VOID, COMPLETED -> {}
        }
    }

    private Optional<AcquirerLine> anyLine() {
        return lines.isEmpty() ? Optional.empty() : Optional.of(world.chance().oneOf(lines));
    }

    /** The business day is over, it says. */
    void endTheDay() {
        world.happened(Fault.ACQUIRER_ENDS_THE_DAY);
        sendOnce(Message.of(0x0800)
                .with(7, world.time().hostsTime())
                .with(11, "000002")
                .with(70, "201"));
    }

    /** Something uncommon on one of its lines. */
    void sendGarbage() {
        anyLine().ifPresent(line -> {
            world.happened(Fault.ACQUIRER_GARBAGE);
            byte[] body = "0100Z23456789012345678901234".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] frame = new byte[body.length + 2];
            frame[1] = (byte) body.length;
            System.arraycopy(body, 0, frame, 2, body.length);
            line.sendGarbage(frame);
            // And an answer to what nobody asked.
            line.line()
                    .send(Message.of(0x0110)
                            .with(7, world.time().hostsTime())
                            .with(11, "000003")
                            .with(39, "00"));
        });
    }

    // --- receiving ---------------------------------------------------------------------------------------------------

    @Override
    public void onMessage(HostLine hostLine, Message answer) {
        AcquirerLine line = byLine.get(hostLine);
        if (line == null) {
            return;
        }
        world.trace().line(() -> "acquirer got " + answer.brief());
        if (!line.onAnswer(answer)) {
            world.checker().violated("G1, G5: an answer nobody waits for on its connection: " + answer.brief());
            return;
        }
        boolean isNetwork = Mti.messageClass(answer.mti()) == Mti.CLASS_NETWORK;
        Payment payment = byStan.get(answer.get(11));
        if (isNetwork || payment == null) {
            return;
        }
        if (Mti.messageClass(answer.mti()) == Mti.CLASS_REVERSAL) {
            onReversalAnswer(payment, answer);
        } else {
            onPaymentAnswer(payment, answer);
        }
    }

    private void onPaymentAnswer(Payment payment, Message answer) {
        world.checker().onPaymentAnswer(payment, answer);
        boolean isApproval = answer.isApproval();
        if (isApproval) {
            world.border().onApprovalArrived(answer);
        }
        boolean isDoneBefore = isToldDuplicates && answer.get(39).equals("94") && payment.requestsSent > 1;
        payment.requestsAnswered++;
        if (payment.state == Payment.State.DECLINED) {
            onAnotherAnswer(payment, isApproval || isDoneBefore);
        } else if (payment.state == Payment.State.AWAITING) {
            payment.timer++;
            if (isApproval || isDoneBefore && payment.completes != null) {
                stand(payment, answer);
            } else if (isDoneBefore && payment.movesMoney()) {
                // How it ended nobody tells any more.
                reverse(payment);
            } else if (payment.isAdvice() && !FINAL.contains(answer.get(39))) {
                await(payment, true);
            } else {
                declined(payment);
            }
        }
    }

    /** A frame was declined without a record; of another one it is told now that it was not. */
    private void onAnotherAnswer(Payment payment, boolean isPerhapsApproved) {
        if (isPerhapsApproved) {
            world.coverage().add("acquirer reverses an approval behind a decline", 1);
            reverse(payment);
        } else if (payment.requestsAnswered >= payment.requestsSent) {
            payment.timer++;
            payment.state = Payment.State.VOID;
        }
    }

    private void stand(Payment payment, Message answer) {
        payment.approval = answer;
        payment.netMinor = payment.isAdvice() ? payment.requestedMinor() : answer.number(4);
        payment.state = Payment.State.STANDS;
        Payment authorization = payment.completes;
        if (authorization != null) {
            authorization.netMinor = 0;
        }
        habits.afterApproval(payment);
    }

    /**
     * Says nothing of its other frames, as long as they have no answer. What a completion that nobody takes would have used up
     * stands as before.
     */
    private void declined(Payment payment) {
        if (payment.movesMoney() && !payment.isAdvice() && payment.requestsAnswered < payment.requestsSent) {
            payment.state = Payment.State.DECLINED;
            await(payment, true);
            return;
        }
        payment.state = Payment.State.VOID;
        Payment authorization = payment.completes;
        if (authorization != null && authorization.netMinor > 0) {
            authorization.state = Payment.State.STANDS;
        }
    }

    private void onReversalAnswer(Payment payment, Message answer) {
        if (answer.get(11).equals(payment.reduction.get(11))) {
            onReductionAnswer(payment, answer);
            return;
        }
        String code = answer.get(39);
        boolean isToldAgain = isToldDuplicates && code.equals("94");
        boolean isDone = code.equals("00") || code.equals("25") || isToldAgain;
        if (payment.state == Payment.State.REVERSING && isDone) {
            payment.timer++;
            payment.netMinor = 0;
            payment.state = Payment.State.VOID;
            habits.afterReversal(payment);
        } else if (isRefused(answer)) {
            if (payment.state == Payment.State.REVERSING && payment.reversal.mti() == 0x0400) {
                reversalRefused(payment);
            }
        } else if (!isDone && !code.equals("91") && !code.equals("96")) {
            world.checker().violated("a reversal was refused: " + answer.brief());
        }
    }

    /** By its issuer, who was asked: nothing has been given back. */
    private boolean isRefused(Message answer) {
        return isRelaying && answer.mti() == 0x0410 && IssuerHost.REFUSALS.contains(answer.get(39));
    }

    /** It stands as before, as far as it was known to; or its host insists. */
    private void reversalRefused(Payment payment) {
        payment.timer++;
        if (payment.netMinor > 0 && world.chance().falls(0.5)) {
            payment.state = Payment.State.STANDS;
            habits.afterApproval(payment);
        } else {
            world.happened(Fault.ACQUIRER_INSISTS);
            payment.insist();
            reverse(payment);
        }
    }

    /** What stands may be voided afterwards, or another time reduced. */
    private void onReductionAnswer(Payment payment, Message answer) {
        boolean isToldAgain = isToldDuplicates && answer.get(39).equals("94");
        boolean isRefused = isRefused(answer);
        if (!isToldAgain && !isRefused && !answer.get(39).equals(payment.reductionCode())) {
            world.checker().violated("a partial reversal was answered " + answer.brief());
        } else if (payment.state == Payment.State.REDUCING) {
            payment.timer++;
            payment.netMinor = isRefused ? payment.netMinor : Math.min(payment.netMinor, payment.remainsMinor);
            payment.state = Payment.State.STANDS;
            habits.afterApproval(payment);
        }
    }

    /** Sends something once, whatever comes of it. */
    void sendOnce(Message message) {
        anyLine().ifPresent(line -> line.send(message));
    }

    /**
     * Days have passed. What retention has taken is passed on to its issuer by the time its reversal names; since 1993 that is a
     * local time, which within half a day says nothing, and no host here reverses what lies so near the edge.
     */
    void afterDays(boolean isBeyondRetention) {
        boolean isTold = dialect.version().is1987() || !isBeyondRetention;
        habits.afterDays(inOrder, isTold);
    }

    Life life() {
        return life;
    }

    // --- lines -------------------------------------------------------------------------------------------------------

    private void dial() {
        dialling++;
        world.agenda().in(world.chance().between(1_000_000, REDIAL_NS), life, () -> {
            dialling--;
            HostLine line = new HostLine(this, dialect, world.bench());
            Connection connection = world.connect(index, line);
            if (connection == null) {
                dial();
                return;
            }
            line.open(connection);
            AcquirerLine opened = new AcquirerLine(line);
            lines.add(opened);
            byLine.put(line, opened);
        });
    }

    @Override
    public void onUnreadable(HostLine line) {
        world.checker().violated("the node sent an acquirer what is no message");
    }

    @Override
    public void onClosed(HostLine line) {
        AcquirerLine closed = byLine.remove(line);
        if (closed != null) {
            lines.remove(closed);
            if (lines.size() + dialling < LINES) {
                dial();
            }
        }
    }
}
