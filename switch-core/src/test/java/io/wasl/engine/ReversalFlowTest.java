package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.LimitsConfig;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReversalFlowTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldTakeOverTheReversalOfAnApproval() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.journal.force();
        house.delivered(house.shop, house.shop.only());

        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        assertThat(house.shop.sent).as("not before it is durable").isEmpty();
        house.settle();

        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("0410");
        assertThat(answer.code()).isEqualTo("00");
        assertThat(answer.de(90))
                .isEqualTo(reversalOf(purchase(ATLAS_PAN, 1), 2).get(90));
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(4)).isEqualTo("000000005000");
        assertThat(reversal.de(37)).isEqualTo(forwarded.de(37));
        assertThat(reversal.de(11)).isNotEqualTo(forwarded.de(11));
        assertThat(reversal.de(90))
                .isEqualTo("0100" + forwarded.de(11) + forwarded.de(7) + "00000012345" + "00000000000");
    }

    @Test
    void shouldReverseOnceWhoeverAsksHowOften() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.receive(house.shop, "0421", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 3));
        house.settle();

        assertThat(house.shop.sent).hasSize(3).allMatch(answer -> answer.code().equals("00"));
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        house.receive(house.shop, "0421", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldNeverReplayAReversedApproval() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.shop.sent.clear();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    @Test
    void shouldReplaceAStoredAnswerThatIsBeingReadWhenItsReversalComes() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("00", "91");
        assertThat(house.shop.sent)
                .filteredOn(sent -> sent.mtiText().equals("0110"))
                .allMatch(sent -> sent.code().equals("91"));
    }

    @Test
    void shouldEndAnOriginalInFlightAsADeclineAndReverseItsApproval() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.journal.force();
        assertThat(house.shop.only().mtiText()).isEqualTo("0410");

        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("0110");
        assertThat(answer.code()).isEqualTo("91");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldNotSendAForwardThatWasReversedMeanwhile() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("91", "00");
    }

    @Test
    void shouldWithdrawAnApprovalThatWaitsForTheLogWhenItsReversalComes() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.sent)
                .filteredOn(sent -> sent.mtiText().equals("0110"))
                .allMatch(sent -> sent.code().equals("91"))
                .hasSize(1);
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldSendNothingForADeclinedOriginal() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "51"));
        house.shop.sent.clear();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldAddNothingToTheReversalThatATimeOutOwes() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(Duration.ofSeconds(11));
        house.shop.sent.clear();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).hasSize(1);
    }

    @Test
    void shouldAnswerAnUnknownOriginalWith25Or00AndRefuseItWhenItComes() {
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 5), 6));
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactly("25", "00");
        house.shop.sent.clear();

        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 5));
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactly("94", "94");
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        house.receive(house.mall, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.atlas.sent).as("another acquirer's is not meant").hasSize(1);
    }

    /** By RRN, terminal and amount: of the card there is nothing to compare. */
    @Test
    void shouldReverseByRrnWithoutACard() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(90);
        reversal.remove(2);
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    /** It came first, and says no card: what has its RRN, terminal and amount is meant. */
    @Test
    void shouldRefuseWhatWasReversedBeforeWithoutACard() {
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(90);
        reversal.remove(2);
        house.receive(house.shop, "0420", reversal);
        house.settle();
        house.shop.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("94");
    }

    /** Nothing can be looked up by it: 00 would say that something was given back. */
    @ParameterizedTest
    @ValueSource(ints = {41, 4})
    void shouldRefuseAReversalThatNamesNothing(int missing) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(90);
        reversal.remove(missing);
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("30");
    }

    /** So much in another currency was never approved. */
    @Test
    void shouldGiveNothingBackInAnotherCurrency() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.put(49, "840");
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.REVERSAL_AMOUNT);
        assertThat(house.atlas.sent).isEmpty();
    }

    /** One host for two institutions, which number alike: without a card DE 32 in DE 90 tells whose it is. */
    @ParameterizedTest
    @CsvSource({"00000099999, 00, 0", "00000012345, 00, 1", "00000000000, 00, 1"})
    void shouldReverseThatInstitutionsTransactionOnly(String institution, String code, int reversed) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(2);
        reversal.put(37, "632603009999");
        reversal.put(90, reversal.getOrDefault(90, "").substring(0, 20) + institution + "00000000000");
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo(code);
        assertThat(house.atlas.sent).hasSize(reversed);
    }

    @Test
    void shouldKeepTheTombstoneAcrossARestart() {
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.crashAndRestart();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("94");
    }

    @Test
    void shouldReverseWhatWasApprovedUnderAnOlderTokenKey() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 2));
        house.journal.force();
        house.rotateTokenKey();
        house.crashAndRestart();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 3));
        Map<Integer, String> byRrn = reversalOf(purchase(ATLAS_PAN, 2), 4);
        byRrn.remove(90);
        house.receive(house.shop, "0420", byRrn);
        house.settle();
        assertThat(house.atlas.sent).hasSize(2).allMatch(sent -> sent.mtiText().equals("0420"));
    }

    @Test
    void shouldNotReverseAnotherAcquirersTransaction() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.mall, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.mall.only().code()).isEqualTo("25");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldAnswer25AndAlarmWhenTheAmountIsNotTheOriginals() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.put(4, "000000005001");
        house.receive(house.shop, "0400", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.REVERSAL_AMOUNT);
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldFindTheOriginalByRrnTerminalAndPanWithoutDe90() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(90);
        house.receive(house.shop, "0400", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldNeverGuessBetweenSeveralOriginals() {
        Map<Integer, String> twin = purchase(ATLAS_PAN, 2);
        twin.put(37, purchase(ATLAS_PAN, 1).get(37));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, twin);
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 3);
        reversal.remove(90);
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.AMBIGUOUS_ORIGINAL);
    }

    @Test
    void shouldReverseTheApprovedAmountAfterAPartialApproval() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> partial = answerTo(house.atlas.only(), "10");
        partial.put(4, "000000003000");
        house.receive(house.atlas, "0110", partial);
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().de(4)).isEqualTo("000000003000");
    }

    @Test
    void shouldWriteTheReversalItsEffectAndItsAnswerInOneAppend() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        int before = house.journal.records.size();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.journal.force();
        house.journal.deliverReads();
        house.journal.deliverReads();
        assertThat(house.recordTypes().subList(before, before + 5))
                .containsExactly(
                        RecordType.ACCEPTED, RecordType.OUTCOME, RecordType.OWED, RecordType.NET, RecordType.OUTCOME);
    }

    @Test
    void shouldReverseAcrossACrashWhatItsReversalCaughtBetweenApprovalAndForce() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.journal.force();
        assertThat(house.shop.sent)
                .filteredOn(sent -> sent.mtiText().equals("0430"))
                .as("the acquirer was told that it is reversed")
                .hasSize(1);
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldTakeNoReversalThatCouldNotBeOwed() {
        house.limits = new LimitsConfig(
                2,
                1024,
                1 << 20,
                2,
                1 << 20,
                8192,
                16,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        house.start();
        for (int stan = 1; stan <= 3; stan++) {
            house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, stan));
        }
        house.closed(house.atlas);
        for (int stan = 1; stan <= 3; stan++) {
            FakeLink link = house.reconnected(house.shop);
            house.receive(link, "0420", reversalOf(purchase(ATLAS_PAN, stan), stan + 10));
            house.settle();
            assertThat(link.sent.size() + (link.closedBecause.isEmpty() ? 0 : 1))
                    .as("answered, or its connection is closed")
                    .isEqualTo(1);
        }
        assertThat(house.count(EngineCounter.OWED)).isLessThanOrEqualTo(2);
        house.crashAndRestart();
        house.settle();
        assertThat(house.isReady).isTrue();
    }

    @Test
    void shouldRefuseTheOriginalOfAReversalThatNamedItByRrnOnly() {
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(90);
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
        assertThat(house.atlas.sent).isEmpty();

        house.crashAndRestart();
        Map<Integer, String> other = purchase(ATLAS_PAN, 1);
        other.put(4, "000000005001");
        other.put(7, "1122031501");
        house.receive(house.shop, "0100", other);
        house.settle();
        assertThat(house.atlas.sent).as("another amount is not meant").hasSize(1);
        Map<Integer, String> restamped = purchase(ATLAS_PAN, 1);
        restamped.put(7, "1122031502");
        house.receive(house.shop, "0100", restamped);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
    }

    @Test
    void shouldAnswerASecondReversalOfAPartialApprovalByItsApprovedAmountToo() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> partial = answerTo(house.atlas.only(), "10");
        partial.put(4, "000000003000");
        house.receive(house.atlas, "0110", partial);
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        for (int stan = 2; stan <= 4; stan++) {
            Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), stan);
            reversal.put(4, "000000003000");
            house.receive(house.shop, "0400", reversal);
            house.settle();
            assertThat(house.shop.only().code()).isEqualTo("00");
            if (stan == 3) {
                house.crashAndRestart();
            }
        }
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldReverseTheWholeAmountWhenDe90NamesTheOriginalAndDe4IsMissing() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.remove(4);
        house.receive(house.shop, "0400", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().de(4)).isEqualTo("000000005000");
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldRecordTheTombstoneUnderItsReversalsId() {
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.recordTypes()).containsExactly(RecordType.ACCEPTED, RecordType.TOMBSTONE, RecordType.OUTCOME);
        assertThat(house.journal.records).extracting(record -> record.counter).containsOnly(1L);
        house.crashAndRestart();
        house.receive(house.shop, "0421", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactly("00");
    }

    @Test
    void shouldTravelOnTheConnectionOfItsOriginalWhileThatLives() {
        FakeLink second = house.reconnected(house.atlas);
        house.engine.onUsable(second);
        FakeLink[] carriers = {house.atlas, second};
        for (int stan = 1; stan <= 4; stan++) {
            FakeLink carrier = approveOnAny(carriers, stan);
            house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, stan), stan + 10));
            house.settle();
            assertThat(house.shop.only().code()).isEqualTo("00");
            assertThat(carrier.only().mtiText()).isEqualTo("0420");
        }
        FakeLink carrier = approveOnAny(carriers, 5);
        FakeLink other = carrier == second ? house.atlas : second;
        house.closed(carrier);
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 5), 15));
        house.settle();
        assertThat(other.only().mtiText()).isEqualTo("0420");
    }

    private FakeLink approveOnAny(FakeLink[] links, int stan) {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan));
        house.journal.force();
        FakeLink carrier = links[0].sent.isEmpty() ? links[1] : links[0];
        house.receive(carrier, "0110", answerTo(carrier.only(), "00"));
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        return carrier;
    }
}
