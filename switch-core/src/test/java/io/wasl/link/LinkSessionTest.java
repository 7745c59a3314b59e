package io.wasl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.config.FramingPresets;
import io.wasl.config.SignOn;
import io.wasl.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkSessionTest {

    private static final byte[] GARBAGE = "no message at all".getBytes(StandardCharsets.US_ASCII);

    // ---- from chunks to messages

    @Test
    void shouldFindTheSameMessagesWhereverTheChunksAreCut() {
        byte[] stream = Wire.frames(Wire.business("0100", 1), Wire.business("0200", 2), Wire.business("0100", 3));
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second += 7) {
                SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
                bench.receiveBytes(Arrays.copyOfRange(stream, 0, first));
                bench.receiveBytes(Arrays.copyOfRange(stream, first, second));
                bench.receiveBytes(Arrays.copyOfRange(stream, second, stream.length));

                assertThat(bench.heard)
                        .as("cut at %d and %d", first, second)
                        .containsExactly("usable", "message 1", "message 2", "message 3");
            }
        }
    }

    @Test
    void shouldFindMessagesInSingleBytes() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        for (byte b : Wire.frames(Wire.business("0100", 1), Wire.business("0100", 2))) {
            bench.receiveBytes(new byte[] {b});
        }

        assertThat(bench.heard).containsExactly("usable", "message 1", "message 2");
        assertThat(bench.count(LinkCounter.FRAMES_IN)).isEqualTo(2);
    }

    @Test
    void shouldKeepTheRestOfOneConnectionApartFromAnothers() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        LinkSession other = new LinkSession(8, bench.profile, new FakeTransport(), bench.space);
        byte[] one = Wire.frames(Wire.business("0100", 1));
        byte[] two = Wire.frames(Wire.business("0100", 2));

        bench.receiveBytes(Arrays.copyOfRange(one, 0, 20));
        receive(bench, other, Arrays.copyOfRange(two, 0, 31));
        bench.receiveBytes(Arrays.copyOfRange(one, 20, one.length));
        receive(bench, other, Arrays.copyOfRange(two, 31, two.length));

        assertThat(bench.heard).containsExactly("usable", "message 1", "message 2");
    }

    private static void receive(SessionBench bench, LinkSession session, byte[] chunk) {
        System.arraycopy(chunk, 0, bench.space.inbound(), session.openChunk(), chunk.length);
        session.onChunk(chunk.length, 0);
    }

    @Test
    void shouldCloseOnAnOversizeLengthBeforeTheBodyArrives() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receiveBytes(new byte[] {(byte) 0xFF, (byte) 0xFF});

        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.count(LinkCounter.OVERSIZE)).isEqualTo(1);
        assertThat(bench.count(LinkCounter.CLOSED_BROKEN_FRAME)).isEqualTo(1);
    }

    @Test
    void shouldCountTheFramingWhenItIsAskedForRoom() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        int overhead = 2;
        bench.transport.roomBytes = 100 + overhead;

        assertThat(bench.session.hasRoom(100)).isTrue();
        assertThat(bench.session.hasRoom(101)).isFalse();

        bench.session.close("test");
        assertThat(bench.session.hasRoom(1)).as("a closed link").isFalse();
    }

    @Test
    void shouldHearNothingMoreFromAChunkAfterItsLinkWasClosed() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] bad = {(byte) 0xFF, (byte) 0xFF};
        byte[] good = Wire.frames(Wire.business("0100", 1));
        byte[] chunk = Arrays.copyOf(bad, bad.length + good.length);
        System.arraycopy(good, 0, chunk, bad.length, good.length);

        bench.receiveBytes(chunk);
        bench.receive(Wire.business("0100", 2));

        assertThat(bench.heard).containsExactly("usable");
    }

    @Test
    void shouldIgnoreEchoOrCloseAFrameOfLengthZero() {
        byte[] stream = Wire.frames(new byte[0], Wire.business("0100", 1));
        SessionBench ignoring = SessionBench.acquirer(SignOn.OPTIONAL, Wire.length2(ZeroLength.IGNORE));
        SessionBench echoing = SessionBench.acquirer(SignOn.OPTIONAL, Wire.length2(ZeroLength.ECHO));
        SessionBench closing = SessionBench.acquirer(SignOn.OPTIONAL, Wire.length2(ZeroLength.CLOSE));

        List.of(ignoring, echoing, closing).forEach(bench -> bench.receiveBytes(stream));

        assertThat(ignoring.heard).containsExactly("usable", "message 1");
        assertThat(ignoring.transport.frames).isEmpty();
        assertThat(echoing.heard).containsExactly("usable", "message 1");
        assertThat(echoing.transport.frames).containsExactly(new byte[] {0, 0});
        assertThat(closing.heard).containsExactly("usable");
        assertThat(closing.transport.isClosed).isTrue();
    }

    @Test
    void shouldAnswerWithTheTpduSwappedAndAskWithItsOwn() {
        FramingConfig framing = FramingPresets.preset("length-2-tpdu");
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL, framing);
        byte[] body = Wire.network("0800", 5, "301");
        byte[] withTpdu = new byte[5 + body.length];
        System.arraycopy(new byte[] {0x60, 1, 2, 3, 4}, 0, withTpdu, 0, 5);
        System.arraycopy(body, 0, withTpdu, 5, body.length);

        bench.receive(withTpdu);
        assertThat(Arrays.copyOf(bench.sent(), 9)).isEqualTo(new byte[] {0x60, 3, 4, 1, 2, '0', '8', '1', '0'});
        bench.session.send(new Frame().body(body, 0, body.length), Link.NO_TOKEN);

        assertThat(Arrays.copyOf(bench.sent(), 9)).isEqualTo(new byte[] {0x60, 0, 0, 0, 0, '0', '8', '0', '0'});
    }

    /** Two ends that echo would never stop. */
    @Test
    void shouldEchoAFrameOfLengthZeroOnlyNowAndThen() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL, Wire.length2(ZeroLength.ECHO));
        byte[] zeros = {0, 0, 0, 0};
        bench.receiveBytes(zeros);
        bench.nowNs += Duration.ofMillis(99).toNanos();
        bench.receiveBytes(zeros);

        assertThat(bench.transport.frames).hasSize(1);
        bench.nowNs += Duration.ofMillis(1).toNanos();
        bench.receiveBytes(zeros);
        assertThat(bench.transport.frames).hasSize(2);
        assertThat(bench.count(LinkCounter.ZERO_LENGTH_FRAMES)).isEqualTo(6);
    }

    @Test
    void shouldSendAFrameOfLengthZeroAfterSilenceOfOurs() {
        FramingConfig framing = new FramingConfig(
                "custom",
                LengthKind.BINARY_BIG_ENDIAN,
                2,
                false,
                "",
                "",
                "",
                "",
                "",
                ZeroLength.IGNORE,
                FramingConfig.HeaderForm.CONSTANT,
                Duration.ofSeconds(20));
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL, framing);
        assertThat(bench.session.nextDeadlineNs())
                .isEqualTo(Duration.ofSeconds(20).toNanos());

        bench.pass(Duration.ofSeconds(19));
        assertThat(bench.transport.frames).isEmpty();
        bench.receive(Wire.network("0800", 5, "301"));
        assertThat(bench.sentText()).startsWith("0810");
        bench.pass(Duration.ofSeconds(19));
        assertThat(bench.transport.frames).isEmpty();
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.transport.frames).containsExactly(new byte[] {0, 0});
        bench.receiveBytes(new byte[] {0, 0});
        bench.pass(Duration.ofSeconds(20));

        assertThat(bench.transport.frames).hasSize(2);
        assertThat(bench.count(LinkCounter.KEEP_ALIVES_SENT)).isEqualTo(2);
        bench.session.close("test");
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.transport.frames).hasSize(2);
    }

    @Test
    void shouldDropAMessageThatThePeerGivesBack() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL, FramingPresets.preset("vap"));
        byte[] body = Wire.business("0100", 1);
        byte[] frame = new byte[4 + 26 + 22 + body.length];
        frame[1] = (byte) (frame.length - 4);
        frame[4] = 26;
        frame[5] = (byte) 0x81;
        frame[30] = 22;
        System.arraycopy(body, 0, frame, 52, body.length);

        bench.receiveBytes(frame);

        assertThat(bench.heard).containsExactly("usable");
        assertThat(bench.count(LinkCounter.REJECTED)).isEqualTo(1);
        assertThat(bench.transport.frames).isEmpty();
    }

    // ---- damage

    @Test
    void shouldHandADamagedMessageToTheListener() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] whole = Wire.business("0100", 5);

        bench.receive(Arrays.copyOf(whole, whole.length - 1), Wire.business("0100", 6));

        assertThat(bench.heard).containsExactly("usable", "malformed 11", "message 6");
        assertThat(bench.count(LinkCounter.MALFORMED)).isEqualTo(1);
    }

    @Test
    void shouldCloseAfterThreeUnreadableFramesInARow() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(GARBAGE, GARBAGE, Wire.business("0100", 1), GARBAGE, GARBAGE);
        assertThat(bench.transport.isClosed).isFalse();
        bench.receive(GARBAGE);

        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.count(LinkCounter.UNREADABLE)).isEqualTo(5);
        assertThat(bench.heard).containsExactly("usable", "message 1");
    }

    // ---- business before sign-on

    @Test
    void shouldAnswer12BeforeARequiredSignOnAndCloseAfterThree() {
        SessionBench bench = SessionBench.acquirer(SignOn.REQUIRED);
        byte[] request = Wire.message("0101", Map.of(3, "000000", 7, Wire.TIME, 11, "000009", 14, "2912"));

        bench.receive(request);
        assertThat(bench.sentText()).isEqualTo("0110" + "2220000002000000" + "000000" + Wire.TIME + "000009" + "12");
        bench.receive(request);
        assertThat(bench.transport.isClosed).isFalse();
        bench.receive(request);

        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.transport.takeBodies()).hasSize(2);
        assertThat(bench.count(LinkCounter.NOT_SIGNED_ON)).isEqualTo(3);
        assertThat(bench.heard).isEmpty();
    }

    @Test
    void shouldRefuseBusinessAgainAfterASignOff() {
        SessionBench bench = SessionBench.acquirer(SignOn.REQUIRED);

        bench.receive(
                Wire.network("0800", 1, "001"),
                Wire.business("0100", 2),
                Wire.network("0800", 3, "002"),
                Wire.business("0100", 4));

        assertThat(bench.heard).containsExactly("usable", "message 2", "unusable");
    }

    @Test
    void shouldRepeatInItsRefusalsOfBusinessWhatTheProfileSaysAndIn0810WhatTheDialectSays() {
        SessionBench bench = SessionBench.acquirer(SignOn.REQUIRED, List.of(11));

        bench.receive(Wire.business("0100", 1));
        assertThat(bench.sent()).isEqualTo(Wire.message("0110", Map.of(11, "000001", 39, "12")));
        bench.receive(Wire.network("0800", 2, "301"));
        assertThat(bench.sent())
                .isEqualTo(Wire.message("0810", Map.of(7, Wire.TIME, 11, "000002", 39, "00", 70, "301")));
    }

    @Test
    void shouldHearALateAnswerBeforeTheSignOnIsAnswered() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);

        bench.receive(Wire.business("0110", 44));

        assertThat(bench.heard).containsExactly("message 44");
        assertThat(bench.count(LinkCounter.NOT_SIGNED_ON)).isZero();
    }

    // ---- sending and closing

    @Test
    void shouldFrameWhatItSendsAndPassTheToken() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] body = Wire.business("0110", 1);

        assertThat(bench.session.send(new Frame().body(body, 0, body.length), 99))
                .isTrue();

        assertThat(bench.transport.frames).containsExactly(Wire.frames(body));
        assertThat(bench.transport.tokens).containsExactly(99L);
    }

    @Test
    void shouldAbortWhenTheWriteLimitIsReached() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] body = Wire.business("0110", 1);
        bench.transport.isFull = true;

        assertThat(bench.session.send(new Frame().body(body, 0, body.length), 99))
                .isFalse();

        assertThat(bench.transport.isAborted).isTrue();
        assertThat(bench.session.state()).isEqualTo(LinkState.CLOSED);
        assertThat(bench.heard)
                .as("nothing is told before the transport says so")
                .containsExactly("usable");
    }

    @Test
    void shouldCloseWhenAFrameTooLongForItsFramingIsToBeSent() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] body = new byte[SessionBench.MAX_FRAME_BYTES];

        assertThat(bench.session.send(new Frame().body(body, 0, body.length), 1))
                .isFalse();

        assertThat(bench.session.state()).isEqualTo(LinkState.CLOSED);
        assertThat(bench.transport.frames).isEmpty();
    }

    @Test
    void shouldTellItsEndOnceWithTheFirstReason() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.session.close("answer lost");
        bench.session.close("again");
        bench.session.onBroken(CloseCause.PEER, 0);
        bench.session.onSent(3, SendOutcome.NOT_SENT, 0);
        bench.session.onDisconnected();

        assertThat(bench.heard)
                .containsExactly("usable", "sent 3 NOT_SENT", "closed closed by the engine: answer lost");
        assertThat(bench.count(LinkCounter.CLOSED_BY_ENGINE)).isEqualTo(1);
        assertThat(bench.count(LinkCounter.CLOSED_BY_PEER)).isZero();
        assertThat(bench.count(LinkCounter.OPEN_LINKS)).isZero();
    }

    @Test
    void shouldSendNothingOnceClosed() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] body = Wire.business("0110", 1);

        bench.session.close("done");

        assertThat(bench.session.send(new Frame().body(body, 0, body.length), 1))
                .isFalse();
        assertThat(bench.session.isUsable()).isFalse();
        assertThat(bench.transport.frames).isEmpty();
    }
}
