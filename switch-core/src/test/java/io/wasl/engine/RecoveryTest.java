package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.IssuerProfile;
import io.wasl.config.JournalConfig;
import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldReverseWhatWasForwardedAndNotAnsweredBeforeTheCrash() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.crashAndRestart();

        assertThat(house.isReady).isTrue();
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).startsWith("0100" + forwarded.de(11) + forwarded.de(7));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    @Test
    void shouldBeReadyOnlyWhenTheEndsOfWhatWasOpenAreDurable() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.journal.crash();
        house.lead();

        assertThat(house.recordTypes()).endsWith(RecordType.OUTCOME, RecordType.OWED);
        assertThat(house.isReady).isFalse();
        house.journal.force();
        assertThat(house.isReady).isTrue();
    }

    @Test
    void shouldBeReadyAtOnceWhenNothingWasOpen() {
        house.lead();
        assertThat(house.isReady).isTrue();
    }

    @Test
    void shouldKnowNothingOfWhatWasNeverDurable() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.journal.force();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0101");
    }

    @Test
    void shouldTurnADeclineWhoseRecordWasLostInto91() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "51"));
        house.crashAndRestart();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    @Test
    void shouldKeepAnApprovalWhoseDeliveryWasNotRecordedAndHonourItsReversal() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.crashAndRestart();
        assertThat(house.count(EngineCounter.UNCONFIRMED)).isEqualTo(1);
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldReverseUnconfirmedApprovalsByPolicy() {
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    @Test
    void shouldNotUseAStanAgainSoonAfterARestart() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        int before = Integer.parseInt(house.atlas.only().de(11));
        house.crashAndRestart();
        house.settle();
        house.atlas.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.journal.force();
        assertThat(Integer.parseInt(house.atlas.only().de(11))).isGreaterThan(before + 9_999);
    }

    @Test
    void shouldNotTakeAStanThatWasKeptForTheNewest() {
        IssuerProfile usual = house.issuerProfile;
        house.issuerProfile = new IssuerProfile(
                IssuerProfile.StanPolicy.KEEP,
                usual.answers(),
                usual.reversalStan(),
                usual.reversalAmount(),
                usual.mismatch(),
                usual.partial(),
                usual.match());
        house.crashAndRestart();
        int newest = forwardedTwice(1);
        house.crashAndRestart();
        assertThat(forwardedTwice(2)).isGreaterThan(newest + 9_999);
    }

    /** By two acquirers under one number: the first keeps it. Returns the switch's own, that of the second. */
    private int forwardedTwice(int stan) {
        house.settle();
        house.atlas.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan + 500));
        house.receive(house.mall, "0100", purchase(ATLAS_PAN, stan));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan));
        house.journal.force();
        assertThat(house.atlas.sent).hasSize(3);
        assertThat(house.atlas.sent.get(0).de(11)).isEqualTo("%06d".formatted(stan + 500));
        assertThat(house.atlas.sent.get(1).de(11)).isEqualTo("%06d".formatted(stan));
        // A kept one is the last that the log has.
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan + 600));
        house.journal.force();
        return Integer.parseInt(house.atlas.sent.get(2).de(11));
    }

    @Test
    void shouldRememberAReversedApprovalAsReversed() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.crashAndRestart();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 3));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("00", "91");
    }

    @Test
    void shouldSurviveManyCrashesInARow() {
        for (int i = 1; i <= 5; i++) {
            house.receive(house.shop, "0100", purchase(ATLAS_PAN, i));
            house.journal.force();
            house.crashAndRestart();
        }
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(5);
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldRecordADeclineAsSoonAsTheLogTakesItAgain() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.journal.room = Journal.Room.FULL;
        house.receive(house.atlas, "0110", answerTo(forwarded, "51"));
        FakeLink.Sent declined = house.shop.only();
        assertThat(declined.code()).isEqualTo("51");
        house.pass(Duration.ofSeconds(20));
        assertThat(house.shop.sent).as("answered once").isEmpty();
        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofMillis(10));
        house.settle();
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.sent).as("days later nobody may think it open").isEmpty();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(declined.body());
    }

    @Test
    void shouldGoOnWithTheEndsWhenTheLogTookNoneAtTheStart() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.journal.crash();
        house.journal.room = Journal.Room.FULL;
        house.lead();
        house.pass(Duration.ofSeconds(1));
        house.settle();
        assertThat(house.isReady).isFalse();
        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofSeconds(1));
        house.settle();
        assertThat(house.isReady).isTrue();
    }

    @Test
    void shouldReverseEveryUnconfirmedApprovalHoweverBusyTheReaderIs() {
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        for (int stan = 1; stan <= 5; stan++) {
            house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan));
            house.journal.force();
            house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        }
        house.journal.force();
        house.journal.readCapacity = 1;
        house.crashAndRestart();
        for (int i = 0; i < 20; i++) {
            house.pass(Duration.ofSeconds(10));
            house.settle();
        }
        assertThat(house.journal.records)
                .filteredOn(record -> record.type == RecordType.OWED)
                .hasSize(5);
    }

    @Test
    void shouldNotReplayAnUnconfirmedApprovalThatIsAboutToBeReversed() {
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.crashAndRestart();
        assertThat(house.isReady).isTrue();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldGoOnFromTheNewestStanWhenAnOldReversalWasRepeatedLast() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(Duration.ofSeconds(11));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 3));
        house.journal.force();
        FakeLink.Sent newest = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(newest, "51"));
        house.pass(Duration.ofSeconds(80));
        house.pass(Duration.ofSeconds(80));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0421");
        house.crashAndRestart();
        house.settle();
        house.atlas.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 50));
        house.journal.force();
        assertThat(Integer.parseInt(house.atlas.only().de(11))).isGreaterThan(Integer.parseInt(newest.de(11)) + 9_999);
    }
}
