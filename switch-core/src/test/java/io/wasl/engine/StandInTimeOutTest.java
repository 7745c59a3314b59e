package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.StandInConfig.Trigger;
import io.wasl.journal.RecordType;
import io.wasl.link.SendOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer was asked and said nothing: its leg is given back first, then it is told what Wasl approved. */
class StandInTimeOutTest {

    private static final Duration LEG = Duration.ofMillis(10_100);

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = StandInHouse.started(folder, StandInHouse.config(Trigger.values()));
    }

    private FakeLink.Sent forwarded(int stan) {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan));
        house.journal.force();
        FakeLink.Sent request = house.atlas.only();
        house.delivered(house.atlas, request);
        return request;
    }

    /** Forwarded, not answered, stood in for; the approval is delivered. */
    private FakeLink.Sent timedOut(int stan) {
        FakeLink.Sent request = forwarded(stan);
        house.pass(LEG);
        house.journal.force();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.code()).isEqualTo("00");
        house.delivered(house.shop, answer);
        return request;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReverseTheLegAndThenTell(boolean isRestarted) {
        FakeLink.Sent request = timedOut(1);
        if (isRestarted) {
            house.journal.force();
            house.crashAndRestart();
        }
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).startsWith("0100" + request.de(11) + request.de(7));
        house.pass(Duration.ofSeconds(16));
        house.pass(Duration.ofSeconds(61));
        house.settle();
        assertThat(house.atlas.only().mtiText())
                .as("the advice waits, however long")
                .isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.mtiText()).isEqualTo("0120");
        assertThat(advice.de(37)).isEqualTo(request.de(37));
        assertThat(advice.de(11)).isNotEqualTo(request.de(11));
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldWriteAllOfItInOneAppend() {
        forwarded(1);
        int before = house.journal.records.size();
        house.pass(LEG);
        assertThat(house.recordTypes().subList(before, before + 3))
                .containsExactly(RecordType.OWED, RecordType.OWED, RecordType.OUTCOME);
        assertThat(house.journal.ends).contains(before + 3).doesNotContain(before + 1, before + 2);
        assertThat(house.shop.sent).as("before it is forced").isEmpty();
    }

    /** What was not forced was not approved: after a crash the request has timed out as without stand-in. */
    @Test
    void shouldForgetAnApprovalThatWasNotForced() {
        forwarded(1);
        house.pass(LEG);
        house.crashAndRestart();
        assertThat(StandInHouse.ask(house, "0101", purchase(ATLAS_PAN, 1)).code())
                .isEqualTo("91");
        assertThat(house.count(EngineCounter.STOOD_IN_TODAY)).isZero();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldStandInWhereNoByteLeft() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.atlas.takesFrames = false;
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.code()).isEqualTo("00");
        house.delivered(house.shop, answer);
        house.atlas.takesFrames = true;
        house.pass(Duration.ofMinutes(2));
        house.settle();
        assertThat(house.atlas.only().mtiText()).as("no leg to give back").isIn("0120", "0121");
    }

    @Test
    void shouldStandInWhenTheConnectionBreaks() {
        forwarded(1);
        house.closed(house.atlas);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        StandInHouse.reconnect(house);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldDeclineWithTheRulesCode() {
        house.receive(house.shop, "0100", StandInHouse.purchaseOf(1, 6001));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(LEG);
        assertThat(house.shop.only().code()).isEqualTo("61");
        house.settle();
        assertThat(StandInHouse.ask(house, "0101", StandInHouse.purchaseOf(1, 6001))
                        .code())
                .isEqualTo("61");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    /** The first answer was 61 while the log took nothing; what is stored says the same. */
    @Test
    void shouldRecordTheSameDeclineLater() {
        house.receive(house.shop, "0100", StandInHouse.purchaseOf(1, 6001));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.journal.room = io.wasl.journal.Journal.Room.FULL;
        house.pass(LEG);
        assertThat(house.shop.only().code()).isEqualTo("61");
        house.journal.room = io.wasl.journal.Journal.Room.OPEN;
        house.pass(Duration.ofSeconds(1));
        house.settle();
        assertThat(StandInHouse.ask(house, "0101", StandInHouse.purchaseOf(1, 6001))
                        .code())
                .isEqualTo("61");
    }

    @ParameterizedTest
    @CsvSource({"52, 12345678", "55, 9F2608AABBCCDDEEFF0011"})
    void shouldRememberWhatItCannotVerify(int de, String value) {
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.put(de, value);
        house.receive(house.shop, "0100", request);
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(LEG);
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.count(EngineCounter.STOOD_IN)).isZero();
    }

    /** T_switch is up before it could be decided. */
    @Test
    void shouldNotStandInTooLate() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.clock.advance(Duration.ofSeconds(12));
        house.journal.force();
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    /** The log was slow: the approval comes too late, and the issuer hears of the leg's reversal alone. */
    @Test
    void shouldWithdrawAnApprovalThatIsForcedTooLate() {
        forwarded(1);
        house.pass(LEG);
        house.clock.advance(Duration.ofSeconds(3));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.pass(Duration.ofMinutes(2));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.count(EngineCounter.STOOD_IN_TODAY)).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldNotStandInForWhatIsBeingReversed() {
        forwarded(1);
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.shop.sent.clear();
        house.pass(LEG);
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.count(EngineCounter.STOOD_IN)).isZero();
    }

    /** The reversal is owed already: the issuer's late approval changes nothing, and its 25 would then not be believed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotBelieve25AfterALateApproval(boolean isRestarted) {
        FakeLink.Sent request = timedOut(1);
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        assertThat(house.count(EngineCounter.LATE_APPROVALS)).isOne();
        if (isRestarted) {
            house.crashAndRestart();
            house.settle();
            reversal = house.atlas.only();
        }
        house.receive(house.atlas, "0430", answerTo(reversal, "25"));
        house.settle();
        assertThat(house.alarms).containsExactly(Alarm.DELIVERY_PARKED);
        assertThat(house.atlas.only().mtiText()).as("it is told all the same").isEqualTo("0120");
    }

    /** It refused to give its leg back, and had approved it: an operator is told, and what he retries must find it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKnowOfALateApprovalWhileItsLegsReversalIsParked(boolean isRestarted) {
        FakeLink.Sent request = timedOut(1);
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        house.receive(house.atlas, "0430", answerTo(reversal, "12"));
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), "00"));
        house.settle();
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.alarms.clear();
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        assertThat(house.alarms).containsExactly(Alarm.LATE_APPROVAL);
        assertThat(house.atlas.sent).isEmpty();
        house.retryAllParked();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(again, "25"));
        house.settle();
        assertThat(house.count(EngineCounter.PARKED)).isOne();
    }

    /** Its reversal found nothing; then it approves after all. The advice is told meanwhile: two deliveries, one row. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReverseTheLegAgainAfter25AndALateApproval(boolean isRestarted) {
        FakeLink.Sent request = timedOut(1);
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), "00"));
        house.settle();
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0420");
        assertThat(again.de(90)).startsWith("0100" + request.de(11) + request.de(7));
        assertThat(house.alarms).containsExactly(Alarm.LATE_APPROVAL);
        if (isRestarted) {
            house.crashAndRestart();
            house.settle();
            again = house.atlas.only();
            assertThat(again.mtiText()).isEqualTo("0421");
        }
        house.receive(house.atlas, "0430", answerTo(again, "00"));
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** It stands behind the advice and takes back another thing: a dropped advice must not take it along. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepTheLegsReversalWhenTheAdviceIsDropped(boolean isRestarted) {
        FakeLink.Sent request = timedOut(1);
        house.settle();
        FakeLink.Sent legs = house.atlas.only();
        house.atlas.takesFrames = false;
        house.receive(house.atlas, "0430", answerTo(legs, "25"));
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.journal.deliverReads();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.atlas.takesFrames = true;
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.pass(Duration.ofMinutes(2));
        house.settle();
        assertThat(house.atlas.sent).isNotEmpty();
        for (int i = 0; i < 6 && !house.atlas.sent.isEmpty(); i++) {
            FakeLink.Sent owed = house.atlas.sent.remove(0);
            String kind = owed.mtiText().startsWith("012") ? "0130" : "0430";
            if (kind.equals("0430") && owed.de(90).startsWith("0100")) {
                assertThat(owed.de(90)).startsWith("0100" + request.de(11));
                legsGivenBack++;
            }
            house.receive(house.atlas, kind, answerTo(owed, "00"));
            house.settle();
        }
        assertThat(legsGivenBack).isOne();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** The issuer approved the leg, whatever it missed of the advice: 25 does not end the leg's reversal. */
    @Test
    void shouldNotTakeAMissedAdviceForItsLeg() {
        FakeLink.Sent request = timedOut(1);
        house.settle();
        FakeLink.Sent legs = house.atlas.only();
        house.atlas.takesFrames = false;
        house.receive(house.atlas, "0430", answerTo(legs, "25"));
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        house.atlas.takesFrames = true;
        house.pass(Duration.ofMinutes(2));
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), "25"));
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.de(90)).startsWith("0100" + request.de(11));
        house.receive(house.atlas, "0430", answerTo(again, "25"));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isOne();
        assertThat(house.alarms).contains(Alarm.ADVICE_ORIGINAL_UNKNOWN, Alarm.DELIVERY_PARKED);
    }

    private int legsGivenBack;

    @Test
    void shouldCountALateDecline() {
        FakeLink.Sent request = timedOut(1);
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(request, "51"));
        house.receive(house.atlas, "0430", answerTo(reversal, "25"));
        house.settle();
        assertThat(house.count(EngineCounter.LATE_DECLINES)).isOne();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0120");
        assertThat(house.alarms).isEmpty();
    }

    /** A copy to nobody: the acquirer's connection is gone. The leg is given back, and that is all the issuer hears. */
    @Test
    void shouldTakeBackWhatNobodyGot() {
        forwarded(1);
        house.pass(LEG);
        house.closed(house.shop);
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.shop = house.reconnected(house.shop);
        assertThat(StandInHouse.ask(house, "0101", purchase(ATLAS_PAN, 1)).code())
                .isEqualTo("91");
    }

    /** The issuer was told before it was known that nobody has the approval. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReverseAnAdviceOfWhatNobodyGot(boolean isTold) {
        forwarded(1);
        house.pass(LEG);
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        if (isTold) {
            house.receive(house.atlas, "0130", answerTo(advice, "00"));
            house.settle();
        }
        house.sent(house.shop, answer, SendOutcome.NOT_SENT);
        house.settle();
        if (!isTold) {
            assertThat(house.atlas.sent).isEmpty();
            house.receive(house.atlas, "0130", answerTo(advice, "00"));
            house.settle();
        }
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).startsWith("0120" + advice.de(11) + advice.de(7));
        assertThat(house.count(EngineCounter.WITHDRAWN)).isOne();
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        assertNextReversalNamesItsLeg();
    }

    /** What was said of one transaction is not said of the next. */
    private void assertNextReversalNamesItsLeg() {
        house.receive(house.shop, "0100", purchase(RIF_PAN, 2));
        house.settle();
        FakeLink.Sent request = house.rif.only();
        house.delivered(house.rif, request);
        house.pass(LEG);
        house.settle();
        assertThat(house.rif.only().de(90)).startsWith("0100" + request.de(11) + request.de(7));
    }
}
