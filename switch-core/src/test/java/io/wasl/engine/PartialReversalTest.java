package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.IssuerProfile;
import io.wasl.config.PartialForm;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reversals that leave a part of 50.00. */
class PartialReversalTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldTellTheIssuerWhatRemains() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        FakeLink.Sent answer = answerOf("0400", reversal(2, 2000));
        assertThat(answer.mtiText()).isEqualTo("0410");
        assertThat(answer.code()).isEqualTo("00");

        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo("0420");
        assertThat(told.de(4)).isEqualTo("000000005000");
        assertThat(told.de(95)).isEqualTo("000000002000000000000000C00000000C00000000");
        assertThat(nets()).containsExactly("PARTIAL 2000");
        assertThat(released()).containsExactly(3000L);
    }

    /** Hosts differ in which of its two amounts they repeat; of the card there is one. */
    @Test
    void shouldBeAcknowledgedUnderEitherAmount() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0420", reversal(2, 2000));
        FakeLink.Sent told = house.atlas.only();
        Map<Integer, String> answer = answerTo(told, "00");
        answer.put(4, "000000002000");
        answer.put(2, "4000009999999996");
        house.receive(house.atlas, "0430", answer);
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
        answer.put(2, told.de(2));
        house.receive(house.atlas, "0430", answer);
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    @Test
    void shouldOnlyEverFall() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        for (long remains : new long[] {3000, 3000, 4000, 1000, 2000, 5000, 0, 500}) {
            assertThat(answerOf("0420", reversal(10 + house.journal.records.size(), remains))
                            .code())
                    .as("%d is to remain", remains)
                    .isEqualTo("00");
            acknowledge();
        }
        assertThat(nets()).containsExactly("PARTIAL 3000", "PARTIAL 1000", "REVERSED 0");
        assertThat(released()).containsExactly(2000L, 2000L, 1000L);
        assertThat(house.alarms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeTheRestBackInFull(boolean isRestarted) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0420", reversal(2, 2000));
        acknowledge();
        if (isRestarted) {
            house.crashAndRestart();
        }
        assertThat(answerOf("0400", reversal(3, 0)).code()).isEqualTo("00");
        FakeLink.Sent full = house.atlas.only();
        assertThat(full.de(4)).isEqualTo("000000005000");
        assertThat(full.elements()).doesNotContainKey(95);
        assertThat(nets()).containsExactly("PARTIAL 2000", "REVERSED 0");
        assertThat(released()).containsExactly(3000L, 2000L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRememberWhatRemainsAcrossARestart(boolean isRestarted) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0420", reversal(2, 2000));
        acknowledge();
        if (isRestarted) {
            house.crashAndRestart();
        }
        answerOf("0420", reversal(3, 2000));
        answerOf("0420", reversal(4, 2001));
        assertThat(house.atlas.sent).isEmpty();
        answerOf("0420", reversal(5, 1999));
        assertThat(house.atlas.only().de(95)).startsWith("000000001999");
    }

    /** Only a full reversal replaces the stored answer. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReplayTheApprovalAfterwards(boolean isRestarted) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0420", reversal(2, 2000));
        if (isRestarted) {
            house.crashAndRestart();
        }
        assertThat(answerOf("0101", purchase(ATLAS_PAN, 1)).code()).isEqualTo("00");
        answerOf("0420", reversal(3, 0));
        assertThat(answerOf("0101", purchase(ATLAS_PAN, 1)).code()).isEqualTo("91");
    }

    @Test
    void shouldSendPartAndRestInTheirOrderWhileTheIssuerIsAway() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.closed(house.atlas);
        answerOf("0420", reversal(2, 4000));
        answerOf("0420", reversal(3, 1000));
        answerOf("0400", reversal(4, 0));
        house.crashAndRestart();
        for (String remains : List.of("000000004000", "000000001000", "")) {
            house.settle();
            FakeLink.Sent told = house.atlas.only();
            assertThat(told.de(95)).startsWith(remains);
            assertThat(told.de(95).isEmpty()).isEqualTo(remains.isEmpty());
            house.receive(house.atlas, "0430", answerTo(told, "00"));
        }
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"5001, 000000005000", "2000, 000000004999"})
    void shouldRefuseMoreThanTheOriginalAndAnotherAmount(long remains, String original) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversal(2, remains);
        reversal.put(4, original);
        assertThat(answerOf("0420", reversal).code()).isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.REVERSAL_AMOUNT);
        assertThat(house.atlas.sent).isEmpty();
        assertThat(nets()).isEmpty();
    }

    /** After code 10 the original amount is the approved one; an acquirer may name either. */
    @ParameterizedTest
    @ValueSource(strings = {"000000003000", "000000005000"})
    void shouldLeaveAPartOfWhatWasApprovedInPart(String named) {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> approval = answerTo(house.atlas.only(), "10");
        approval.put(4, "000000003000");
        house.receive(house.atlas, "0110", approval);
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        Map<Integer, String> tooMuch = reversal(2, 3001);
        tooMuch.put(4, named);
        assertThat(answerOf("0420", tooMuch).code()).isEqualTo("25");
        Map<Integer, String> reversal = reversal(3, 1000);
        reversal.put(4, named);
        assertThat(answerOf("0420", reversal).code()).isEqualTo("00");
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.de(4)).isEqualTo("000000003000");
        assertThat(told.de(95)).startsWith("000000001000");
        assertThat(released()).containsExactly(2000L);
    }

    /** What remains is said of the amount that the issuer approved, whatever its profile says of full reversals. */
    @Test
    void shouldNameTheApprovedAmountToAnIssuerThatIsToldTheRequestedOne() {
        house = new EngineHarness(folder);
        IssuerProfile usual = IssuerProfile.defaults();
        house.issuerProfile = new IssuerProfile(
                usual.stan(),
                usual.answers(),
                usual.reversalStan(),
                IssuerProfile.ReversalAmount.REQUESTED,
                usual.mismatch(),
                usual.partial(),
                usual.match());
        house.start();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> approval = answerTo(house.atlas.only(), "10");
        approval.put(4, "000000003000");
        house.receive(house.atlas, "0110", approval);
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        answerOf("0420", reversal(2, 1000));
        assertThat(house.atlas.only().de(4)).isEqualTo("000000003000");
    }

    /** Two reversals of one transaction in one second must not look like copies of one. */
    @Test
    void shouldHaveANumberOfItsOwnWhereReversalsHaveTheirOriginals() {
        house = new EngineHarness(folder);
        IssuerProfile usual = IssuerProfile.defaults();
        house.issuerProfile = new IssuerProfile(
                usual.stan(),
                usual.answers(),
                IssuerProfile.ReversalStan.ORIGINAL,
                usual.reversalAmount(),
                usual.mismatch(),
                usual.partial(),
                usual.match());
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0420", reversal(2, 2000));
        FakeLink.Sent first = house.atlas.only();
        house.receive(house.atlas, "0430", answerTo(first, "00"));
        house.settle();
        answerOf("0420", reversal(3, 0));
        FakeLink.Sent second = house.atlas.only();
        assertThat(first.de(90)).contains(first.de(11));
        assertThat(second.de(90)).isEqualTo(first.de(90));
        assertThat(second.de(11)).isNotEqualTo(first.de(11));
    }

    /** Nothing stands yet of which a part could remain; its acquirer reverses it whole. */
    @Test
    void shouldRefuseAPartOfWhatIsInFlight() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        assertThat(answerOf("0420", reversal(2, 2000)).code()).isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.REVERSAL_AMOUNT);
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldChangeNothingForADeclinedOriginal() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "51"));
        house.shop.sent.clear();
        assertThat(answerOf("0420", reversal(2, 2000)).code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldRefuseAnOriginalThatComesAfterItsPartialReversal() {
        assertThat(answerOf("0400", reversal(2, 2000)).code()).isEqualTo("25");
        assertThat(answerOf("0100", purchase(ATLAS_PAN, 1)).code()).isEqualTo("94");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldRefuseAReplacementThatIsNoNumber() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversal(2, 2000);
        reversal.put(95, "C00000002000000000000000C00000000C00000000");
        house.receive(house.shop, "0420", reversal);
        assertThat(house.shop.only().code()).isEqualTo("30");
        assertThat(nets()).isEmpty();
    }

    /** What the reversal says of the advice can be known only when that has left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFollowAnAdviceThatHasNotLeftYet(boolean isRestarted) {
        house.closed(house.atlas);
        house.receive(house.shop, "0220", financial(1));
        house.settle();
        house.shop.sent.clear();
        assertThat(answerOf("0420", ofAdvice(2, 2000)).code()).isEqualTo("00");
        if (isRestarted) {
            house.crashAndRestart();
        } else {
            house.atlas = house.reconnected(house.atlas);
            house.engine.onUsable(house.atlas);
        }
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.mtiText()).isEqualTo("0220");
        house.receive(house.atlas, "0230", answerTo(advice, "00"));
        house.settle();
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo("0420");
        assertThat(told.de(95)).startsWith("000000002000");
        assertThat(told.de(90)).startsWith("0220" + advice.de(11) + advice.de(7));
        house.pass(Duration.ofSeconds(16));
        house.pass(Duration.ofSeconds(61));
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0421");
        assertThat(again.de(90)).isEqualTo(told.de(90));
    }

    @Test
    void shouldTellTheIssuerNothingOfAnAdviceThatWasTakenBackInPartAndThenWhole() {
        house.closed(house.atlas);
        house.receive(house.shop, "0220", financial(1));
        house.settle();
        house.shop.sent.clear();
        answerOf("0420", ofAdvice(2, 2000));
        answerOf("0420", ofAdvice(3, 0));
        house.crashAndRestart();
        house.pass(Duration.ofMinutes(5));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.journal.records)
                .filteredOn(record -> record.type == RecordType.DELIVERY_ENDED)
                .hasSize(2)
                .allMatch(record -> record.state == DeliveryEnd.UNSENT.wireId());
    }

    @Test
    void shouldPassOnAPartialReversalOfAForgottenOriginal() {
        house = new EngineHarness(folder);
        house.memoryWindow = 2;
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        for (int stan = 11; stan <= 14; stan++) {
            Map<Integer, String> later = purchase(ATLAS_PAN, stan);
            house.pass(Duration.ofMinutes(30));
            house.approve(house.shop, house.atlas, later);
        }
        Map<Integer, String> reversal = reversal(2, 2000);
        reversal.put(90, "0100" + "000001" + "1114000000" + "00000012345" + "00000000000");
        assertThat(answerOf("0420", reversal).code()).isEqualTo("00");
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.de(4)).isEqualTo("000000005000");
        assertThat(told.de(95)).startsWith("000000002000");
    }

    /** Each version, and both practices of 1987, towards each other one. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, iso93-binary",
        "iso93-ascii, iso87-binary",
        "iso93-ebcdic, iso93-binary",
        "iso03-ascii, iso87-ebcdic",
        "iso87-binary, iso03-ascii",
        "iso03-binary, iso93-ascii"
    })
    void shouldSayWhatRemainsInEachVersion(String acquirers, String issuers) {
        house = new EngineHarness(folder, acquirers, issuers).start();
        Map<Integer, String> request = purchaseOf(acquirers);
        char of = mtiDigit(acquirers);
        house.receive(house.shop, of + "100", request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.receive(house.atlas, mtiDigit(issuers) + "110", answerTo(forwarded, approved(issuers)));
        house.journal.force();
        house.delivered(house.shop, house.shop.only());

        house.receive(house.shop, of + "420", partial(acquirers, request));
        house.settle();
        assertThat(house.shop.only().mtiText()).isEqualTo(of + "430");
        FakeLink.Sent told = house.atlas.only();
        if (issuers.contains("87")) {
            assertThat(told.de(4)).isEqualTo("000000005000");
            assertThat(told.de(95)).startsWith("000000002000");
        } else {
            String prefix = issuers.contains("03") ? "5042" : "";
            assertThat(told.de(24)).isEqualTo("401");
            assertThat(told.de(4)).isEqualTo(prefix + "000000002000");
            assertThat(told.de(30)).startsWith(prefix + "000000005000");
        }
        assertThat(nets()).containsExactly("PARTIAL 2000");
    }

    /** DE 30 of the shipped dialects of 1987 is a fee: there it would be a format error, and an issuer cannot be told. */
    @Test
    void shouldRefuseWith40WhatTheIssuerHasNoWordFor() {
        house = new EngineHarness(folder);
        house.issuerProfile = saying(PartialForm.DE30);
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        assertThat(answerOf("0420", reversal(2, 2000)).code()).isEqualTo("40");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(nets()).isEmpty();
    }

    private FakeLink.Sent answerOf(String mti, Map<Integer, String> message) {
        house.receive(house.shop, mti, message);
        house.settle();
        return house.shop.only();
    }

    private void acknowledge() {
        for (FakeLink.Sent told : List.copyOf(house.atlas.sent)) {
            house.receive(house.atlas, "0430", answerTo(told, "00"));
        }
        house.atlas.sent.clear();
        house.settle();
    }

    private static Map<Integer, String> reversal(int stan, long remains) {
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), stan);
        if (remains > 0) {
            reversal.put(95, String.format("%012d", remains) + "000000000000C00000000C00000000");
        }
        return reversal;
    }

    private static Map<Integer, String> financial(int stan) {
        return purchase(ATLAS_PAN, stan);
    }

    private static Map<Integer, String> ofAdvice(int stan, long remains) {
        Map<Integer, String> reversal = reversal(stan, remains);
        reversal.compute(90, (de, data) -> "0220" + data.substring(4));
        return reversal;
    }

    private static Map<Integer, String> purchaseOf(String dialect) {
        if (dialect.contains("87")) {
            return purchase(ATLAS_PAN, 1);
        }
        return dialect.contains("93") ? VersionsTest.purchase1993(1) : VersionsTest.purchase2003(1);
    }

    private static Map<Integer, String> partial(String dialect, Map<Integer, String> purchase) {
        if (dialect.contains("87")) {
            return reversal(2, 2000);
        }
        boolean isOf2003 = dialect.contains("03");
        Map<Integer, String> reversal = VersionsTest.reversal1993(purchase, 2);
        if (isOf2003) {
            reversal.put(11, "000000000002");
            reversal.put(56, "2100" + purchase.get(11) + purchase.get(12) + purchase.get(32));
        }
        String prefix = isOf2003 ? "5042" : "";
        reversal.put(24, "401");
        reversal.put(30, prefix + "000000005000" + prefix + "000000000000");
        reversal.put(4, prefix + "000000002000");
        return reversal;
    }

    private static char mtiDigit(String dialect) {
        return dialect.contains("87") ? '0' : dialect.contains("93") ? '1' : '2';
    }

    private static String approved(String dialect) {
        return dialect.contains("87") ? "00" : dialect.contains("93") ? "000" : "0000";
    }

    private static IssuerProfile saying(PartialForm form) {
        IssuerProfile usual = IssuerProfile.defaults();
        return new IssuerProfile(
                usual.stan(),
                usual.answers(),
                usual.reversalStan(),
                usual.reversalAmount(),
                usual.mismatch(),
                form,
                usual.match());
    }

    private List<String> nets() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.NET)
                .map(record -> NetState.ofWireId(record.state) + " " + record.amountMinor)
                .toList();
    }

    /** What each reversal owed gives back. */
    private List<Long> released() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.OWED)
                .map((JournalRecord record) -> record.amountMinor)
                .toList();
    }
}
