package io.wasl.link;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Class 8 on one link: what the peer's 0800 is answered, and our own sign-on, echo and sign-off with their time-outs.
 *
 * <pre>
 *   ours      001 ──► 0810/00 signed on         other code: closed      silence: closed if sign-on is required
 *             301 ──► 0810/00                   other or silence: missed; first SUSPECT and again, last closed
 *             002 ──► 0810 or silence: closed
 *   theirs    001 002 270 301 answered 00       no DE 70: 30            another DE 70: 12
 *             201 answered 00 where this member may end the business day, otherwise 12
 *
 *             0820 says the same as 0800, and is answered 0830
 *
 *   1993      1804, DE 24 801 831 802, answered 1814 with 800; 2003 likewise
 * </pre>
 *
 * At most one 0800 of ours is unanswered at a time; its answer is known by DE 7, 11 and 70, since 1993 by DE 11 and 24 (and 7
 * where it comes back). No scheduler in here: the
 * owner asks {@link #nextDeadlineNs} and calls {@link #onTick}. Owner: the loop's thread.
 */
final class NetworkManagement {

    /** Acquirer, issuer, other, and their repeats; 6 to 9 are reserved. */
    private static final int MOST_ORIGIN = 5;

    private static final int DE_TRANSMISSION_TIME = 7;
    private static final int DE_STAN = 11;
    private static final int DE_LOCAL_TIME = 12;
    private static final int MAX_STAN = 999_999;

    /** The 0800 of ours that is not answered yet. */
    private enum Awaiting {
        NOTHING,
        SIGN_ON,
        ECHO,
        SIGN_OFF
    }

    private final LinkSession session;
    private final LinkProfile profile;
    private final Version version;
    private final LinkWorkspace space;
    private final OwnAnswers answers;
    private final long echoIntervalNs;
    private final long timeoutNs;

    private Awaiting awaiting = Awaiting.NOTHING;
    private long sentNs;
    private long sentTime;
    private int sentStan;
    private int sentCode;
    private int missesInRow;
    private long receivedNs;
    /** Where an answered echo leads back to from SUSPECT. */
    private LinkState beforeSuspect = LinkState.CONNECTED;

    NetworkManagement(LinkSession session, LinkProfile profile, LinkWorkspace space, OwnAnswers answers) {
        this.session = session;
        this.profile = profile;
        version = profile.dialect().version();
        this.space = space;
        this.answers = answers;
        echoIntervalNs = profile.echo().interval().toNanos();
        timeoutNs = profile.echo().timeout().toNanos();
        if (timeoutNs <= 0 || profile.echo().misses() < 1) {
            throw new IllegalArgumentException("echo: time-out and misses must be above zero");
        }
    }

    void onConnected(long nowNs) {
        receivedNs = nowNs;
        if (profile.dials()) {
            request(Awaiting.SIGN_ON, version.signOn(), nowNs);
        }
    }

    /** Something arrived, whatever it was: the silence starts anew. */
    void onReceived(long nowNs) {
        receivedNs = nowNs;
    }

    /** A whole message of class 8. */
    void onMessage(MessageView message, Frame frame, long nowNs) {
        if (Mti.isAnswered(message.mti())) {
            onRequest(message, frame, nowNs);
        } else if (Mti.function(message.mti()) == Mti.FUNCTION_REQUEST_RESPONSE) {
            onAnswer(message, nowNs);
        } else {
            space.counters.increment(LinkCounter.NETWORK_NOTIFICATIONS);
        }
    }

    /** A damaged message of class 8. */
    void onMalformed(MessageView message, Frame frame) {
        if (Mti.isAnswered(message.mti())) {
            space.counters.increment(LinkCounter.NETWORK_REQUESTS);
            answers.answer(message, frame, Reason.FORMAT_ERROR);
        }
    }

    /** Orderly stop: 0800/002 where we signed on, then the link closes with its answer or time-out. */
    void signOff(long nowNs) {
        if (!profile.dials()) {
            session.closeFor(CloseCause.STOPPED, "");
        } else if (awaiting != Awaiting.SIGN_OFF) {
            request(Awaiting.SIGN_OFF, version.signOff(), nowNs);
            session.transition(LinkState.SIGNED_OFF, nowNs, "orderly stop");
        }
    }

    /** When {@link #onTick} has something to do, or {@link LinkSession#NO_DEADLINE}. */
    long nextDeadlineNs() {
        if (awaiting != Awaiting.NOTHING) {
            return sentNs + timeoutNs;
        }
        return echoIntervalNs > 0 ? receivedNs + echoIntervalNs : LinkSession.NO_DEADLINE;
    }

    void onTick(long nowNs) {
        if (awaiting != Awaiting.NOTHING) {
            if (nowNs - sentNs >= timeoutNs) {
                onTimeout(nowNs);
            }
        } else if (echoIntervalNs > 0 && nowNs - receivedNs >= echoIntervalNs) {
            echo(nowNs);
        }
    }

    private void onRequest(MessageView request, Frame frame, long nowNs) {
        space.counters.increment(LinkCounter.NETWORK_REQUESTS);
        if (!isOfThisLink(request.mti())) {
            answers.answer(request, frame, Reason.UNSUPPORTED_MESSAGE);
            return;
        }
        if (!request.has(version.networkElement())) {
            answers.answer(request, frame, Reason.FORMAT_ERROR);
            return;
        }
        long code = request.number(version.networkElement());
        boolean known = code == version.signOn()
                || code == version.signOff()
                || version.isEcho(code)
                || code == version.cutover() && space.listener.onCutover(session);
        answers.answer(request, frame, known ? Reason.ACCEPTED : Reason.UNSUPPORTED_MESSAGE);
        if (code == version.signOn()) {
            onPeerSignOn(nowNs);
        } else if (code == version.signOff()) {
            onPeerSignOff(nowNs);
        }
    }

    /** Of its dialect's version, in a member's name or another's. */
    private boolean isOfThisLink(int mti) {
        return Mti.version(mti) == version.nibble() && Mti.origin(mti) <= MOST_ORIGIN;
    }

    /** Counts for us as dialler only after our own sign-on was answered, or again after the peer signed off. */
    private void onPeerSignOn(long nowNs) {
        space.counters.increment(LinkCounter.SIGN_ONS);
        if (awaiting != Awaiting.SIGN_ON && awaiting != Awaiting.SIGN_OFF) {
            restoreTo(LinkState.SIGNED_ON, nowNs, "peer signed on");
        }
    }

    private void onPeerSignOff(long nowNs) {
        space.counters.increment(LinkCounter.SIGN_OFFS);
        if (awaiting == Awaiting.SIGN_ON) {
            awaiting = Awaiting.NOTHING;
        }
        session.transition(LinkState.SIGNED_OFF, nowNs, "peer signed off");
    }

    private void onAnswer(MessageView answer, long nowNs) {
        if (awaiting == Awaiting.NOTHING || !fits(answer)) {
            space.counters.increment(LinkCounter.NETWORK_ANSWERS_UNMATCHED);
            return;
        }
        boolean accepted = answer.code() == profile.dialect().code(Reason.ACCEPTED, answer.mti())
                || version.isAccepted(answer.code(), Mti.CLASS_NETWORK);
        Awaiting answered = awaiting;
        awaiting = Awaiting.NOTHING;
        switch (answered) {
            case SIGN_ON -> onSignOnAnswered(accepted, nowNs);
            case ECHO -> onEchoAnswered(accepted, nowNs);
            case SIGN_OFF -> onSignOffEnded("signed off");
            case NOTHING -> throw new AssertionError("nothing was awaited");
        }
    }

    private boolean fits(MessageView answer) {
        boolean isOfThatTime = !version.is1987() && !answer.has(DE_TRANSMISSION_TIME)
                || answer.number(DE_TRANSMISSION_TIME) == sentTime;
        return isOfThatTime
                && answer.number(DE_STAN) == sentStan
                && answer.number(version.networkElement()) == sentCode;
    }

    private void onSignOnAnswered(boolean accepted, long nowNs) {
        if (accepted) {
            space.counters.increment(LinkCounter.SIGN_ONS);
            restoreTo(LinkState.SIGNED_ON, nowNs, "sign-on answered 00");
        } else {
            space.counters.increment(LinkCounter.SIGN_ONS_REFUSED);
            session.closeFor(CloseCause.SIGN_ON_REFUSED, "");
        }
    }

    private void onEchoAnswered(boolean accepted, long nowNs) {
        if (!accepted) {
            onEchoMissed(nowNs);
            return;
        }
        missesInRow = 0;
        if (session.state() == LinkState.SUSPECT) {
            session.transition(beforeSuspect, nowNs, "echo answered");
        }
    }

    private void onSignOffEnded(String how) {
        space.counters.increment(LinkCounter.SIGN_OFFS);
        session.closeFor(CloseCause.STOPPED, how);
    }

    private void onTimeout(long nowNs) {
        Awaiting unanswered = awaiting;
        awaiting = Awaiting.NOTHING;
        switch (unanswered) {
            case SIGN_ON -> onSignOnTimeout();
            case ECHO -> onEchoMissed(nowNs);
            case SIGN_OFF -> onSignOffEnded("sign-off not answered");
            case NOTHING -> throw new AssertionError("nothing was awaited");
        }
    }

    /** Where sign-on is optional the peer may know no class 8 at all: only an outright refusal closes its link. */
    private void onSignOnTimeout() {
        space.counters.increment(LinkCounter.SIGN_ONS_UNANSWERED);
        if (profile.needsSignOn()) {
            session.closeFor(CloseCause.SIGN_ON_UNANSWERED, "");
        }
    }

    private void onEchoMissed(long nowNs) {
        space.counters.increment(LinkCounter.ECHOES_MISSED);
        if (++missesInRow >= profile.echo().misses()) {
            session.closeFor(CloseCause.ECHO, "");
            return;
        }
        LinkState state = session.state();
        // A link that was signed off carries no new business anyway and stays what it is.
        if (state == LinkState.CONNECTED || state == LinkState.SIGNED_ON) {
            beforeSuspect = state;
            session.transition(LinkState.SUSPECT, nowNs, "echo missed");
        }
        echo(nowNs);
    }

    private void restoreTo(LinkState to, long nowNs, String reason) {
        missesInRow = 0;
        session.transition(to, nowNs, reason);
    }

    private void echo(long nowNs) {
        space.counters.increment(LinkCounter.ECHOES_SENT);
        request(Awaiting.ECHO, version.echo(), nowNs);
    }

    private void request(Awaiting answer, int networkCode, long nowNs) {
        awaiting = answer;
        sentNs = nowNs;
        sentStan = sentStan == MAX_STAN ? 1 : sentStan + 1;
        ZonedDateTime now = Instant.ofEpochMilli(space.wallClock.epochMillis()).atZone(ZoneOffset.UTC);
        sentTime = monthToSecond(now);
        sentCode = networkCode;
        MessageWriter request = space.writer
                .begin(profile.dialect(), version.networkRequest())
                .setNumber(DE_TRANSMISSION_TIME, sentTime)
                .setNumber(DE_STAN, sentStan)
                .setNumber(version.networkElement(), networkCode);
        if (!version.is1987()) {
            long year = version == Version.V1993 ? now.getYear() % 100 : now.getYear();
            request.setNumber(DE_LOCAL_TIME, year * 10_000_000_000L + sentTime);
        }
        answers.send(request, LinkSession.ANSWERS_NONE);
    }

    /** DE 7 as a number, MMDDhhmmss in GMT (ISO 8583:1987 4.4, DE 7). */
    private static long monthToSecond(ZonedDateTime time) {
        long date = time.getMonthValue() * 100L + time.getDayOfMonth();
        return ((date * 100 + time.getHour()) * 100 + time.getMinute()) * 100 + time.getSecond();
    }
}
