package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which elements go back and which tell a repeat: {@code acquirers[].echo} and {@code acquirers[].duplicate-key}. */
class AcquirerProfileTest {

    private static final List<Integer> USUAL_KEY = AcquirerProfile.defaults().duplicateKey();

    @TempDir
    Path folder;

    @Test
    void shouldRepeatInAnswersOfItsOwnWhatTheProfileListsAndTheRequestHad() {
        EngineHarness house = with(List.of(3, 11, 33), USUAL_KEY);

        house.receive(house.shop, "0100", purchase("6011001234567893", 1));
        assertThat(house.shop.only().elements()).as("declined").containsOnlyKeys(3, 11, 15, 39);
        Map<Integer, String> wrong = purchase(ATLAS_PAN, 2);
        wrong.remove(49);
        house.receive(house.shop, "0100", wrong);
        assertThat(house.shop.only().elements()).as("refused").containsOnlyKeys(3, 11, 15, 39);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 3));
        house.journal.force();
        house.pass(Duration.ofSeconds(11));
        FakeLink.Sent timedOut = house.shop.only();
        assertThat(timedOut.elements()).as("timed out").containsOnlyKeys(3, 11, 15, 39);
        house.settle();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 3));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(timedOut.body());
    }

    @Test
    void shouldRestoreInAnIssuersAnswerWhatTheProfileLists() {
        assertThat(answeredWithoutDe22And25(List.of(11, 25)).elements())
                .containsKey(25)
                .doesNotContainKey(22);
        assertThat(answeredWithoutDe22And25(List.of()).elements())
                .as("the usual list")
                .containsKeys(22, 25);
    }

    private FakeLink.Sent answeredWithoutDe22And25(List<Integer> echo) {
        EngineHarness house = with(echo, USUAL_KEY);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "51");
        assertThat(answer).doesNotContainKeys(22, 25);
        house.receive(house.atlas, "0110", answer);
        return house.shop.only();
    }

    @Test
    void shouldRepeatInAnswersToReversalsAndAfterTheyReplacedAnApprovalWhatTheProfileLists() {
        EngineHarness house = with(List.of(3, 11, 90), USUAL_KEY);
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().elements()).containsOnlyKeys(3, 11, 15, 39, 90);
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().elements()).as("withdrawn").containsOnlyKeys(3, 11, 15, 39);
    }

    @Test
    void shouldRepeatWhatTheProfileListsInTheEndThatACrashMade() {
        EngineHarness house = with(List.of(3, 11), USUAL_KEY);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().elements()).containsOnlyKeys(3, 11, 15, 39);
    }

    @Test
    void shouldTellARepeatByTheProfilesElementsOnly() {
        EngineHarness house = with(List.of(), List.of(11, 41));
        FakeLink.Sent first = house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> again = purchase(ATLAS_PAN, 1);
        again.put(7, "1122040000");
        again.put(37, "632604000001");
        house.receive(house.shop, "0100", again);
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldTakeForNewWhatDiffersInAnElementOfTheProfile() {
        EngineHarness house = with(List.of(), List.of(7, 11, 22, 37, 41));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> other = purchase(ATLAS_PAN, 1);
        other.put(22, "071");
        house.receive(house.shop, "0100", other);
        house.journal.force();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0100");
        house.receive(house.shop, "0100", purchase(RIF_PAN, 1));
        assertThat(house.shop.only().code()).as("the first one's key").isEqualTo("94");
    }

    @Test
    void shouldTellReversalsApartByDe90WhateverTheProfileLists() {
        EngineHarness house = with(List.of(), List.of(11));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 9));
        house.settle();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 2), 9));
        house.settle();
        assertThat(house.count(EngineCounter.REVERSALS_UNKNOWN_ORIGINAL))
                .as("two reversals")
                .isEqualTo(2);
    }

    /** What stands in the log was hashed before the restart. */
    @Test
    void shouldKnowARepeatAfterARestartHoweverTheProfileOrdersItsElements() {
        EngineHarness house = with(List.of(), List.of(41, 11));
        FakeLink.Sent first = house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.settle();
        house.acquirerProfile = profile(List.of(), List.of(11, 41));
        house.crashAndRestart();
        Map<Integer, String> again = purchase(ATLAS_PAN, 1);
        again.put(7, "1122040000");
        house.receive(house.shop, "0100", again);
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
    }

    private EngineHarness with(List<Integer> echo, List<Integer> duplicateKey) {
        EngineHarness house = new EngineHarness(folder);
        house.acquirerProfile = profile(echo, duplicateKey);
        return house.start();
    }

    private static AcquirerProfile profile(List<Integer> echo, List<Integer> duplicateKey) {
        AcquirerProfile usual = AcquirerProfile.defaults();
        return new AcquirerProfile(
                usual.unknownBin(),
                usual.duplicate(),
                usual.unknownOriginalAdvice(),
                usual.adviceOriginal(),
                usual.completions(),
                usual.partial(),
                usual.reversal(),
                echo,
                duplicateKey);
    }
}
