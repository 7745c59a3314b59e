package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static io.wasl.engine.StandInHouse.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.JournalConfig;
import io.wasl.config.StandInConfig.Trigger;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was stood in for is taken back: the issuer knows it as the advice, and hears of neither before a copy has left. */
class StandInReversalTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellTheIssuerOfNeitherWhileNoCopyHasLeft(boolean isRestarted) {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchase(ATLAS_PAN, 1));
        if (isRestarted) {
            house.journal.crash();
            house.lead();
            house.journal.force();
            house.shop = house.reconnected(house.shop);
        }
        assertThat(ask(house, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2)).code())
                .isEqualTo("00");
        assertThat(ask(house, "0101", purchase(ATLAS_PAN, 1)).code()).isEqualTo("91");
        house.crashAndRestart();
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.journal.records)
                .filteredOn(record -> record.type == RecordType.DELIVERY_ENDED)
                .singleElement()
                .matches(record -> record.state == DeliveryEnd.UNSENT.wireId());
        assertThat(ask(house, "0101", purchase(ATLAS_PAN, 1)).code())
                .as("given to nobody again")
                .isEqualTo("91");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFollowTheAdviceAndNameIt(boolean isTold) {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchase(ATLAS_PAN, 1));
        StandInHouse.reconnect(house);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        if (isTold) {
            house.receive(house.atlas, "0130", answerTo(advice, "00"));
            house.settle();
            house.crashAndRestart();
        }
        assertThat(ask(house, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2)).code())
                .isEqualTo("00");
        if (!isTold) {
            assertThat(house.atlas.sent).isEmpty();
            house.receive(house.atlas, "0130", answerTo(advice, "00"));
            house.settle();
        }
        assertReverses(house.atlas.only(), advice);
    }

    /** Three deliveries for one transaction: its leg's reversal, its advice, and that one's reversal. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepTheOrderOfLegAdviceAndReversal(boolean isRestarted) {
        EngineHarness house = StandInHouse.started(folder, StandInHouse.config(Trigger.values()));
        FakeLink.Sent request = timedOut(house);
        house.settle();
        FakeLink.Sent legs = house.atlas.only();
        assertThat(legs.de(90)).startsWith("0100" + request.de(11));
        house.receive(house.atlas, "0430", answerTo(legs, "00"));
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(ask(house, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2)).code())
                .isEqualTo("00");
        if (isRestarted) {
            house.crashAndRestart();
            house.settle();
            advice = house.atlas.only();
        }
        assertThat(house.atlas.sent).isEmpty();
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.settle();
        assertReverses(house.atlas.only(), advice);
    }

    /** While the leg's reversal is under way nothing of the advice has left: only the leg is given back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDropTheAdviceBehindTheLeg(boolean isRestarted) {
        EngineHarness house = StandInHouse.started(folder, StandInHouse.config(Trigger.values()));
        timedOut(house);
        house.settle();
        FakeLink.Sent legs = house.atlas.only();
        if (isRestarted) {
            house.crashAndRestart();
            house.settle();
            legs = house.atlas.only();
        }
        assertThat(ask(house, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2)).code())
                .isEqualTo("00");
        house.receive(house.atlas, "0430", answerTo(legs, "00"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** The approval waits for the log and is withdrawn before it leaves. */
    @Test
    void shouldWithdrawWhatItsAcquirerReversesAtOnce() {
        EngineHarness house = StandInHouse.down(folder);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.sent).hasSize(2);
        assertThat(house.shop.sent)
                .filteredOn(answer -> answer.mtiText().equals("0110"))
                .allMatch(answer -> answer.code().equals("91"));
        StandInHouse.reconnect(house);
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    /** What remains is told behind the advice, and counts against the card. */
    @Test
    void shouldTellOfAPartialReversalBehindTheAdvice() {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchase(ATLAS_PAN, 1));
        Map<Integer, String> partial = reversalOf(purchase(ATLAS_PAN, 1), 2);
        partial.put(95, "000000002000" + "000000000000C00000000C00000000");
        assertThat(ask(house, "0420", partial).code()).isEqualTo("00");
        assertThat(ask(house, "0101", purchase(ATLAS_PAN, 1)).code()).isEqualTo("00");
        StandInHouse.reconnect(house);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.de(4)).isEqualTo("000000005000");
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertReverses(reversal, advice);
        assertThat(reversal.de(95)).startsWith("000000002000");
    }

    /** A completion names the advice, and does not overtake it. */
    @Test
    void shouldCompleteWhatWasStoodInFor() {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchase(ATLAS_PAN, 1));
        Map<Integer, String> completion = purchase(ATLAS_PAN, 2);
        completion.put(37, "632603000001");
        completion.put(90, reversalOf(purchase(ATLAS_PAN, 1), 2).getOrDefault(90, ""));
        assertThat(ask(house, "0220", completion).code()).isEqualTo("00");
        StandInHouse.reconnect(house);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.mtiText()).isEqualTo("0120");
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.settle();
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo("0220");
        assertThat(told.de(90)).startsWith("0120" + advice.de(11) + advice.de(7));
    }

    /** Approved, and whether it was delivered nobody knows after the crash: by policy it is taken back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeBackWhatWasPerhapsNotDelivered(boolean wasTold) {
        EngineHarness house = new EngineHarness(folder);
        house.standIn = Optional.of(StandInHouse.config(Trigger.values()));
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.start();
        house.closed(house.atlas);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent advice = null;
        if (wasTold) {
            StandInHouse.reconnect(house);
            house.settle();
            advice = house.atlas.only();
            house.receive(house.atlas, "0130", answerTo(advice, "00"));
            house.settle();
        }
        house.journal.crash();
        house.shop = house.reconnected(house.shop);
        house.atlas = house.reconnected(house.atlas);
        house.lead();
        house.settle();
        assertThat(ask(house, "0101", purchase(ATLAS_PAN, 1)).code()).isEqualTo("91");
        house.engine.onUsable(house.atlas);
        house.settle();
        if (advice == null) {
            assertThat(house.atlas.sent).isEmpty();
        } else {
            assertReverses(house.atlas.only(), advice);
        }
        assertThat(house.engine.standInLimits().size()).isZero();
    }

    private static FakeLink.Sent timedOut(EngineHarness house) {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent request = house.atlas.only();
        house.delivered(house.atlas, request);
        house.pass(Duration.ofMillis(10_100));
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        return request;
    }

    private static void assertReverses(FakeLink.Sent reversal, FakeLink.Sent advice) {
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(37)).isEqualTo(advice.de(37));
        assertThat(reversal.de(90)).startsWith("0120" + advice.de(11) + advice.de(7));
    }
}
