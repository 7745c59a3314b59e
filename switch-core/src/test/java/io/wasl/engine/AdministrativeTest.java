package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class 6: passed on as a request or an advice is, and no money in it. */
class AdministrativeTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldPassARequestOnAndItsAnswerBack() {
        house.receive(house.shop, "0600", enquiry(1));
        assertThat(house.atlas.sent).as("before it is durable").isEmpty();
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        assertThat(forwarded.mtiText()).isEqualTo("0600");
        assertThat(forwarded.de(60)).isEqualTo("WHICH RECEIPT");
        house.delivered(house.atlas, forwarded);
        Map<Integer, String> answer = answerTo(forwarded, "00");
        answer.put(60, "THE THIRD");
        house.receive(house.atlas, "0610", answer);
        house.journal.force();
        FakeLink.Sent relayed = house.shop.only();
        assertThat(relayed.mtiText()).isEqualTo("0610");
        assertThat(relayed.de(11)).isEqualTo("000001");
        assertThat(relayed.de(60)).isEqualTo("THE THIRD");
    }

    /** It is about no money: no original is required of it. */
    @Test
    void shouldTakeAnAdviceOverWhereOriginalsAreRequired() {
        AcquirerProfile usual = house.acquirerProfile;
        house.acquirerProfile = new AcquirerProfile(
                usual.unknownBin(),
                usual.duplicate(),
                usual.unknownOriginalAdvice(),
                AcquirerProfile.AdviceOriginal.REQUIRED,
                usual.completions(),
                usual.partial(),
                usual.reversal(),
                usual.echo(),
                usual.duplicateKey());
        house.start();
        house.receive(house.shop, "0620", enquiry(1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0620");
    }

    @Test
    void shouldOweNothingWhenNobodyAnswers() {
        house.receive(house.shop, "0600", enquiry(1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(11));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        house.receive(house.atlas, "0610", answerTo(forwarded, "00"));
        house.settle();
        assertNothingOwed();
    }

    @Test
    void shouldOweNothingWhenItsAnswerCannotBeDelivered() {
        house.receive(house.shop, "0600", enquiry(1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.receive(house.atlas, "0610", answerTo(forwarded, "00"));
        house.pass(Duration.ofSeconds(13));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertNothingOwed();
    }

    @Test
    void shouldOweNothingAfterACrash() {
        house.receive(house.shop, "0600", enquiry(1));
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        house.receive(house.shop, "0601", enquiry(1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertNothingOwed();
    }

    @Test
    void shouldDeliverAnAdviceUntilItIsAcknowledged() {
        house.closed(house.atlas);
        house.receive(house.shop, "0620", enquiry(1));
        house.settle();
        assertThat(house.shop.only().mtiText()).isEqualTo("0630");
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo("0620");
        house.receive(house.atlas, "0630", answerTo(told, "00"));
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    /** It may speak of a payment by the payment's own numbers. */
    @Test
    void shouldNotBeTakenForThePaymentThatItAsksAbout() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> about = enquiry(2);
        about.put(37, purchase(ATLAS_PAN, 1).get(37));
        house.receive(house.shop, "0620", about);
        house.settle();
        house.shop.sent.clear();
        house.atlas.sent.clear();
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 3);
        reversal.remove(90);
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.alarms).isEmpty();
    }

    /** What it says is in elements that mean something else there. */
    @Test
    void shouldRefuseToCrossVersions() {
        house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii").start();
        house.receive(house.shop, "0600", enquiry(1));
        assertThat(house.shop.only().code()).isEqualTo("12");
        house.receive(house.shop, "0620", enquiry(2));
        assertThat(house.shop.only().code()).isEqualTo("30");
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    private void assertNothingOwed() {
        assertThat(house.recordTypes()).doesNotContain(RecordType.OWED, RecordType.NET);
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.alarms).isEmpty();
    }

    private static Map<Integer, String> enquiry(int stan) {
        Map<Integer, String> elements = new TreeMap<>(purchase(ATLAS_PAN, stan));
        for (int de : new int[] {3, 4, 22, 25, 49}) {
            elements.remove(de);
        }
        elements.put(60, "WHICH RECEIPT");
        return elements;
    }
}
