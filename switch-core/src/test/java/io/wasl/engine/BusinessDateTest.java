package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.config.BusinessDateConfig;
import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house's clock begins on 14 November 2023 at 22:13:20 UTC. */
class BusinessDateTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "00:00, UTC, 2026-11-22T23:59:59Z, 20261122",
        "00:00, UTC, 2026-11-23T00:00:00Z, 20261123",
        "23:00, UTC, 2026-11-22T22:59:59Z, 20261122",
        "23:00, UTC, 2026-11-22T23:00:00Z, 20261123",
        "23:00, Africa/Casablanca, 2026-11-22T21:59:59Z, 20261122",
        "23:00, Africa/Casablanca, 2026-11-22T22:00:00Z, 20261123",
        // The night when clocks go forward has no 02:30, the night when they go back has two.
        "02:30, Europe/Paris, 2026-03-29T00:59:59Z, 20260329",
        "02:30, Europe/Paris, 2026-03-29T01:00:00Z, 20260330",
        "02:30, Europe/Paris, 2026-10-25T00:30:00Z, 20261026",
        "02:30, Europe/Paris, 2026-10-25T01:10:00Z, 20261026",
        "01:30, America/New_York, 2026-11-01T05:30:00Z, 20261102",
        "01:30, America/New_York, 2026-11-01T06:10:00Z, 20261102",
        "00:30, Africa/Cairo, 2026-04-23T22:00:00Z, 20260425",
        "23:00, UTC, 2026-12-31T23:00:00Z, 20270101"
    })
    void shouldEndADayAtTheConfiguredLocalTime(String cutover, String zone, String now, int date) {
        BusinessDate businessDate = new BusinessDate(config(cutover, zone));
        assertThat(businessDate.advance(Instant.parse(now).toEpochMilli())).isTrue();
        assertThat(businessDate.number()).isEqualTo(date);
        assertThat(businessDate.advance(Instant.parse(now).toEpochMilli())).isFalse();
    }

    @Test
    void shouldBeginEachDateOfAYearOnce() {
        BusinessDate businessDate = new BusinessDate(config("02:30", "Europe/Paris"));
        long nowMs = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        businessDate.advance(nowMs);
        int begun = 0;
        int last = businessDate.number();
        for (int quarter = 0; quarter < 365 * 96; quarter++) {
            nowMs += 900_000;
            if (businessDate.advance(nowMs)) {
                begun++;
                assertThat(businessDate.number()).isGreaterThan(last);
                last = businessDate.number();
            }
        }
        assertThat(begun).isEqualTo(365);
    }

    @Test
    void shouldNotComeBackWhenTheClockDoes() {
        BusinessDate businessDate = new BusinessDate(config("00:00", "UTC"));
        businessDate.advance(Instant.parse("2026-11-22T12:00:00Z").toEpochMilli());
        businessDate.advance(Instant.parse("2026-11-20T12:00:00Z").toEpochMilli());
        assertThat(businessDate.number()).isEqualTo(20261122);
    }

    @Test
    void shouldEndADayOnceHoweverManySayIt() {
        BusinessDate businessDate = new BusinessDate(config("23:00", "UTC"));
        long eveningMs = Instant.parse("2026-11-22T22:30:00Z").toEpochMilli();
        businessDate.advance(eveningMs);
        assertThat(businessDate.cutOver(eveningMs)).isTrue();
        assertThat(businessDate.cutOver(eveningMs)).isFalse();
        assertThat(businessDate.number()).isEqualTo(20261123);
        assertThat(businessDate.advance(Instant.parse("2026-11-22T23:30:00Z").toEpochMilli()))
                .as("the clock's own end of that day")
                .isFalse();
        assertThat(businessDate.advance(Instant.parse("2026-11-23T23:00:00Z").toEpochMilli()))
                .isTrue();
        assertThat(businessDate.number()).isEqualTo(20261124);
    }

    /** Before, across and after the clock's own end of the day: all say the same. */
    @ParameterizedTest
    @CsvSource({
        "23:00, 2026-11-21T22:59:59Z, 2026-11-21T23:00:02Z, 20261122",
        "23:00, 2026-11-21T23:00:01Z, 2026-11-22T03:00:00Z, 20261122",
        "00:00, 2026-11-22T00:00:01Z, 2026-11-22T00:00:05Z, 20261122",
        "00:00, 2026-11-21T21:00:00Z, 2026-11-22T09:00:00Z, 20261122",
        "00:00, 2026-11-21T21:00:00Z, 2026-11-22T13:00:00Z, 20261123",
    })
    void shouldEndTheDayThatAPeerMeans(String cutover, String first, String again, int date) {
        BusinessDate businessDate = new BusinessDate(config(cutover, "UTC"));
        businessDate.advance(Instant.parse("2026-11-21T12:30:00Z").toEpochMilli());
        for (String moment : List.of(first, again)) {
            long nowMs = Instant.parse(moment).toEpochMilli();
            businessDate.advance(nowMs);
            businessDate.cutOver(nowMs);
        }
        assertThat(businessDate.number()).isEqualTo(date);
    }

    /** The clock was passed before anything told the time: what is read first belongs to the new day. */
    @Test
    void shouldBeginWithTheClockAndNotWithTheTick() {
        EngineHarness house = EngineHarness.started(folder);
        house.clock.advance(Duration.ofHours(3));
        house.receive(house.shop, "0100", purchase("6011001234567893", 1));
        assertThat(house.shop.only().de(15)).isEqualTo("1115");
    }

    /** By profile no stored answer is given again; the date is the stored one's all the same. */
    @Test
    void shouldStandInThe94OfARepeat() {
        EngineHarness house = new EngineHarness(folder);
        AcquirerProfile usual = house.acquirerProfile;
        house.acquirerProfile = new AcquirerProfile(
                usual.unknownBin(),
                AcquirerProfile.Duplicate.CODE_94,
                usual.unknownOriginalAdvice(),
                usual.adviceOriginal(),
                usual.completions(),
                usual.partial(),
                usual.reversal(),
                usual.echo(),
                usual.duplicateKey());
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        for (boolean isRestarted : new boolean[] {false, true}) {
            house.pass(Duration.ofHours(3));
            if (isRestarted) {
                house.crashAndRestart();
            }
            FakeLink.Sent told = answerOf(house, "0101", purchase(ATLAS_PAN, 1));
            assertThat(told.code()).isEqualTo("94");
            assertThat(told.de(15)).isEqualTo("1114");
        }
    }

    /** The log has no room for its end: the answer is made anew, under its own date. */
    @Test
    void shouldStandInA91WhoseRecordWaits() {
        EngineHarness house = EngineHarness.started(folder);
        house.pass(Duration.ofMinutes(106).plusSeconds(35));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.journal.room = Journal.Room.FULL;
        house.pass(Duration.ofSeconds(11));
        assertThat(house.shop.only().de(15)).isEqualTo("1114");
        assertThat(answerOf(house, "0101", purchase(ATLAS_PAN, 1)).de(15)).isEqualTo("1114");
    }

    @Test
    void shouldBeToldAfterARestart() {
        EngineHarness house = EngineHarness.started(folder);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.crashAndRestart();
        assertThat(house.count(EngineCounter.BUSINESS_DATE)).isEqualTo(20231114);
    }

    /** Whatever becomes of it: approved, repeated the next day, reversed, repeated again. */
    @Test
    void shouldStayWhatItWasWhenTheRequestWasAccepted() {
        EngineHarness house = EngineHarness.started(folder);
        assertThat(house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1))
                        .de(15))
                .isEqualTo("1114");
        house.pass(Duration.ofHours(3));
        assertThat(answerOf(house, "0101", purchase(ATLAS_PAN, 1)).de(15)).isEqualTo("1114");
        FakeLink.Sent reversed = answerOf(house, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        assertThat(reversed.de(15)).as("the reversal's own").isEqualTo("1115");
        FakeLink.Sent withdrawn = answerOf(house, "0101", purchase(ATLAS_PAN, 1));
        assertThat(withdrawn.code()).isEqualTo("91");
        assertThat(withdrawn.de(15)).isEqualTo("1114");
    }

    @Test
    void shouldStandInAnswersThatComeTheNextDay() {
        EngineHarness house = EngineHarness.started(folder);
        house.pass(Duration.ofMinutes(106).plusSeconds(35));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(8));
        assertThat(house.count(EngineCounter.BUSINESS_DATE)).isEqualTo(20231115);
        Map<Integer, String> answer = answerTo(forwarded, "00");
        answer.put(15, "1120");
        house.receive(house.atlas, "0110", answer);
        house.journal.force();
        assertThat(house.shop.only().de(15)).as("not the issuer's own").isEqualTo("1114");
    }

    @Test
    void shouldBeStampedInTheLogAndSurviveACrash() {
        EngineHarness house = EngineHarness.started(folder);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        assertThat(house.journal.records)
                .filteredOn(record -> record.type == RecordType.ACCEPTED)
                .allMatch(record -> record.number == 20231114);
        house.pass(Duration.ofHours(3));
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent answer = answerOf(house, "0101", purchase(ATLAS_PAN, 1));
        assertThat(answer.code()).isEqualTo("91");
        assertThat(answer.de(15)).isEqualTo("1114");
    }

    @Test
    void shouldRememberThatAMemberEndedTheDay() {
        EngineHarness house = new EngineHarness(folder);
        house.businessDate = new BusinessDateConfig(LocalTime.of(23, 0), ZoneId.of("UTC"), List.of("atlas"));
        house.start();
        assertThat(house.engine.onCutover(house.shop)).as("it may not").isFalse();
        assertThat(house.count(EngineCounter.BUSINESS_DATE)).isEqualTo(20231114);
        assertThat(house.engine.onCutover(house.atlas)).isTrue();
        assertThat(house.engine.onCutover(house.atlas)).isTrue();
        house.journal.force();
        assertThat(house.recordTypes()).containsExactly(RecordType.CUTOVER);
        house.crashAndRestart();
        assertThat(house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1))
                        .de(15))
                .isEqualTo("1115");
    }

    private static FakeLink.Sent answerOf(EngineHarness house, String mti, Map<Integer, String> message) {
        house.receive(house.shop, mti, message);
        house.settle();
        return house.shop.only();
    }

    private static BusinessDateConfig config(String cutover, String zone) {
        return new BusinessDateConfig(LocalTime.parse(cutover), ZoneId.of(zone), List.of());
    }
}
