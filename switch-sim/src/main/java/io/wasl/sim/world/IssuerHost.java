package io.wasl.sim.world;

import io.wasl.codec.Dialect;
import io.wasl.iso.Mti;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An issuer's host: answers requests from its book, takes reversals and advices, and misbehaves as often as the weather says.
 *
 * <p>Owner: the world's thread.
 */
final class IssuerHost implements HostLine.Host {

    private static final int DECLINES_PERCENT = 15;
    private static final int PARTIAL_PERCENT = 5;
    /** Of a delivery: neither taken nor to be sent again. */
    private static final String REFUSED = "57";

    /** Of a reversal that it is asked for. */
    static final List<String> REFUSALS = List.of(REFUSED, "12", "40");

    private static final long LATEST_ANSWER_NS = 20_000_000_000L;
    private static final String MORE_THAN_ANYBODY_ASKS = "000000999999";
    /** What an answer repeats of its request. */
    private static final int[] ECHOED = {2, 3, 4, 7, 11, 32, 37, 41, 42, 49};

    private final World world;
    private final Dialect dialect;
    private final Life life = new Life();
    private final IssuerBook book;
    private final List<HostLine> lines = new ArrayList<>();
    private long downUntilNs;
    private long refusingUntilNs;

    IssuerHost(World world, Dialect dialect) {
        this.world = world;
        this.dialect = dialect;
        book = new IssuerBook(world.checker(), dialect.version().is1987(), world::haveDaysPassed);
    }

    IssuerBook book() {
        return book;
    }

    boolean isListening() {
        return world.time().nowNs() >= downUntilNs;
    }

    /** The node dials. */
    void accept(Function<Lane.Sink, Connection> opening) {
        HostLine line = new HostLine(this, dialect, world.bench());
        line.open(opening.apply(line));
        lines.add(line);
    }

    void goDown(long forNs) {
        world.happened(Fault.ISSUER_DOWN);
        downUntilNs = world.time().nowNs() + forNs;
        List.copyOf(lines).forEach(HostLine::reset);
    }

    /** It takes no business for a while, as it says itself, and then begins anew. */
    void signOff(long forNs) {
        world.happened(Fault.ISSUER_SIGNS_OFF);
        for (HostLine line : List.copyOf(lines)) {
            line.send(Message.of(0x0800)
                    .with(7, world.time().hostsTime())
                    .with(11, "000001")
                    .with(70, "002"));
            world.agenda().in(forNs, life, line::close);
        }
    }

    void refuseSignOn(long forNs) {
        refusingUntilNs = world.time().nowNs() + forNs;
    }

    @Override
    public void onMessage(HostLine line, Message message) {
        world.trace().line(() -> "issuer got " + message.brief());
        int mti = message.mti();
        int function = Mti.function(mti);
        if (Mti.messageClass(mti) == Mti.CLASS_NETWORK) {
            network(line, message);
        } else if (Mti.messageClass(mti) == Mti.CLASS_REVERSAL && function == Mti.FUNCTION_REQUEST) {
            reversal(line, message);
        } else if (Mti.messageClass(mti) == Mti.CLASS_REVERSAL || function == Mti.FUNCTION_ADVICE) {
            delivery(line, message);
        } else if (function == Mti.FUNCTION_REQUEST) {
            request(line, message);
        }
    }

    @Override
    public void onUnreadable(HostLine line) {
        world.checker().violated("the node sent an issuer what is no message");
    }

    @Override
    public void onClosed(HostLine line) {
        lines.remove(line);
    }

    private void network(HostLine line, Message message) {
        if (!Mti.isAnswered(message.mti())) {
            return;
        }
        boolean isRefused = world.time().nowNs() < refusingUntilNs && message.number(70) == 1;
        if (isRefused) {
            world.happened(Fault.ISSUER_REFUSES_SIGN_ON);
        }
        Message answer = Message.of(Mti.answer(message.mti())).with(39, isRefused ? "91" : "00");
        for (int de : new int[] {7, 11, 70}) {
            if (!message.get(de).isEmpty()) {
                answer.with(de, message.get(de));
            }
        }
        line.send(answer);
    }

    private void request(HostLine line, Message message) {
        Chance chance = world.chance();
        int percent = chance.below(100);
        long amount = message.number(4);
        boolean isPartial = amount > 1 && percent < DECLINES_PERCENT + PARTIAL_PERCENT;
        String code = percent < DECLINES_PERCENT ? "51" : isPartial ? "10" : "00";
        long approved = code.equals("51") ? 0 : code.equals("10") ? amount / 2 : amount;
        String decided = book.request(message, code, approved);
        world.trace().line(() -> "issuer decides " + decided + ", " + approved + " of " + amount);
        Message answer = answer(message, decided);
        if (decided.equals("10")) {
            answer.with(4, Message.digits(approved, 12));
        }
        if (chance.falls(world.weather().issuerFault())) {
            misbehave(line, answer);
        } else {
            answerIn(chance.between(100_000, 50_000_000), line, answer);
        }
    }

    private void misbehave(HostLine line, Message answer) {
        Chance chance = world.chance();
        switch (chance.below(8)) {
            case 0 -> world.happened(Fault.ISSUER_SILENT);
            case 1 -> {
                world.happened(Fault.ISSUER_ANSWERS_TWICE);
                answerIn(chance.between(100_000, 50_000_000), line, answer);
                answerIn(chance.between(100_000, LATEST_ANSWER_NS), line, answer);
            }
            case 2 -> {
                world.happened(Fault.ISSUER_WRONG_STAN);
                answerIn(1_000_000, line, answer.as(answer.mti()).with(11, Message.digits(chance.below(1_000_000), 6)));
            }
            case 3 -> {
                world.happened(Fault.ISSUER_WRONG_AMOUNT);
                answerIn(1_000_000, line, answer.as(answer.mti()).with(4, MORE_THAN_ANYBODY_ASKS));
            }
            case 4 -> {
                world.happened(Fault.ISSUER_GARBAGE);
                answerIn(1_000_000, line, answer);
                line.sendBytes(new byte[] {0, 5, '9', 'x', 'y', 'z', 0}, 7);
            }
            case 5 -> {
                world.happened(Fault.ISSUER_RESETS_IN_A_FRAME);
                line.sendPart(answer, chance.below(60));
                line.reset();
            }
            default -> {
                world.happened(Fault.ISSUER_LATE);
                answerIn(chance.between(1_000_000_000L, LATEST_ANSWER_NS), line, answer);
            }
        }
    }

    /** One that it is asked for, and may refuse. */
    private void reversal(HostLine line, Message message) {
        Chance chance = world.chance();
        if (chance.falls(world.weather().deliveryFault() / 2)) {
            world.happened(Fault.ISSUER_REFUSES_REVERSAL);
            Message refusal = answer(message, chance.oneOf(REFUSALS)).without(38);
            answerIn(chance.between(100_000, chance.falls(0.2) ? LATEST_ANSWER_NS : 20_000_000), line, refusal);
        } else if (chance.falls(world.weather().deliveryFault() / 4)) {
            world.happened(Fault.ISSUER_ASKS_AGAIN);
            answerIn(1_000_000, line, answer(message, chance.falls(0.5) ? "91" : "96"));
        } else {
            Message answer = answer(message, book.reverse(message)).without(38);
            if (chance.falls(world.weather().deliveryFault() / 4)) {
                // It has given it back, and says something else.
                world.happened(Fault.ISSUER_REVERSES_WITHOUT_ANSWER);
                answerIn(1_000_000, line, answer.with(39, chance.falls(0.5) ? "96" : "94"));
            } else if (chance.falls(world.weather().deliveryFault())) {
                misbehave(line, answer);
            } else {
                answerIn(chance.between(100_000, 50_000_000), line, answer);
            }
        }
    }

    /** A reversal or advice. */
    private void delivery(HostLine line, Message message) {
        Chance chance = world.chance();
        if (chance.falls(world.weather().deliveryFault() / 3)) {
            world.happened(Fault.ISSUER_ASKS_AGAIN);
            answerIn(1_000_000, line, answer(message, chance.falls(0.5) ? "91" : "96"));
            return;
        }
        if (chance.falls(world.weather().deliveryFault() / 8)) {
            world.happened(Fault.ISSUER_REFUSES_DELIVERY);
            book.refuse(message);
            answerIn(1_000_000, line, answer(message, REFUSED));
            return;
        }
        boolean isReversal = Mti.messageClass(message.mti()) == Mti.CLASS_REVERSAL;
        String code = isReversal ? book.reverse(message) : book.advise(message);
        if (code.equals("25")) {
            world.happened(Fault.ISSUER_KNOWS_NO_ORIGINAL);
        }
        Message answer = answer(message, code);
        if (!message.get(90).isEmpty()) {
            answer.with(90, message.get(90));
        }
        if (!chance.falls(world.weather().deliveryFault())) {
            answerIn(chance.between(100_000, 20_000_000), line, answer);
            return;
        }
        if (chance.falls(0.5)) {
            world.happened(Fault.ISSUER_SILENT);
        } else {
            world.happened(Fault.ISSUER_ACKNOWLEDGES_LATE);
            answerIn(chance.between(1_000_000_000L, LATEST_ANSWER_NS), line, answer);
        }
    }

    private void answerIn(long delayNs, HostLine line, Message answer) {
        world.agenda().in(delayNs, life, () -> line.send(answer));
    }

    private static Message answer(Message message, String code) {
        Message answer = Message.of(Mti.answer(message.mti())).with(39, code);
        for (int de : ECHOED) {
            if (!message.get(de).isEmpty()) {
                answer.with(de, message.get(de));
            }
        }
        if (!code.equals("51")) {
            answer.with(38, "A" + message.get(11).substring(1));
        }
        return answer;
    }
}
