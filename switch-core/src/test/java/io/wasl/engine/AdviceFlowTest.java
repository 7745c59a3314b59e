package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.config.LimitsConfig;
import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import io.wasl.link.LinkState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an acquirer is told about its advice, and what its issuer is. */
class AdviceFlowTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldAnswerWhenItIsDurableAndThenDeliver() {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.sent).as("not before it is durable").isEmpty();
        assertThat(house.recordTypes()).containsExactly(RecordType.ACCEPTED, RecordType.OWED, RecordType.OUTCOME);
        house.journal.force();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("0130");
        assertThat(answer.code()).isEqualTo("00");
        assertThat(answer.de(11)).isEqualTo("000001");
        house.journal.deliverReads();
        house.engine.onTurnEnd(house.clock.nanoTime());
        assertThat(house.recordTypes()).endsWith(RecordType.SENT);
        assertThat(house.atlas.sent).as("not before SENT is durable").isEmpty();
        house.journal.force();
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.mtiText()).isEqualTo("0120");
        assertThat(copy.de(37)).isEqualTo("632603000001");
        assertThat(copy.de(7)).as("the time of its first copy").isEqualTo("1114221320");
        assertThat(house.engine.inFlight()).isZero();
        assertThat(house.count(EngineCounter.ADVICES_ACCEPTED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0120, 0121, 0130", "0121, 0121, 0130", "0220, 0221, 0230"})
    void shouldRepeatItIdenticallyButForTheRepeatDigitUntilAcknowledged(String mti, String repeat, String answer) {
        house.receive(house.shop, mti, purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().mtiText()).isEqualTo(answer);
        FakeLink.Sent first = house.atlas.only();
        assertThat(first.mtiText()).as("Wasl's first copy").isEqualTo(repeat.substring(0, 3) + "0");
        for (int copy = 2; copy <= 4; copy++) {
            house.pass(Duration.ofSeconds(16));
            house.pass(Duration.ofSeconds(61));
            house.settle();
            FakeLink.Sent next = house.atlas.only();
            assertThat(next.mtiText()).isEqualTo(repeat);
            assertThat(next.elements()).isEqualTo(first.elements());
        }
        house.receive(house.atlas, answer, answerTo(first, "00"));
        house.pass(Duration.ofMinutes(10));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
    }

    @Test
    void shouldTellTheIssuerAllThatIsKeptAndNothingElse() {
        Map<Integer, String> advice = purchase(ATLAS_PAN, 1);
        advice.remove(2);
        advice.put(35, ATLAS_PAN + "=29121010000000000");
        advice.put(38, "OFF123");
        advice.put(39, "00");
        advice.put(48, "private");
        advice.put(52, "PINBLOCK");
        advice.put(102, "00712345");
        house.receive(house.shop, "0220", advice);
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        Map<Integer, String> told = new TreeMap<>(advice);
        told.keySet().removeAll(List.of(35, 48, 52));
        told.put(2, ATLAS_PAN);
        told.put(7, copy.de(7));
        told.put(11, copy.de(11));
        told.put(15, "1114");
        assertThat(copy.elements()).isEqualTo(told);
        assertThat(house.shop.only().elements()).doesNotContainKeys(2, 14, 35, 52);
    }

    @Test
    void shouldMakeAnRrnWhereThereIsNone() {
        Map<Integer, String> advice = purchase(ATLAS_PAN, 1);
        advice.remove(37);
        house.receive(house.shop, "0120", advice);
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.de(37)).isEqualTo("331822" + copy.de(11));
        assertThat(house.shop.only().elements()).doesNotContainKey(37);
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.elements()).isEqualTo(copy.elements());
        house.receive(house.atlas, "0130", answerTo(again, "00"));
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
    }

    @Test
    void shouldTakeItWhileTheIssuerIsDownAndDeliverItWhenItIsBack() {
        house.closed(house.atlas);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.only().mtiText()).as("no copy had left").isEqualTo("0120");
    }

    @Test
    void shouldTakeItWhileTheIssuerIsSignedOff() {
        house.atlas.state = LinkState.SIGNED_OFF;
        house.engine.onUnusable(house.atlas);
        house.receive(house.shop, "0220", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
        house.atlas.state = LinkState.SIGNED_ON;
        house.engine.onUsable(house.atlas);
        house.engine.onTurnEnd(house.clock.nanoTime());
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0220");
    }

    @Test
    void shouldTakeItWhileTheNodeDrains() {
        house.engine.drain();
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({"9900001234567890, 15", "4000001234567890, 14", "400000123456789, 14"})
    void shouldDeclineWhatNoIssuerCouldBeToldOf(String pan, String code) {
        house.receive(house.shop, "0120", purchase(pan, 1));
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("0130");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(house.journal.records)
                .extracting(record -> record.type)
                .containsExactly(RecordType.ACCEPTED, RecordType.OUTCOME);
        house.receive(house.shop, "0121", purchase(pan, 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(answer.body());
    }

    @Test
    void shouldRefuseAMissingElementWith30() {
        Map<Integer, String> advice = purchase(ATLAS_PAN, 1);
        advice.remove(4);
        house.receive(house.shop, "0220", advice);
        assertThat(house.shop.only().code()).isEqualTo("30");
        assertThat(house.journal.records).isEmpty();
    }

    @Test
    void shouldAttachARepeatInFlightAndReplayOneThatIsFinished() {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        FakeLink second = house.reconnected(house.shop);
        house.receive(second, "0121", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        assertThat(second.only().body()).isEqualTo(answer.body());
        house.receive(house.shop, "0121", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(answer.body());
        assertThat(house.atlas.only().mtiText()).as("once").isEqualTo("0120");
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
    }

    @Test
    void shouldAnswer94WithAnAlarmWhenTheSameKeyHasAnotherAmount() {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.shop.sent.clear();
        Map<Integer, String> other = purchase(ATLAS_PAN, 1);
        other.put(4, "000000009999");
        house.receive(house.shop, "0121", other);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
        assertThat(house.alarms).containsExactly(Alarm.DUPLICATE_MISMATCH);
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
    }

    @Test
    void shouldKnowAnAdviceFromARequestWithTheSameNumbers() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0120");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDeclineWith94WhatWasReversedBeforeItCame(boolean isRestarted) {
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.shop.sent.clear();
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0130, 00, 1, 0", "0130, 94, 1, 0", "0130, 25, 1, 0", "0130, 12, 0, 1", "0130, 51, 0, 1"})
    void shouldEndOn00And25And94AndParkOnTheRest(String mti, String code, int acked, int parked) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.atlas, mti, answerTo(house.atlas.only(), code));
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(acked);
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(parked);
        List<Alarm> alarms = parked > 0 ? List.of(Alarm.DELIVERY_PARKED) : List.of();
        assertThat(house.alarms).isEqualTo(code.equals("25") ? List.of(Alarm.ADVICE_ORIGINAL_UNKNOWN) : alarms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91", "96", "09", "19"})
    void shouldTryAgainWhenTheIssuerAsks(String code) {
        house.receive(house.shop, "0220", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.atlas, "0230", answerTo(house.atlas.only(), code));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.pass(Duration.ofSeconds(6));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0221");
    }

    /** Its key, but the answer of a request or of a reversal. */
    @ParameterizedTest
    @ValueSource(strings = {"0110", "0230", "0430"})
    void shouldTakeNoOtherAnswerForIts(String mti) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.atlas, mti, answerTo(house.atlas.only(), "00"));
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isEqualTo(1);
    }

    @Test
    void shouldTakeNoAdviceResponseForTheAnswerOfARequest() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.atlas, "0130", answerTo(forwarded, "00"));
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.alarms).containsExactly(Alarm.MISMATCHED_ANSWER);
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.journal.force();
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    @Test
    void shouldCloseTheConnectionWhenNothingCanBeStored() {
        house.journal.room = Journal.Room.RESERVE;
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code())
                .as("never shed while there is a reserve")
                .isEqualTo("00");
        house.journal.room = Journal.Room.FULL;
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 2));
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.shop.state).isEqualTo(LinkState.CLOSED);
        assertThat(house.engine.inFlight()).isZero();
        house.journal.room = Journal.Room.OPEN;
        FakeLink back = house.reconnected(house.shop);
        house.receive(back, "0121", purchase(ATLAS_PAN, 2));
        house.settle();
        assertThat(back.only().code()).isEqualTo("00");
    }

    @Test
    void shouldCloseTheConnectionWhenNothingMoreCanBeOwed() {
        house = new EngineHarness(folder);
        house.limits = new LimitsConfig(
                16,
                1024,
                1 << 20,
                17,
                1 << 20,
                8192,
                16,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        house.start();
        house.closed(house.atlas);
        int taken = 0;
        for (int stan = 1; stan <= 20 && house.shop.state != LinkState.CLOSED; stan++) {
            house.receive(house.shop, "0120", purchase(ATLAS_PAN, stan));
            house.settle();
            taken += house.shop.sent.size();
            house.shop.sent.clear();
        }
        assertThat(taken).isEqualTo(17);
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(17);
    }

    @Test
    void shouldRefuseWith25WhatMustNameAKnownOriginal() {
        house = new EngineHarness(folder);
        house.acquirerProfile = requiringOriginals();
        house.start();
        house.receive(house.shop, "0220", completionOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.code()).isEqualTo("25");
        assertThat(answer.de(90))
                .isEqualTo(completionOf(purchase(ATLAS_PAN, 1), 2).get(90));
        assertThat(house.atlas.sent).isEmpty();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 3));
        house.receive(house.mall, "0220", completionOf(purchase(ATLAS_PAN, 3), 4));
        house.settle();
        assertThat(house.mall.only().code()).as("another acquirer's").isEqualTo("25");
        house.receive(house.shop, "0220", completionOf(purchase(ATLAS_PAN, 3), 4));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0220");
    }

    static AcquirerProfile requiringOriginals() {
        AcquirerProfile usual = AcquirerProfile.defaults();
        return new AcquirerProfile(
                usual.unknownBin(),
                usual.duplicate(),
                usual.unknownOriginalAdvice(),
                AcquirerProfile.AdviceOriginal.REQUIRED,
                usual.completions(),
                usual.partial(),
                usual.reversal(),
                usual.echo(),
                usual.duplicateKey());
    }

    /** An unknown original changes nothing; but the acquirer's STAN is another message's on the issuer's leg. */
    @Test
    void shouldTellAnUnknownOriginalWithZerosForItsStan() {
        house.receive(house.shop, "0220", completionOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().de(90))
                .isEqualTo(completionOf(purchase(ATLAS_PAN, 1), 2).get(90));
        assertThat(house.atlas.only().de(90))
                .isEqualTo("0100" + "000000" + "1122031500" + "00000012345" + "00000000000");
        assertThat(house.count(EngineCounter.ADVICES_UNKNOWN_ORIGINAL)).isEqualTo(1);
    }

    @Test
    void shouldNameItsOriginalAsTheIssuerKnowsIt() {
        house.approve(house.shop, house.rif, purchase(RIF_PAN, 7));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        house.shop.sent.clear();
        Map<Integer, String> completion = completionOf(purchase(ATLAS_PAN, 1), 2);
        house.receive(house.shop, "0220", completion);
        house.settle();
        assertThat(house.shop.only().de(90)).as("restored").isEqualTo(completion.get(90));
        FakeLink.Sent copy = house.atlas.only();
        String named = "0100" + forwarded.de(11) + forwarded.de(7) + "00000012345" + "00000000000";
        assertThat(copy.de(90)).isEqualTo(named);
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0221");
        assertThat(again.elements()).isEqualTo(copy.elements());
    }

    /** While the original is owed itself it has no number yet: the advice waits until it has, and until it is told. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotOvertakeTheAdviceItNames(boolean isRestarted) {
        house.closed(house.atlas);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        Map<Integer, String> second = completionOf(purchase(ATLAS_PAN, 1), 2);
        second.put(90, "0120" + second.getOrDefault(90, "").substring(4));
        house.receive(house.shop, "0220", second);
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactly("00", "00");
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        assertThat(first.mtiText()).isEqualTo("0120");
        house.pass(Duration.ofSeconds(16));
        house.pass(Duration.ofSeconds(61));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0121");
        house.receive(house.atlas, "0130", answerTo(first, "00"));
        house.journal.force();
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.mtiText()).isEqualTo("0220");
        assertThat(copy.de(90)).isEqualTo("0120" + first.de(11) + first.de(7) + "00000012345" + "00000000000");
    }

    /** Nobody knows what became of the original: its reversal goes first. */
    @Test
    void shouldNotOvertakeTheReversalOfTheOriginalItNames() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(Duration.ofSeconds(11));
        house.receive(house.shop, "0220", completionOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0220");
    }

    /** One that is never answered holds up its own transaction only. */
    @Test
    void shouldServeOthersWhileOneIsNeverAnswered() {
        for (int stan = 1; stan <= 30; stan++) {
            house.receive(house.shop, "0120", purchase(ATLAS_PAN, stan));
        }
        house.settle();
        String poison = house.atlas.sent.get(0).de(37);
        for (int round = 0; round < 60; round++) {
            for (FakeLink.Sent sent : house.atlas.sent.toArray(FakeLink.Sent[]::new)) {
                if (!sent.de(37).equals(poison)) {
                    house.receive(house.atlas, "0130", answerTo(sent, "00"));
                }
            }
            house.atlas.sent.clear();
            house.pass(Duration.ofSeconds(16));
            house.settle();
        }
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
    }

    /** The 0220 of a purchase: other numbers, its DE 90. */
    static Map<Integer, String> completionOf(Map<Integer, String> original, int stan) {
        Map<Integer, String> elements = new TreeMap<>(original);
        elements.put(11, String.format("%06d", stan));
        elements.put(7, "1122034500");
        elements.put(4, "000000004200");
        elements.put(90, "0100" + original.get(11) + original.get(7) + "00000012345" + "00000000000");
        return elements;
    }
}
