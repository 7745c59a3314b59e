package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An advice that is taken back: before a copy of it has left, while it is owed, after it was told. */
class AdviceReversalTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellTheIssuerOfNeitherWhileNoCopyHasLeft(boolean isRestarted) {
        house.closed(house.atlas);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        if (isRestarted) {
            house.journal.crash();
            house.lead();
            house.shop = house.reconnected(house.shop);
        }
        house.shop.sent.clear();
        house.receive(house.shop, "0400", reversal(1, 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.crashAndRestart();
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.journal.records)
                .filteredOn(record -> record.type == RecordType.DELIVERY_ENDED)
                .singleElement()
                .matches(record -> record.state == DeliveryEnd.UNSENT.wireId());
    }

    /** 91 would have its sender repeat it for ever, and 00 would say that it stands. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAnswerTheRepeatOfAReversedAdviceWith94(boolean isRestarted) {
        tell(1);
        house.receive(house.shop, "0420", reversal(1, 2));
        house.settle();
        house.shop.sent.clear();
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.receive(house.shop, "0121", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
    }

    @Test
    void shouldNameTheAdviceAsItWasSent() {
        FakeLink.Sent told = tell(1);
        house.pass(Duration.ofHours(3));
        house.receive(house.shop, "0400", reversal(1, 2));
        house.settle();
        assertThat(house.shop.only().de(90)).isEqualTo(reversal(1, 2).get(90));
        assertReverses(house.atlas.only(), told);
    }

    @Test
    void shouldNameTheAdviceAsItWasSentBeforeACrash() {
        FakeLink.Sent told = tell(1);
        house.journal.force();
        house.crashAndRestart();
        house.receive(house.shop, "0420", reversal(1, 2));
        house.settle();
        assertReverses(house.atlas.only(), told);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFollowAnAdviceOfWhichACopyHasLeft(boolean isRestarted) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        house.receive(house.shop, "0420", reversal(1, 2));
        house.settle();
        assertThat(house.shop.sent).hasSize(2).allMatch(answer -> answer.code().equals("00"));
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.pass(Duration.ofSeconds(16));
        house.pass(Duration.ofSeconds(61));
        house.settle();
        FakeLink.Sent second = house.atlas.only();
        assertThat(second.mtiText()).as("the advice first").isEqualTo("0121");
        assertThat(second.elements()).isEqualTo(first.elements());
        house.receive(house.atlas, "0130", answerTo(second, "00"));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertReverses(reversal, first);
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.alarms).isEmpty();
    }

    /** SENT is in the log, and then the process died before the copy left: its issuer may have it. */
    @Test
    void shouldFollowAnAdviceWhoseCopyPerhapsLeft() {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.atlas.takesFrames = false;
        house.settle();
        house.crashAndRestart();
        house.atlas.takesFrames = false;
        house.receive(house.shop, "0420", reversal(1, 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.atlas.takesFrames = true;
        house.pass(Duration.ofMinutes(2));
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.mtiText()).isEqualTo("0121");
        house.receive(house.atlas, "0130", answerTo(copy, "00"));
        house.settle();
        assertReverses(house.atlas.only(), copy);
    }

    /** Its turn has come while the reversal reads its records back: then the reversal follows it. */
    @Test
    void shouldLookAgainWhenACopyLeavesWhileItIsReadBack() {
        house.closed(house.atlas);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.shop, "0420", reversal(1, 2));
        house.atlas = house.reconnected(house.atlas);
        house.engine.onUsable(house.atlas);
        for (int i = 0; i < 3; i++) {
            house.engine.onTurnEnd(house.clock.nanoTime());
            house.journal.deliverReads();
        }
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.mtiText()).isEqualTo("0120");
        house.receive(house.atlas, "0130", answerTo(copy, "00"));
        house.settle();
        assertReverses(house.atlas.only(), copy);
    }

    /** It leaves and is acknowledged meanwhile: its number is in the log only now. */
    @Test
    void shouldReadAgainWhenItIsToldWhileItIsReadBack() {
        house.closed(house.atlas);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.shop, "0420", reversal(1, 2));
        house.atlas = house.reconnected(house.atlas);
        house.engine.onUsable(house.atlas);
        house.engine.onTurnEnd(house.clock.nanoTime());
        house.journal.deliverReads();
        house.journal.force();
        FakeLink.Sent copy = house.atlas.only();
        house.receive(house.atlas, "0130", answerTo(copy, "00"));
        assertThat(house.count(EngineCounter.REVERSALS_ACCEPTED)).isZero();
        house.settle();
        assertReverses(house.atlas.only(), copy);
    }

    @Test
    void shouldTakeItBackOnceWhoeverAsksHowOften() {
        FakeLink.Sent told = tell(1);
        house.receive(house.shop, "0420", reversal(1, 2));
        house.receive(house.shop, "0421", reversal(1, 2));
        house.receive(house.shop, "0400", reversal(1, 3));
        house.settle();
        house.receive(house.shop, "0400", reversal(1, 4));
        house.settle();
        assertThat(house.shop.sent).hasSize(4).allMatch(answer -> answer.code().equals("00"));
        assertReverses(house.atlas.only(), told);
    }

    @Test
    void shouldRefuseAnotherAmountWith25() {
        tell(1);
        Map<Integer, String> reversal = reversal(1, 2);
        reversal.put(4, "000000009900");
        house.receive(house.shop, "0400", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.alarms).containsExactly(Alarm.REVERSAL_AMOUNT);
    }

    /** What an issuer refused is not taken back there: a person settles both. */
    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void shouldParkTheReversalOfAParkedAdvice(boolean isAskedBefore, boolean isRestarted) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        if (isAskedBefore) {
            house.receive(house.shop, "0420", reversal(1, 2));
            house.settle();
        }
        house.receive(house.atlas, "0130", answerTo(copy, "12"));
        house.settle();
        if (isRestarted) {
            house.crashAndRestart();
        }
        if (!isAskedBefore) {
            house.receive(house.shop, "0420", reversal(1, 2));
            house.settle();
        }
        assertThat(house.shop.sent).allMatch(answer -> answer.code().equals("00"));
        assertThat(house.alarms).containsExactly(Alarm.DELIVERY_PARKED, Alarm.DELIVERY_PARKED);
        house.crashAndRestart();
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** 25 to the reversal of what the issuer has: it must have forgotten. Of what it did not place: it has nothing. */
    @ParameterizedTest
    @CsvSource({"00, 1, false", "25, 0, false", "25, 0, true", "00, 1, true"})
    void shouldPark25OnlyWhereTheIssuerHadTheAdvice(String code, int parked, boolean isRestarted) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), code));
        house.settle();
        if (isRestarted) {
            house.crashAndRestart();
        }
        house.receive(house.shop, "0420", reversal(1, 2));
        house.settle();
        if (isRestarted) {
            house.crashAndRestart();
            house.settle();
        }
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(parked);
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** Told and acknowledged. */
    private FakeLink.Sent tell(int stan) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, stan));
        house.settle();
        FakeLink.Sent copy = house.atlas.only();
        house.receive(house.atlas, "0130", answerTo(copy, "00"));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        return copy;
    }

    private static Map<Integer, String> reversal(int original, int stan) {
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, original), stan);
        reversal.put(90, "0120" + reversal.getOrDefault(90, "").substring(4));
        return reversal;
    }

    private static void assertReverses(FakeLink.Sent reversal, FakeLink.Sent advice) {
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(4)).isEqualTo(advice.de(4));
        assertThat(reversal.de(37)).isEqualTo(advice.de(37));
        assertThat(reversal.de(11)).isNotEqualTo(advice.de(11));
        assertThat(reversal.de(90)).isEqualTo("0120" + advice.de(11) + advice.de(7) + "00000012345" + "00000000000");
    }
}
