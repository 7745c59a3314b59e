package io.wasl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialects;
import io.wasl.config.EchoConfig;
import io.wasl.config.SignOn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkManagementTest {

    private static final Duration TIMEOUT = SessionBench.ECHO.timeout();
    private static final Duration INTERVAL = SessionBench.ECHO.interval();
    private static final Duration MOMENT = Duration.ofNanos(1);

    // ---- of 1993 and 2003

    @ParameterizedTest
    @CsvSource({"iso93-ascii, 1, 000001, 261122033000, 800", "iso03-ascii, 2, 000000000001, 20261122033000, 8000"})
    void shouldSignOnAndEchoInTheWordsOfItsVersion(
            String name, String version, String stan, String localTime, String accepted) throws Exception {
        SessionBench bench = SessionBench.issuer(Dialects.load(name, Path.of(".")));
        assertThat(bench.sentText())
                .isEqualTo(version + "804" + "0230010000000000" + Wire.TIME + stan + localTime + "801");

        bench.receive(Wire.message(version + "814", Map.of(11, stan, 24, "801", 39, accepted)));
        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_ON);

        bench.receive(Wire.message(version + "804", Map.of(11, stan, 24, "831")));
        assertThat(bench.sentText()).isEqualTo(version + "814" + "0020010002000000" + stan + "831" + accepted);
        bench.pass(INTERVAL);
        assertThat(bench.sentText()).endsWith("831");
        bench.receive(Wire.message(version + "814", Map.of(11, stan, 24, "831", 39, accepted)));
        assertThat(bench.count(LinkCounter.NETWORK_ANSWERS_UNMATCHED))
                .as("the STAN is another")
                .isEqualTo(1);

        bench.receive(Wire.message(version + "804", Map.of(11, stan, 24, "811")));
        assertThat(bench.sentText()).endsWith(version.equals("1") ? "902" : "9102");
        bench.receive(Wire.message(version + "804", Map.of(11, stan, 24, "802")));
        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_OFF);
    }

    // ---- sign-on

    @Test
    void shouldSignOnAfterDialling() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);

        assertThat(bench.sentText())
                .isEqualTo("0800" + "8220000000000000" + "0400000000000000" + "1122033000000001001");
        assertThat(bench.session.isUsable()).isFalse();
    }

    @Test
    void shouldCarryBusinessOnceSignOnIsAnswered() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);

        bench.receive(Wire.networkAnswer(bench.sent(), "00"));

        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_ON);
        assertThat(bench.heard).containsExactly("usable");
        assertThat(bench.count(LinkCounter.SIGN_ONS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUIRED", "OPTIONAL"})
    void shouldCloseWhenSignOnIsRefused(String signOn) {
        SessionBench bench = SessionBench.issuer(SignOn.valueOf(signOn));

        bench.receive(Wire.networkAnswer(bench.sent(), "05"));

        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.session.state()).isEqualTo(LinkState.CLOSED);
        assertThat(bench.count(LinkCounter.SIGN_ONS_REFUSED)).isEqualTo(1);
        assertThat(bench.count(LinkCounter.CLOSED_SIGN_ON)).isEqualTo(1);
    }

    @Test
    void shouldCloseWhenRequiredSignOnIsNotAnsweredInTime() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);

        bench.pass(TIMEOUT.minus(MOMENT));
        assertThat(bench.transport.isClosed).isFalse();
        bench.pass(MOMENT);

        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.count(LinkCounter.SIGN_ONS_UNANSWERED)).isEqualTo(1);
    }

    @Test
    void shouldStayUsableWhenOptionalSignOnIsNotAnswered() {
        SessionBench bench = SessionBench.issuer(SignOn.OPTIONAL);

        bench.pass(TIMEOUT);

        assertThat(bench.heard).containsExactly("usable");
        assertThat(bench.session.isUsable()).isTrue();
    }

    @Test
    void shouldNotTakeAnAnswerWithAnotherStanTimeOrCodeForItsOwn() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);
        bench.sent();

        bench.receive(
                Wire.message("0810", Map.of(7, Wire.TIME, 11, "000002", 39, "00", 70, "001")),
                Wire.message("0810", Map.of(7, "1122033001", 11, "000001", 39, "00", 70, "001")),
                Wire.message("0810", Map.of(7, Wire.TIME, 11, "000001", 39, "00", 70, "301")),
                Wire.message("0810", Map.of(7, Wire.TIME, 11, "000001", 39, "00")));

        assertThat(bench.session.state()).isEqualTo(LinkState.CONNECTED);
        assertThat(bench.count(LinkCounter.NETWORK_ANSWERS_UNMATCHED)).isEqualTo(4);
    }

    @Test
    void shouldCountAnAnswerThatNothingAskedFor() {
        SessionBench bench = SessionBench.signedOn();

        bench.receive(Wire.message("0810", Map.of(7, Wire.TIME, 11, "000001", 39, "00", 70, "001")));

        assertThat(bench.count(LinkCounter.NETWORK_ANSWERS_UNMATCHED)).isEqualTo(1);
        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_ON);
        assertThat(bench.transport.takeBodies()).isEmpty();
    }

    @Test
    void shouldLetAPeerSignOnToUs() {
        SessionBench bench = SessionBench.acquirer(SignOn.REQUIRED);

        bench.receive(Wire.network("0800", 12, "001"));

        assertThat(bench.sentText())
                .isEqualTo("0810" + "8220000002000000" + "0400000000000000" + "112203300000001200001");
        assertThat(bench.heard).containsExactly("usable");
    }

    @Test
    void shouldNotBeSignedOnByThePeerWhileOurOwnSignOnIsOpen() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);
        bench.sent();

        bench.receive(Wire.network("0800", 12, "001"));

        assertThat(bench.session.isUsable()).isFalse();
    }

    // ---- sign-off

    @Test
    void shouldTakeNoNewBusinessAfterThePeerSignedOffUntilItSignsOnAgain() {
        SessionBench bench = SessionBench.signedOn();

        bench.receive(Wire.network("0800", 1, "002"));
        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_OFF);
        bench.receive(Wire.network("0800", 2, "001"));

        assertThat(bench.heard).containsExactly("unusable", "usable");
        assertThat(bench.transport.takeBodies())
                .extracting(Wire::text)
                .containsExactly(
                        "0810" + "8220000002000000" + "0400000000000000" + "112203300000000100002",
                        "0810" + "8220000002000000" + "0400000000000000" + "112203300000000200001");
    }

    @Test
    void shouldStillHearAnswersAfterThePeerSignedOff() {
        SessionBench bench = SessionBench.signedOn();

        bench.receive(Wire.network("0800", 1, "002"), Wire.business("0110", 33));

        assertThat(bench.heard).containsExactly("unusable", "message 33");
    }

    @Test
    void shouldSignOffAndCloseWithTheAnswer() {
        SessionBench bench = SessionBench.signedOn();

        bench.session.signOff(bench.nowNs);
        assertThat(bench.heard).containsExactly("unusable");
        assertThat(bench.transport.isClosed).isFalse();
        byte[] signOff = bench.sent();
        assertThat(Wire.text(signOff)).startsWith("0800").endsWith("002");
        bench.receive(Wire.business("0110", 33), Wire.networkAnswer(signOff, "00"));

        assertThat(bench.heard).containsExactly("unusable", "message 33");
        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.count(LinkCounter.CLOSED_STOPPED)).isEqualTo(1);
    }

    @Test
    void shouldCloseWhenSignOffIsNotAnswered() {
        SessionBench bench = SessionBench.signedOn();

        bench.session.signOff(bench.nowNs);
        bench.pass(TIMEOUT.minus(MOMENT));
        assertThat(bench.transport.isClosed).isFalse();
        bench.pass(MOMENT);

        assertThat(bench.transport.isClosed).isTrue();
    }

    @Test
    void shouldCloseAnAcquirersLinkWithoutSignOff() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.session.signOff(0);

        assertThat(bench.transport.takeBodies()).isEmpty();
        assertThat(bench.transport.isClosed).isTrue();
    }

    // ---- echo

    @Test
    void shouldEchoAfterSilenceOnly() {
        SessionBench bench = SessionBench.signedOn();

        bench.pass(INTERVAL.minus(MOMENT));
        bench.receive(Wire.business("0110", 1));
        bench.pass(INTERVAL.minus(MOMENT));
        assertThat(bench.transport.takeBodies()).isEmpty();
        bench.pass(MOMENT);

        assertThat(bench.sentText()).startsWith("0800").endsWith("000002301");
    }

    @Test
    void shouldBeSuspectAfterOneMissedEchoAndRecoverWithTheNext() {
        SessionBench bench = SessionBench.signedOn();
        bench.pass(INTERVAL);
        bench.sent();

        bench.pass(TIMEOUT);
        assertThat(bench.session.state()).isEqualTo(LinkState.SUSPECT);
        byte[] second = bench.sent();
        bench.receive(Wire.networkAnswer(second, "00"));

        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_ON);
        assertThat(bench.heard).containsExactly("unusable", "usable");
        assertThat(bench.count(LinkCounter.ECHOES_MISSED)).isEqualTo(1);
    }

    @Test
    void shouldCloseAfterTheLastMissedEcho() {
        SessionBench bench = SessionBench.signedOn();
        bench.pass(INTERVAL);

        bench.pass(TIMEOUT);
        bench.pass(TIMEOUT.minus(MOMENT));
        assertThat(bench.transport.isClosed).isFalse();
        bench.pass(MOMENT);

        assertThat(bench.transport.isClosed).isTrue();
        assertThat(bench.count(LinkCounter.CLOSED_ECHO)).isEqualTo(1);
    }

    @Test
    void shouldCountMissesInARowOnly() {
        SessionBench bench = SessionBench.signedOn();
        for (int i = 0; i < 5; i++) {
            bench.pass(INTERVAL);
            bench.sent();
            bench.pass(TIMEOUT);
            bench.receive(Wire.networkAnswer(bench.sent(), "00"));
        }

        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_ON);
        assertThat(bench.count(LinkCounter.ECHOES_MISSED)).isEqualTo(5);
    }

    @Test
    void shouldNotSpareALinkWhoseLateEchoAnswerComesAfterTheNextEcho() {
        SessionBench bench = SessionBench.signedOn();
        bench.pass(INTERVAL);
        byte[] first = bench.sent();
        bench.pass(TIMEOUT);

        bench.receive(Wire.networkAnswer(first, "00"));

        assertThat(bench.session.state()).isEqualTo(LinkState.SUSPECT);
        assertThat(bench.count(LinkCounter.NETWORK_ANSWERS_UNMATCHED)).isEqualTo(1);
    }

    @Test
    void shouldStaySignedOffWhenAnEchoIsMissedAndAnswered() {
        SessionBench bench = SessionBench.signedOn();
        bench.receive(Wire.network("0800", 1, "002"));
        bench.sent();
        bench.pass(INTERVAL);
        bench.sent();

        bench.pass(TIMEOUT);
        bench.receive(Wire.networkAnswer(bench.sent(), "00"));

        assertThat(bench.session.state()).isEqualTo(LinkState.SIGNED_OFF);
        assertThat(bench.heard).containsExactly("unusable");
    }

    @Test
    void shouldNotEchoWhenTheIntervalIsZero() {
        EchoConfig none = new EchoConfig(Duration.ZERO, TIMEOUT, 2);
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED, none, 0);
        bench.receive(Wire.networkAnswer(bench.sent(), "00"));

        bench.pass(Duration.ofDays(1));

        assertThat(bench.transport.takeBodies()).isEmpty();
        assertThat(bench.session.nextDeadlineNs()).isEqualTo(LinkSession.NO_DEADLINE);
    }

    @Test
    void shouldKeepTimeAcrossTheOverflowOfTheClock() {
        SessionBench bench =
                SessionBench.issuer(SignOn.REQUIRED, SessionBench.ECHO, Long.MAX_VALUE - INTERVAL.toNanos() / 2);
        bench.receive(Wire.networkAnswer(bench.sent(), "00"));

        bench.pass(INTERVAL.minus(MOMENT));
        assertThat(bench.transport.takeBodies()).isEmpty();
        bench.pass(MOMENT);

        assertThat(bench.sentText()).endsWith("301");
    }

    @Test
    void shouldNameItsNextDeadline() {
        SessionBench bench = SessionBench.issuer(SignOn.REQUIRED);
        assertThat(bench.session.nextDeadlineNs()).isEqualTo(TIMEOUT.toNanos());

        bench.receive(Wire.networkAnswer(bench.sent(), "00"));

        assertThat(bench.session.nextDeadlineNs()).isEqualTo(INTERVAL.toNanos());
    }

    // ---- what peers ask

    @ParameterizedTest
    @ValueSource(strings = {"301", "270"})
    void shouldAnswerAnEcho(String code) {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(Wire.network("0801", 5, code));

        assertThat(bench.sentText())
                .isEqualTo("0810" + "8220000002000000" + "0400000000000000" + "112203300000000500" + code);
        assertThat(bench.heard).containsExactly("usable");
    }

    @ParameterizedTest
    @CsvSource({"true, 00", "false, 12"})
    void shouldAnswerACutoverAsTheEngineSays(boolean mayCutOver, String code) {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        bench.mayCutOver = mayCutOver;

        bench.receive(Wire.network("0800", 5, "201"));

        assertThat(bench.sentText()).endsWith("000005" + code + "201");
    }

    /** An advice is answered as a request is, and says the same. */
    @ParameterizedTest
    @CsvSource({
        "0820, 001, 00, SIGNED_ON",
        "0821, 001, 00, SIGNED_ON",
        "0820, 301, 00, CONNECTED",
        "0820, 999, 12, CONNECTED"
    })
    void shouldAnswerAnAdvice(String mti, String networkCode, String code, LinkState state) {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(Wire.network(mti, 5, networkCode));

        assertThat(bench.sentText()).startsWith("0830").endsWith("000005" + code + networkCode);
        assertThat(bench.session.state()).isEqualTo(state);
    }

    @Test
    void shouldAnswer30WithoutNetworkCode() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(Wire.business("0800", 5));

        assertThat(bench.sentText()).isEqualTo("0810" + "0220000002000000" + "112203300000000530");
    }

    @Test
    void shouldAnswer12ToAnUnknownNetworkCode() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(Wire.network("0800", 5, "999"));

        assertThat(bench.sentText()).endsWith("000005" + "12" + "999");
    }

    @Test
    void shouldAnswer30ToADamagedRequest() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);
        byte[] whole = Wire.network("0800", 5, "001");

        bench.receive(java.util.Arrays.copyOf(whole, whole.length - 1));

        assertThat(bench.sentText())
                .as("what stands before the damage is echoed")
                .isEqualTo("0810" + "0220000002000000" + "112203300000000530");
        assertThat(bench.session.state()).isEqualTo(LinkState.CONNECTED);
        assertThat(bench.count(LinkCounter.MALFORMED)).isEqualTo(1);
    }

    /** Of another version than the link's, or in the name of nobody there is. */
    @ParameterizedTest
    @CsvSource({"1800, 001", "2800, 201", "9800, 002", "0806, 001", "0809, 201"})
    void shouldAnswer12ToWhatThisLinkMayNotSay(String mti, String networkCode) {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(Wire.network(mti, 5, networkCode));

        assertThat(bench.sentText()).contains("00000512" + networkCode);
        assertThat(bench.session.state()).isEqualTo(LinkState.CONNECTED);
        assertThat(bench.count(LinkCounter.SIGN_ONS) + bench.count(LinkCounter.SIGN_OFFS))
                .isZero();
    }

    @Test
    void shouldCountNotificationsAndSayNothing() {
        SessionBench bench = SessionBench.acquirer(SignOn.OPTIONAL);

        bench.receive(Wire.network("0840", 5, "301"));

        assertThat(bench.transport.takeBodies()).isEmpty();
        assertThat(bench.count(LinkCounter.NETWORK_NOTIFICATIONS)).isEqualTo(1);
    }

    @Test
    void shouldStayClosedWhenThePeerDoesNotTakeTheAnswerToItsSignOn() {
        SessionBench bench = SessionBench.acquirer(SignOn.REQUIRED);
        bench.transport.isFull = true;

        bench.receive(Wire.network("0800", 12, "001"));

        assertThat(bench.session.state()).isEqualTo(LinkState.CLOSED);
        assertThat(bench.transport.isAborted).isTrue();
        assertThat(bench.heard).isEmpty();
        assertThat(bench.count(LinkCounter.CLOSED_WRITE_LIMIT)).isEqualTo(1);
    }
}
