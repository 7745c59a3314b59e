package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.LimitsConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reversals of what is no longer remembered: nobody is told 00 while the issuer hears nothing of it. */
class OlderOriginalsTest {

    private static final int WINDOW = 64;

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = new EngineHarness(folder);
        house.memoryWindow = WINDOW;
        house.limits = new LimitsConfig(
                8,
                1024,
                1 << 20,
                1000,
                1 << 20,
                8192,
                16,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        house.start();
    }

    @Test
    void shouldPassOnTheReversalOfAForgottenOriginalWithZerosForItsStan() {
        forgetTheFirst();
        house.receive(house.shop, "0420", reversalOf(first(), 200));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        FakeLink.Sent passedOn = house.atlas.only();
        assertThat(passedOn.mtiText()).isEqualTo("0420");
        assertThat(passedOn.de(2)).isEqualTo(ATLAS_PAN);
        assertThat(passedOn.de(4)).isEqualTo("000000005000");
        assertThat(passedOn.de(90)).startsWith("0100" + "000000" + "1114221320");
        assertThat(house.count(EngineCounter.REVERSALS_PASSED_ON)).isEqualTo(1);
    }

    @Test
    void shouldDeliverItAcrossARestartAndParkItOn25() {
        forgetTheFirst();
        house.receive(house.shop, "0420", reversalOf(first(), 200));
        house.settle();
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(again, "25"));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(1);
        assertThat(house.alarms).contains(Alarm.DELIVERY_PARKED);
    }

    /** By the local time in DE 56; what nobody remembers goes out with zeros for its STAN. */
    @Test
    void shouldPassOnTheReversalOfAForgottenOriginalOf1993() {
        house = new EngineHarness(folder, "iso93-ascii", "iso87-ascii");
        house.memoryWindow = WINDOW;
        house.limits = new LimitsConfig(
                8,
                1024,
                1 << 20,
                1000,
                1 << 20,
                8192,
                16,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        house.start();
        forgetByTimeOuts("1100", VersionsTest.purchase1993(0), "0430", "00");
        Map<Integer, String> reversal = VersionsTest.purchase1993(200);
        reversal.put(12, "231113100000");
        reversal.put(24, "400");
        reversal.put(56, "1100" + "000001" + "231113100000" + "05" + "12345");

        house.receive(house.shop, "1420", reversal);
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("400");
        FakeLink.Sent passedOn = house.atlas.only();
        assertThat(passedOn.mtiText()).isEqualTo("0420");
        assertThat(passedOn.de(2)).isEqualTo(ATLAS_PAN);
        assertThat(passedOn.de(90)).isEqualTo("0100" + "000000" + "0000000000" + "00000012345" + "00000000000");
    }

    /** What an acquirer says as the reason of a reversal is nobody's answer, and needs no word in the other version. */
    @ParameterizedTest
    @ValueSource(strings = {"17", "70", "Z1"})
    void shouldPassItOnWhateverTheReason(String reason) {
        house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii");
        house.memoryWindow = WINDOW;
        house.limits = new LimitsConfig(
                8,
                1024,
                1 << 20,
                1000,
                1 << 20,
                8192,
                16,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        house.start();
        forgetByTimeOuts("0100", purchase(ATLAS_PAN, 0), "1430", "400");
        Map<Integer, String> reversal = reversalOf(first(), 200);
        reversal.put(39, reason);

        house.receive(house.shop, "0420", reversal);
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("00");
        FakeLink.Sent passedOn = house.atlas.only();
        assertThat(passedOn.mtiText()).isEqualTo("1420");
        assertThat(passedOn.de(2)).isEqualTo(ATLAS_PAN);
        assertThat(passedOn.elements()).doesNotContainKey(39);
    }

    @Test
    void shouldPassNothingOnWhileNothingIsForgotten() {
        house.approve(house.shop, house.atlas, first());
        house.receive(house.shop, "0420", reversalOf(never(), 200));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.REVERSALS_UNKNOWN_ORIGINAL)).isEqualTo(1);
    }

    @Test
    void shouldPassNothingOnThatIsYoungerThanTheOldestRemembered() {
        forgetTheFirst();
        house.receive(house.shop, "0420", reversalOf(never(), 200));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    /** Its own row takes the place of the oldest remembered, which is what it names. */
    @ParameterizedTest
    @ValueSource(strings = {"0420", "0220"})
    void shouldNotMistakeAnotherTransactionForAnOriginalThatItPushesOut(String mti) {
        house.approve(house.shop, house.atlas, first());
        house.pass(Duration.ofHours(1));
        for (int stan = 2; stan <= WINDOW; stan++) {
            Map<Integer, String> newer = purchase(ATLAS_PAN, stan);
            newer.put(7, "1114231320");
            house.approve(house.shop, house.atlas, newer);
        }
        house.atlas.sent.clear();
        house.shop.sent.clear();

        house.receive(house.shop, mti, reversalOf(first(), 200));
        house.settle();

        assertThat(house.shop.sent).as("not answered").isEmpty();
        assertThat(house.shop.closedBecause).as("and asked again").isEqualTo(Takeovers.PUSHED_OUT);
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldReadTheYearOutOfTheClock() {
        assertThat(read("1231235959", "2026-01-01T00:00:30Z")).isEqualTo("2025-12-31T23:59:59Z");
        assertThat(read("0101000010", "2025-12-31T23:59:50Z"))
                .as("a clock ahead of ours")
                .isEqualTo("2026-01-01T00:00:10Z");
        assertThat(read("0110000000", "2025-12-31T23:59:50Z")).isEqualTo("2025-01-10T00:00:00Z");
        assertThat(read("0229120000", "2028-03-01T00:00:00Z")).isEqualTo("2028-02-29T12:00:00Z");
        assertThat(MessageTime.toEpochMillis(digits("1332000000"), 0, 0)).isEqualTo(MessageTime.NO_TIME);
    }

    /** More time-outs than the memory holds, a day later, each of them reversed. */
    private void forgetByTimeOuts(String mti, Map<Integer, String> like, String acknowledged, String code) {
        house.clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 3 * WINDOW; i++) {
            Map<Integer, String> request = new java.util.TreeMap<>(like);
            request.put(2, "4000001234567890");
            request.put(11, String.format("%06d", 1000 + i));
            request.put(37, String.format("632603%06d", 1000 + i));
            house.receive(house.shop, mti, request);
            house.settle();
            house.pass(Duration.ofSeconds(13));
            house.settle();
            house.shop.sent.clear();
            house.atlas.sent.forEach(one -> house.delivered(house.atlas, one));
            for (FakeLink.Sent one : java.util.List.copyOf(house.atlas.sent)) {
                if (one.mtiText().startsWith("4", 1)) {
                    Map<Integer, String> answer = new java.util.TreeMap<>(answerTo(one, code));
                    answer.remove(38);
                    house.receive(house.atlas, acknowledged, answer);
                }
            }
            house.atlas.sent.clear();
            house.settle();
            house.atlas.sent.clear();
        }
    }

    /** More approvals than the memory holds, an hour later. */
    private void forgetTheFirst() {
        house.approve(house.shop, house.atlas, first());
        house.pass(Duration.ofHours(1));
        for (int stan = 2; stan <= WINDOW + 10; stan++) {
            Map<Integer, String> newer = purchase(ATLAS_PAN, stan);
            newer.put(7, "1114231320");
            house.approve(house.shop, house.atlas, newer);
        }
        house.atlas.sent.clear();
    }

    /** When the clock starts, 2023-11-14 22:13:20. */
    private static Map<Integer, String> first() {
        Map<Integer, String> first = purchase(ATLAS_PAN, 1);
        first.put(7, "1114221320");
        return first;
    }

    /** Ten seconds after the oldest that is remembered. */
    private static Map<Integer, String> never() {
        Map<Integer, String> never = purchase(ATLAS_PAN, 500);
        never.put(7, "1114231330");
        return never;
    }

    private static String read(String time, String now) {
        long nowMs = Instant.parse(now).toEpochMilli();
        return Instant.ofEpochMilli(MessageTime.toEpochMillis(digits(time), 0, nowMs))
                .toString();
    }

    private static byte[] digits(String time) {
        return time.getBytes(StandardCharsets.US_ASCII);
    }
}
