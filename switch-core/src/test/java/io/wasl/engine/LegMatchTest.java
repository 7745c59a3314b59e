package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.IssuerProfile;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issuers that do not return every element of the usual key: {@code issuers[].match}. */
class LegMatchTest {

    @TempDir
    Path folder;

    @Test
    void shouldMatchAnAnswerByTheProfilesElementsOnly() {
        EngineHarness house = matchingBy(List.of(11, 41));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "51");
        answer.remove(7);
        answer.remove(37);
        house.receive(house.atlas, "0110", answer);
        assertThat(house.shop.only().code()).isEqualTo("51");
    }

    @Test
    void shouldNotMatchWhenAnElementOfTheProfileDiffers() {
        EngineHarness house = matchingBy(List.of(11, 41));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "51");
        answer.put(41, "TERM9999");
        house.receive(house.atlas, "0110", answer);
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isEqualTo(1);
    }

    @Test
    void shouldKnowALateAnswerAndAReversalsAnswerByTheProfileAfterACrash() {
        EngineHarness house = matchingBy(List.of(11, 41));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.pass(Duration.ofSeconds(11));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        house.crashAndRestart();
        house.settle();
        house.atlas.sent.clear();

        Map<Integer, String> late = answerTo(forwarded, "00");
        late.remove(7);
        late.remove(37);
        house.receive(house.atlas, "0110", late);
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isZero();

        Map<Integer, String> acknowledged = answerTo(reversal, "00");
        acknowledged.remove(7);
        acknowledged.remove(37);
        house.receive(house.atlas, "0430", acknowledged);
        house.settle();
        assertThat(house.recordTypes()).contains(RecordType.DELIVERY_ENDED);
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** The answer to a copy that left before the restart must end the delivery under a profile changed meanwhile. */
    @Test
    void shouldKnowAReversalsAnswerWhenTheProfileChangedBetweenTwoStarts() {
        EngineHarness house = matchingBy(List.of(7, 11, 37));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.atlas.sent.clear();
        house.pass(Duration.ofSeconds(11));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        house.issuerProfile = matching(List.of(11, 41, 42, 12));
        house.crashAndRestart();
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    private EngineHarness matchingBy(List<Integer> elements) {
        EngineHarness house = new EngineHarness(folder);
        house.issuerProfile = matching(elements);
        return house.start();
    }

    private static IssuerProfile matching(List<Integer> elements) {
        IssuerProfile usual = IssuerProfile.defaults();
        return new IssuerProfile(
                usual.stan(),
                usual.answers(),
                usual.reversalStan(),
                usual.reversalAmount(),
                usual.mismatch(),
                usual.partial(),
                elements);
    }
}
