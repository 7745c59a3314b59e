package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.JournalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that sent its PAN in a track gets no DE 2 back, in no answer; the issuer's reversal has it all the same. */
class PanOfTrackTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    private static Map<Integer, String> swiped(int stan) {
        return withTrack(purchase(ATLAS_PAN, stan));
    }

    private static Map<Integer, String> withTrack(Map<Integer, String> elements) {
        elements.put(35, elements.remove(2) + "=29121010000000000");
        return elements;
    }

    @Test
    void shouldTakeThePanOutOfAnIssuersAnswerAndOfItsReplay() {
        house.receive(house.shop, "0100", swiped(1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "00");
        answer.put(2, ATLAS_PAN);
        house.receive(house.atlas, "0110", answer);
        house.journal.force();
        FakeLink.Sent approved = house.shop.only();
        assertThat(approved.code()).isEqualTo("00");
        assertThat(approved.elements()).containsKeys(3, 4, 11, 37).doesNotContainKey(2);
        house.delivered(house.shop, approved);
        house.settle();
        house.crashAndRestart();
        house.receive(house.shop, "0101", swiped(1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(approved.body());
    }

    @Test
    void shouldStillComparePanOfTrackAndOfTheIssuersAnswer() {
        house.receive(house.shop, "0100", swiped(1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "00");
        answer.put(2, RIF_PAN);
        house.receive(house.atlas, "0110", answer);
        assertThat(house.count(EngineCounter.MISMATCHED_ANSWERS)).isEqualTo(1);
    }

    @Test
    void shouldTimeOutWithoutThePanAndReverseWithIt() {
        house.receive(house.shop, "0100", swiped(1));
        house.journal.force();
        house.atlas.sent.clear();
        house.pass(Duration.ofSeconds(11));
        assertWithoutPan(house.shop.only(), "91");
        house.settle();
        assertThat(house.atlas.only().de(2)).isEqualTo(ATLAS_PAN);
        assertReplayedWithoutPan();
    }

    @Test
    void shouldEndWithoutThePanWhatACrashLeftOpenAndReverseWithIt() {
        house.receive(house.shop, "0100", swiped(1));
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.only().de(2)).isEqualTo(ATLAS_PAN);
        assertReplayedWithoutPan();
    }

    @Test
    void shouldAnswerAReversalWithATrackWithoutThePanAndReplaceTheApprovalWithoutItAfterARestart() {
        house.approve(house.shop, house.atlas, swiped(1));
        house.settle();
        house.crashAndRestart();
        Map<Integer, String> reversal = withTrack(reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertWithoutPan(house.shop.only(), "00");
        assertThat(house.atlas.only().de(2)).isEqualTo(ATLAS_PAN);
        assertReplayedWithoutPan();
    }

    @Test
    void shouldReverseWithoutThePanWhatWasUnconfirmed() {
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.receive(house.shop, "0100", swiped(1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.only().de(2)).isEqualTo(ATLAS_PAN);
        assertReplayedWithoutPan();
    }

    /** The slot that the track's request had is used again. */
    @Test
    void shouldGiveDe2BackToTheNextThatSentIt() {
        house.approve(house.shop, house.atlas, swiped(1));
        assertThat(house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 2))
                        .de(2))
                .isEqualTo(ATLAS_PAN);
    }

    private void assertReplayedWithoutPan() {
        house.receive(house.shop, "0101", swiped(1));
        house.settle();
        assertWithoutPan(house.shop.only(), "91");
    }

    private static void assertWithoutPan(FakeLink.Sent answer, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.elements()).containsKeys(3, 11).doesNotContainKey(2);
    }
}
