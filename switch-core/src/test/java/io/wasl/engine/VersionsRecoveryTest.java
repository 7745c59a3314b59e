package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.JournalConfig;
import io.wasl.iso.Mti;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log says of 1993 and 2003, read by the next process. Today is 14 November 2023. */
final class VersionsRecoveryTest {

    @TempDir
    Path folder;

    private EngineHarness house;
    private String acquirers = "";
    private String issuers = "";

    @BeforeEach
    void speakOneDialect() {
        house = new EngineHarness(folder);
    }

    /** Sent, and then the process died: nobody knows, so it is reversed, by what the leg carried. */
    @ParameterizedTest
    @CsvSource({
        "iso93-ascii, iso93-binary",
        "iso03-ascii, iso03-binary",
        "iso03-ebcdic, iso87-ascii",
        "iso87-ascii, iso03-ascii",
        "iso03-binary, iso93-ascii",
        "iso93-ascii, iso03-binary"
    })
    void shouldReverseWhatACrashLeftOpen(String acquirer, String issuer) {
        meet(acquirer, issuer);
        house.start();
        FakeLink.Sent forwarded = forward();

        house.crashAndRestart();
        house.settle();

        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo(mti(issuers, "420"));
        assertThat(reversal.de(4)).isEqualTo(forwarded.de(4));
        assertThat(reversal.de(37)).isEqualTo(forwarded.de(37));
        assertThat(reversal.de(41)).isEqualTo(forwarded.de(41));
        assertThat(reversal.de(digit(issuers) == 0 ? 90 : 56)).isEqualTo(originalData(forwarded));
        house.delivered(house.atlas, reversal);

        house.receive(house.shop, mti(acquirers, "101"), purchase(acquirers));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo(new String[] {"91", "911", "9111"}[digit(acquirers)]);

        // Its late approval changes nothing: the reversal is on its way.
        house.receive(house.atlas, mti(issuers, "110"), answerTo(forwarded, approved(issuers)));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isZero();

        house.receive(house.atlas, mti(issuers, "430"), answerTo(reversal, accepted(issuers)));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
    }

    /** What was approved is given back, no more: across a restart too. */
    @ParameterizedTest
    @CsvSource({
        "iso93-ascii, iso93-binary",
        "iso03-ascii, iso03-binary",
        "iso03-ebcdic, iso87-ascii",
        "iso87-ascii, iso03-ascii",
        "iso03-binary, iso93-ascii",
        "iso93-ascii, iso03-binary"
    })
    void shouldGiveBackAPartialApproval(String acquirer, String issuer) {
        meet(acquirer, issuer);
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.start();
        FakeLink.Sent forwarded = forward();
        String partly = amount(issuers, "000000003000");
        Map<Integer, String> answer = answerTo(forwarded, new String[] {"10", "002", "0002"}[digit(issuers)]);
        answer.put(4, partly);
        house.receive(house.atlas, mti(issuers, "110"), answer);
        house.settle();
        FakeLink.Sent told = house.shop.only();
        assertThat(told.code()).isEqualTo(new String[] {"10", "002", "0002"}[digit(acquirers)]);
        assertThat(told.de(4)).isEqualTo(amount(acquirers, "000000003000"));

        house.crashAndRestart();
        house.settle();

        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo(mti(issuers, "420"));
        assertThat(reversal.de(4)).isEqualTo(partly);
        assertThat(reversal.de(digit(issuers) == 0 ? 90 : 56)).isEqualTo(originalData(forwarded));
    }

    /** A reversal before its original: known to the next process too. */
    @ParameterizedTest
    @CsvSource({"iso93-ascii, iso87-binary", "iso03-ascii, iso03-binary", "iso03-ascii, iso87-binary"})
    void shouldRefuseAfterARestartWhatWasReversedBefore(String acquirer, String issuer) {
        meet(acquirer, issuer);
        house.start();
        Map<Integer, String> reversal = purchase(acquirers);
        reversal.put(11, digit(acquirers) == 2 ? "000000000009" : "000009");
        reversal.put(24, "400");
        reversal.put(
                56,
                mti(acquirers, "100") + purchase(acquirers).get(11)
                        + purchase(acquirers).get(12) + "0512345");
        house.receive(house.shop, mti(acquirers, "420"), reversal);
        house.settle();
        house.crashAndRestart();

        house.receive(house.shop, mti(acquirers, "100"), purchase(acquirers));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo(digit(acquirers) == 2 ? "9113" : "913");
        assertThat(house.atlas.sent).isEmpty();
    }

    /** One leg, one answer to each copy, and the same again from the log. */
    @ParameterizedTest
    @CsvSource({"iso93-ascii, iso93-binary", "iso03-ascii, iso03-binary", "iso03-binary, iso87-ebcdic"})
    void shouldAttachAndReplayRepeats(String acquirer, String issuer) {
        meet(acquirer, issuer);
        house.start();
        FakeLink.Sent forwarded = forward();
        house.receive(house.shop, mti(acquirers, "101"), purchase(acquirers));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.receive(house.atlas, mti(issuers, "110"), answerTo(forwarded, approved(issuers)));
        house.settle();
        assertThat(house.shop.sent).hasSize(2);
        FakeLink.Sent first = house.shop.sent.get(0);
        house.crashAndRestart();

        house.receive(house.shop, mti(acquirers, "101"), purchase(acquirers));
        house.settle();

        assertThat(house.shop.only().body()).isEqualTo(first.body());
        Map<Integer, String> other = purchase(acquirers);
        other.put(4, amount(acquirers, "000000009999"));
        house.receive(house.shop, mti(acquirers, "100"), other);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo(digit(acquirers) == 2 ? "9113" : "913");
    }

    private void meet(String acquirer, String issuer) {
        acquirers = acquirer;
        issuers = issuer;
        house = new EngineHarness(folder, acquirer, issuer);
    }

    private FakeLink.Sent forward() {
        house.receive(house.shop, mti(acquirers, "100"), purchase(acquirers));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(1));
        return forwarded;
    }

    private String originalData(FakeLink.Sent leg) {
        String stan = mti(issuers, "100") + leg.de(11);
        return switch (digit(issuers)) {
            case 0 -> stan + leg.de(7) + "00000012345" + "00000000000";
            case 1 -> stan + leg.de(12) + "05" + "12345";
            default -> stan + leg.de(12) + "12345";
        };
    }

    private static Map<Integer, String> purchase(String dialect) {
        return switch (digit(dialect)) {
            case 0 -> EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1);
            case 1 -> VersionsTest.purchase1993(1);
            default -> VersionsTest.purchase2003(1);
        };
    }

    private static Map<Integer, String> answerTo(FakeLink.Sent request, String code) {
        Map<Integer, String> elements = new TreeMap<>(EngineHarness.answerTo(request, code));
        elements.remove(38);
        elements.put(39, code);
        return elements;
    }

    private static String amount(String dialect, String amount) {
        return digit(dialect) == 2 ? "5042" + amount : amount;
    }

    private static String approved(String dialect) {
        return new String[] {"00", "000", "0000"}[digit(dialect)];
    }

    private static String accepted(String dialect) {
        return new String[] {"00", "400", "4000"}[digit(dialect)];
    }

    private static String mti(String dialect, String rest) {
        return Mti.toString(Mti.parse(digit(dialect) + rest));
    }

    private static int digit(String dialect) {
        return dialect.contains("87") ? 0 : dialect.contains("93") ? 1 : 2;
    }
}
