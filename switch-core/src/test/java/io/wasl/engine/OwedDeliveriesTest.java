package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import io.wasl.link.LinkState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwedDeliveriesTest {

    @TempDir
    Path folder;

    private EngineHarness house;
    private FakeLink.Sent forwarded;

    /** A request timed out; its reversal is owed and not yet sent. */
    @BeforeEach
    void timeOut() {
        house = EngineHarness.started(folder);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(11));
        house.shop.sent.clear();
    }

    @Test
    void shouldSendTheFirstCopyOnlyWhenSentIsDurable() {
        house.journal.force();
        house.journal.deliverReads();
        house.engine.onTurnEnd(house.clock.nanoTime());
        assertThat(house.recordTypes()).endsWith(RecordType.OWED, RecordType.SENT);
        assertThat(house.atlas.sent).isEmpty();
        house.journal.force();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldRepeatItIdenticallyButForTheRepeatDigitUntilAcknowledged() {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.delivered(house.atlas, first);
        assertThat(first.de(39)).isEqualTo("68");
        for (int copy = 2; copy <= 4; copy++) {
            house.pass(Duration.ofSeconds(16));
            house.pass(Duration.ofSeconds(61));
            house.settle();
            FakeLink.Sent repeat = house.atlas.only();
            assertThat(repeat.mtiText()).isEqualTo("0421");
            assertThat(new TreeMap<>(repeat.elements())).isEqualTo(new TreeMap<>(first.elements()));
        }
        house.receive(house.atlas, "0430", answerTo(first, "00"));
        house.pass(Duration.ofMinutes(10));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.recordTypes()).endsWith(RecordType.DELIVERY_ENDED);
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    @Test
    void shouldSendARepeatAfterACrashEvenIfTheFirstCopyNeverLeft() {
        house.journal.force();
        house.journal.deliverReads();
        house.engine.onTurnEnd(house.clock.nanoTime());
        // SENT becomes durable, and the power goes before the copy leaves.
        house.atlas.takesFrames = false;
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.mtiText()).isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(copy, "00"));
        house.settle();
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.sent).as("acknowledged: never again").isEmpty();
    }

    @Test
    void shouldTryAgainOn91AndEndOn25WhenNobodyKnewTheOutcome() {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.receive(house.atlas, "0430", answerTo(first, "91"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.pass(Duration.ofSeconds(6));
        house.settle();
        FakeLink.Sent second = house.atlas.only();
        assertThat(second.mtiText()).isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(second, "25"));
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldParkWithAnAlarmOnAnyOtherCode() {
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "12"));
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.alarms).containsExactly(Alarm.DELIVERY_PARKED);
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(1);
    }

    /** What says something else than the reversal is no answer to it, nor is what says nothing. */
    @ParameterizedTest
    @CsvSource({
        "2, 4000009999999996, 1",
        "4, 000000004999, 1",
        "49, 840, 1",
        "39, , 1",
        "2, , 0",
        "4, , 0",
        "49, , 0",
    })
    void shouldTakeNoAcknowledgementOfSomethingElse(int de, String value, int mismatched) {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        Map<Integer, String> answer = new TreeMap<>(answerTo(first, "00"));
        answer.put(2, first.de(2));
        answer.remove(de);
        if (value != null) {
            answer.put(de, value);
        }
        house.receive(house.atlas, "0430", answer);
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(mismatched);
        assertThat(house.count(EngineCounter.PARKED)).isZero();
        assertThat(house.alarms).isEqualTo(Collections.nCopies(mismatched, Alarm.MISMATCHED_ANSWER));
        house.pass(Duration.ofSeconds(16));
        house.pass(Duration.ofSeconds(61));
        house.settle();
        assertThat(house.atlas.sent)
                .extracting(FakeLink.Sent::mtiText)
                .isEqualTo(Collections.nCopies(mismatched, "0421"));
        house.receive(house.atlas, "0430", answerTo(first, "00"));
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    @Test
    void shouldWaitForTheIssuersLinkAndSendAtOnceWhenItComesBack() {
        house.closed(house.atlas);
        house.settle();
        FakeLink back = house.reconnected(house.atlas);
        house.engine.onUsable(back);
        house.engine.onTurnEnd(house.clock.nanoTime());
        house.settle();
        assertThat(back.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldSendAgainWhenTheConnectionOfACopyBreaks() {
        house.settle();
        house.delivered(house.atlas, house.atlas.only());
        house.closed(house.atlas);
        FakeLink back = house.reconnected(house.atlas);
        house.engine.onUsable(back);
        house.pass(Duration.ofSeconds(6));
        house.settle();
        assertThat(back.only().mtiText()).isEqualTo("0421");
    }

    @Test
    void shouldNotOweTwiceForALateApproval() {
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldOweAgainOnceWhenTheApprovalComesAfterAReversalThatFoundNothing() {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.receive(house.atlas, "0430", answerTo(first, "25"));
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        FakeLink.Sent second = house.atlas.only();
        assertThat(second.mtiText()).isEqualTo("0420");
        assertThat(second.de(11)).isNotEqualTo(first.de(11));
        assertThat(second.de(90)).isEqualTo(first.de(90));
        assertThat(house.alarms).contains(Alarm.LATE_APPROVAL);
        house.receive(house.atlas, "0430", answerTo(second, "25"));
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED))
                .as("25 does not end the reversal of a known approval")
                .isEqualTo(1);
    }

    @Test
    void shouldReverseWhenTheIssuerApprovesAfterDeclining() {
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.journal.force();
        FakeLink.Sent second = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(second, "51"));
        house.receive(house.atlas, "0110", answerTo(second, "00"));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.alarms).containsExactly(Alarm.LATE_APPROVAL);
    }

    /** It approved less than it was asked for: that is what it has to give back. */
    @Test
    void shouldReverseWhatWasApprovedLate() {
        FakeLink.Sent request = declined();
        Map<Integer, String> less = new TreeMap<>(answerTo(request, "10"));
        less.put(4, "000000003000");
        house.receive(house.atlas, "0110", less);
        house.settle();
        assertThat(house.atlas.only().de(4)).isEqualTo("000000003000");
    }

    /** What carries something else than its request is no answer to it, however late. */
    @ParameterizedTest
    @CsvSource({
        "2, 4000009999999996, MISMATCHED_ANSWER",
        "4, 000000099900, MISMATCHED_ANSWER",
        "39, , MISMATCHED_ANSWER",
        "2, , LATE_APPROVAL",
        "4, , LATE_APPROVAL",
    })
    void shouldHoldALateAnswerAgainstItsRequest(int de, String value, Alarm alarm) {
        FakeLink.Sent request = declined();
        Map<Integer, String> answer = new TreeMap<>(answerTo(request, "00"));
        answer.put(2, request.de(2));
        answer.remove(de);
        if (value != null) {
            answer.put(de, value);
        }
        house.receive(house.atlas, "0110", answer);
        house.settle();
        assertThat(house.alarms).containsExactly(alarm);
        assertThat(house.atlas.sent).hasSize(alarm == Alarm.LATE_APPROVAL ? 1 : 0);
        assertThat(house.count(EngineCounter.MISMATCHED_ANSWERS)).isEqualTo(alarm == Alarm.LATE_APPROVAL ? 0 : 1);
    }

    /** The one that timed out is settled, and another one declined. */
    private FakeLink.Sent declined() {
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.journal.force();
        FakeLink.Sent request = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(request, "51"));
        house.settle();
        return request;
    }

    @Test
    void shouldKeepAWindowAndServeOthersWhileOneIsNeverAnswered() {
        for (int stan = 10; stan < 30; stan++) {
            house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan));
        }
        house.journal.force();
        house.pass(Duration.ofSeconds(11));
        house.settle();
        assertThat(house.atlas.sent.stream()
                        .filter(sent -> sent.mtiText().equals("0420"))
                        .count())
                .as("the window is 8")
                .isEqualTo(8);
        for (int round = 0; round < 40; round++) {
            for (FakeLink.Sent sent : house.atlas.sent.toArray(FakeLink.Sent[]::new)) {
                if (sent.mtiText().startsWith("042") && !sent.de(90).startsWith(forwarded.de(11), 4)) {
                    house.receive(house.atlas, "0430", answerTo(sent, "00"));
                }
            }
            house.atlas.sent.clear();
            house.pass(Duration.ofSeconds(16));
            house.pass(Duration.ofSeconds(61));
            house.settle();
        }
        assertThat(house.count(EngineCounter.OWED))
                .as("only the one that is never answered")
                .isEqualTo(1);
    }

    @Test
    void shouldStopWhileTheIssuerIsSignedOff() {
        house.atlas.state = LinkState.SIGNED_OFF;
        house.engine.onUnusable(house.atlas);
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldSendNothingMoreWhenTheAnswerComesWhileTheNextCopyIsBeingRead() {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.pass(Duration.ofSeconds(16));
        house.pass(Duration.ofSeconds(61));
        house.receive(house.atlas, "0430", answerTo(first, "00"));
        house.settle();
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.recordTypes()).endsWith(RecordType.DELIVERY_ENDED);
    }

    @Test
    void shouldNotSendTwiceBecauseALate91CameWhileItWaitedForItsTurn() {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.pass(Duration.ofSeconds(16));
        house.atlas.state = LinkState.SIGNED_OFF;
        house.engine.onUnusable(house.atlas);
        house.pass(Duration.ofSeconds(61));
        house.receive(house.atlas, "0430", answerTo(first, "91"));
        house.pass(Duration.ofSeconds(61));
        house.atlas.state = LinkState.SIGNED_ON;
        house.engine.onUsable(house.atlas);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0421");
        assertThat(house.recordTypes()).filteredOn(RecordType.SENT::equals).hasSize(2);
        house.receive(house.atlas, "0430", answerTo(first, "00"));
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldNotEndOn25WhatAnIssuerApprovedMeanwhile() {
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.receive(house.atlas, "0430", answerTo(first, "25"));
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(1);
        assertThat(house.alarms).contains(Alarm.DELIVERY_PARKED);
    }

    @Test
    void shouldNotEndOn25AfterARestartWhatAnIssuerApprovedBefore() {
        house.settle();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        assertThat(lateApprovals()).as("once, however often it is said").isEqualTo(1);
        house.crashAndRestart();
        endsOn25As(EngineCounter.DELIVERIES_PARKED);
        assertThat(house.alarms).contains(Alarm.DELIVERY_PARKED);
    }

    /** What the record is for: without it nobody knows, and the reversal ends. */
    @Test
    void shouldEndOn25AfterARestartThatLostTheLateApprovalsRecord() {
        house.settle();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        assertThat(house.recordTypes()).endsWith(RecordType.APPROVED_LATE);
        house.crashAndRestart();
        assertThat(lateApprovals()).isZero();
        endsOn25As(EngineCounter.DELIVERIES_ACKED);
    }

    @Test
    void shouldRecordNoLateDecline() {
        house.settle();
        house.receive(house.atlas, "0110", answerTo(forwarded, "51"));
        house.settle();
        assertThat(lateApprovals()).isZero();
        house.crashAndRestart();
        endsOn25As(EngineCounter.DELIVERIES_ACKED);
    }

    @Test
    void shouldRecordALateApprovalAsSoonAsTheLogTakesIt() {
        house.settle();
        house.journal.room = Journal.Room.FULL;
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        assertThat(lateApprovals()).isZero();
        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofMillis(10));
        house.settle();
        assertThat(lateApprovals()).isEqualTo(1);
        house.crashAndRestart();
        endsOn25As(EngineCounter.DELIVERIES_PARKED);
    }

    @Test
    void shouldRememberALateApprovalThatCameBeforeTheTimeOutCouldBeRecorded() {
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.settle();
        FakeLink.Sent second = house.atlas.only();
        house.delivered(house.atlas, second);
        house.journal.room = Journal.Room.FULL;
        house.pass(Duration.ofSeconds(11));
        house.receive(house.atlas, "0110", answerTo(second, "00"));
        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofMillis(10));
        house.settle();
        assertThat(lateApprovals()).isEqualTo(1);
        house.crashAndRestart();
        endsOn25As(EngineCounter.DELIVERIES_PARKED);
    }

    @Test
    void shouldNotEndOn25WhatIsNoLongerRemembered() {
        house.memoryWindow = 4;
        house.crashAndRestart();
        for (int stan = 2; stan <= 6; stan++) {
            house.receive(house.shop, "0100", purchase("6011001234567893", stan));
        }
        endsOn25As(EngineCounter.DELIVERIES_PARKED);
    }

    private long lateApprovals() {
        return house.recordTypes().stream()
                .filter(RecordType.APPROVED_LATE::equals)
                .count();
    }

    /** The issuer says 25 to the newest copy. */
    private void endsOn25As(EngineCounter ending) {
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        assertThat(house.count(ending)).isEqualTo(1);
    }

    @Test
    void shouldParkOn25WhatIsOwedAgainForALateApprovalAfterARestartToo() {
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(again, "25"));
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(1);
    }

    @Test
    void shouldOweOnceWhenALateApprovalComesBeforeTheTimeOutCouldBeRecorded() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.settle();
        FakeLink.Sent second = house.atlas.sent.stream()
                .filter(sent -> sent.mtiText().equals("0100"))
                .findFirst()
                .orElseThrow();
        house.delivered(house.atlas, second);
        house.atlas.sent.clear();
        house.journal.room = Journal.Room.FULL;
        house.pass(Duration.ofSeconds(11));
        house.receive(house.atlas, "0110", answerTo(second, "00"));
        house.journal.room = Journal.Room.OPEN;
        house.settle();
        house.pass(Duration.ofMillis(10));
        house.settle();
        assertThat(house.journal.records)
                .filteredOn(record -> record.type == RecordType.OWED)
                .as("the first one's and this one's")
                .hasSize(2);
    }

    @Test
    void shouldNotReverseAnUnknownCodeBecauseItsAnswerCameTwice() {
        house.settle();
        house.atlas.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.journal.force();
        FakeLink.Sent second = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(second, "Q7"));
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        house.receive(house.atlas, "0110", answerTo(second, "Q7"));
        house.settle();
        assertThat(house.atlas.sent).as("its acquirer has it").isEmpty();
    }
}
