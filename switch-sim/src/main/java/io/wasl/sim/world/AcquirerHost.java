package io.wasl.sim.world;

import io.wasl.codec.Dialect;
import io.wasl.iso.Mti;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final World world;
    private final int index;
    private final Dialect dialect;
    private final Life life = new Life();
    private final List<AcquirerLine> lines = new ArrayList<>();
    private final Map<HostLine, AcquirerLine> byLine = new HashMap<>();
    private final Map<String, Payment> payments = new HashMap<>();
    private final List<Payment> inOrder = new ArrayList<>();
    private int dialling;

    AcquirerHost(World world, int index, Dialect dialect) {
        this.world = world;
        this.index = index;
        this.dialect = dialect;
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
        payments.put(payment.rrn(), payment);
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

    private void reverse(Payment payment) {
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
                } else {
                    world.happened(Fault.ACQUIRER_REVERSES_UNANSWERED);
                    reverse(payment);
                }
            }
            case REDUCING -> reduce(payment);
            case REVERSING -> reverse(payment);
            case STANDS, VOID -> {}
        }
    }

    private Optional<AcquirerLine> anyLine() {
        return lines.isEmpty() ? Optional.empty() : Optional.of(world.chance().oneOf(lines));
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
        world.coverage().onAnswer(answer);
        if (!line.onAnswer(answer)) {
            world.checker().violated("G1, G5: an answer nobody waits for on its connection: " + answer.brief());
            return;
        }
        Payment payment = payments.get(answer.get(37));
        if (payment != null) {
            if (Mti.messageClass(answer.mti()) == Mti.CLASS_REVERSAL) {
                onReversalAnswer(payment, answer);
            } else {
                onPaymentAnswer(payment, answer);
            }
        }
    }

    private void onPaymentAnswer(Payment payment, Message answer) {
        world.checker().onPaymentAnswer(payment, answer);
        boolean isApproval = answer.get(39).equals("00") || answer.get(39).equals("10");
        if (isApproval) {
            world.border().onApprovalArrived(answer);
        }
        if (isApproval && payment.state == Payment.State.VOID && payment.reversalsSent == 0) {
            // Its first frame was declined without a record, its repeat was not.
            world.coverage().add("acquirer reverses an approval behind a decline", 1);
            reverse(payment);
        } else if (payment.state == Payment.State.AWAITING) {
            payment.timer++;
            if (isApproval) {
                payment.approval = answer;
                payment.netMinor = payment.isAdvice() ? payment.requestedMinor() : answer.number(4);
                payment.state = Payment.State.STANDS;
                afterApproval(payment);
            } else if (payment.isAdvice() && !answer.get(39).equals("94")) {
                await(payment, true);
            } else {
                payment.state = Payment.State.VOID;
            }
        }
    }

    private void onReversalAnswer(Payment payment, Message answer) {
        if (answer.get(11).equals(payment.reduction.get(11))) {
            onReductionAnswer(payment, answer);
            return;
        }
        String code = answer.get(39);
        boolean isDone = code.equals("00") || code.equals("25");
        if (payment.state == Payment.State.REVERSING && isDone) {
            payment.timer++;
            payment.netMinor = 0;
            payment.state = Payment.State.VOID;
            repeatReversed(payment);
        } else if (!isDone && !code.equals("91") && !code.equals("96")) {
            world.checker().violated("a reversal was refused: " + answer.brief());
        }
    }

    /** What stands may be voided afterwards, or another time reduced. */
    private void onReductionAnswer(Payment payment, Message answer) {
        if (!answer.get(39).equals("00")) {
            world.checker().violated("a partial reversal was refused: " + answer.brief());
        } else if (payment.state == Payment.State.REDUCING) {
            payment.timer++;
            payment.netMinor = payment.remainsMinor;
            payment.state = Payment.State.STANDS;
            afterApproval(payment);
        }
    }

    private void afterApproval(Payment payment) {
        Chance chance = world.chance();
        if (!chance.falls(world.weather().acquirerFault())) {
            return;
        }
        long soonNs = chance.between(1_000_000, 5_000_000_000L);
        switch (chance.below(4)) {
            case 0 -> world.agenda().in(soonNs, life, () -> voidPayment(payment));
            case 1 -> world.agenda().in(soonNs, life, () -> takeBackAPart(payment));
            case 2 ->
                world.agenda()
                        .in(
                                soonNs,
                                life,
                                () -> repeatAnswered(payment, payment.request, Fault.ACQUIRER_REPEATS_ANSWERED));
            default -> {
                Message changed = payment.request.as(payment.request.mti());
                changed.with(4, String.format("%012d", payment.requestedMinor() + 1));
                world.agenda()
                        .in(soonNs, life, () -> repeatAnswered(payment, changed, Fault.ACQUIRER_CHANGES_A_REPEAT));
            }
        }
    }

    /** A host that has lost its memory: no approval may answer it. */
    private void repeatReversed(Payment payment) {
        if (!world.isHealing() && world.chance().falls(world.weather().acquirerFault() / 4)) {
            world.happened(Fault.ACQUIRER_REPEATS_REVERSED);
            repeat(payment.request);
        }
    }

    private void voidPayment(Payment payment) {
        if (payment.state == Payment.State.STANDS && !world.isHealing()) {
            world.happened(Fault.ACQUIRER_VOIDS);
            if (world.chance().falls(0.2)) {
                // Its stored answer is being read back while it is reversed.
                repeat(payment.request);
            }
            reverse(payment);
        }
    }

    private void takeBackAPart(Payment payment) {
        if (payment.state == Payment.State.STANDS && payment.reductionsSent == 0 && !world.isHealing()) {
            world.happened(Fault.ACQUIRER_TAKES_BACK_A_PART);
            payment.reduceTo(world.chance().between(1, payment.netMinor));
            reduce(payment);
        }
    }

    private void repeatAnswered(Payment payment, Message message, Fault fault) {
        if (payment.state == Payment.State.STANDS && !world.isHealing()) {
            world.happened(fault);
            repeat(message);
        }
    }

    private void repeat(Message message) {
        anyLine().ifPresent(line -> line.send(message.as(Mti.repeat(message.mti()))));
    }

    // --- lines -------------------------------------------------------------------------------------------------------

    private void dial() {
        dialling++;
        world.agenda().in(world.chance().between(1_000_000, REDIAL_NS), life, () -> {
            dialling--;
            HostLine line = new HostLine(this, dialect);
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
