package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.config.IssuerProfile;
import io.wasl.config.LimitsConfig;
import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import io.wasl.link.LinkState;
import io.wasl.link.SendOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizationFlowTest {

    private static final String CHIP_DATA = "chip data of the issuer";

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldForwardOnlyWhenRequestAndIntentAreDurable() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));

        assertThat(house.atlas.sent).isEmpty();
        house.journal.force();

        FakeLink.Sent forwarded = house.atlas.only();
        assertThat(forwarded.mtiText()).isEqualTo("0100");
        assertThat(forwarded.de(2)).isEqualTo(ATLAS_PAN);
        assertThat(forwarded.de(7)).isEqualTo("1122031500");
        assertThat(forwarded.de(37)).isEqualTo("632603000001");
        assertThat(house.recordTypes()).endsWith(RecordType.ACCEPTED, RecordType.INTENT);
        assertThat(house.rif.sent).isEmpty();
    }

    @Test
    void shouldRespondWithApprovalOnlyWhenItIsDurable() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));

        assertThat(house.shop.sent).isEmpty();
        house.journal.force();

        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("0110");
        assertThat(answer.code()).isEqualTo("00");
        assertThat(answer.de(38)).isEqualTo("A12345");
        assertThat(answer.de(11)).isEqualTo("000001");
        assertThat(house.recordTypes()).doesNotContain(RecordType.RESPONDED);
        house.delivered(house.shop, answer);
        assertThat(house.recordTypes()).endsWith(RecordType.OUTCOME, RecordType.RESPONDED);
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldSendIssuersDeclineAtOnceAndRestoreWhatIsTheAcquirers() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 7));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        Map<Integer, String> answer = answerTo(forwarded, "51");
        answer.put(14, "2912");
        answer.remove(41);
        house.receive(house.atlas, "0110", answer);

        FakeLink.Sent response = house.shop.only();
        assertThat(response.code()).isEqualTo("51");
        assertThat(response.de(11)).isEqualTo("000007");
        assertThat(response.de(41)).isEqualTo("TERM0001");
        assertThat(response.de(14)).as("expiry never returns").isEmpty();
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldLeaveEachLinksMacOnItsLink() {
        Map<Integer, String> request = purchase(ATLAS_PAN, 7);
        request.put(64, "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008");
        house.receive(house.shop, "0100", request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        assertThat(forwarded.de(64)).isEmpty();
        Map<Integer, String> answer = answerTo(forwarded, "51");
        answer.put(64, "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008");
        house.receive(house.atlas, "0110", answer);
        assertThat(house.shop.only().de(64)).isEmpty();
    }

    /** A terminal needs the issuer's cryptogram as much the second time. */
    @Test
    void shouldReplayTheChipDataOfAnAnswer() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 7));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "00");
        answer.put(55, CHIP_DATA);
        house.receive(house.atlas, "0110", answer);
        house.settle();
        assertThat(house.shop.only().de(55)).isEqualTo(CHIP_DATA);
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 7));
        house.settle();
        assertThat(house.shop.only().de(55)).isEqualTo(CHIP_DATA);
    }

    @Test
    void shouldUseItsOwnStanTowardsTheIssuer() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 500));
        house.receive(house.mall, "0100", purchase(ATLAS_PAN, 500));
        house.journal.force();

        assertThat(house.atlas.sent).hasSize(2);
        String first = house.atlas.sent.get(0).de(11);
        String second = house.atlas.sent.get(1).de(11);
        assertThat(first).isNotEqualTo(second);
        house.receive(house.atlas, "0110", answerTo(house.atlas.sent.get(1), "51"));
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.mall.only().de(11)).isEqualTo("000500");
    }

    @Test
    void shouldKeepTheAcquirersStanByProfileUnlessItIsTaken() {
        house.issuerProfile = new IssuerProfile(
                IssuerProfile.StanPolicy.KEEP,
                IssuerProfile.Answers.SAME,
                IssuerProfile.ReversalStan.NEW,
                IssuerProfile.ReversalAmount.APPROVED,
                IssuerProfile.Mismatch.AT_DEADLINE,
                house.issuerProfile.partial(),
                List.of(7, 11, 37));
        house.start();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 500));
        house.receive(house.mall, "0100", purchase(ATLAS_PAN, 500));
        house.journal.force();

        assertThat(house.atlas.sent.get(0).de(11)).isEqualTo("000500");
        assertThat(house.atlas.sent.get(1).de(11)).isNotEqualTo("000500");
    }

    @Test
    void shouldMakeAnRrnForTheIssuerAndTakeItOutOfTheAnswer() {
        Map<Integer, String> request = purchase(ATLAS_PAN, 9);
        request.remove(37);
        house.receive(house.shop, "0100", request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();

        assertThat(forwarded.de(37)).hasSize(12).startsWith("33182").endsWith(forwarded.de(11));
        house.receive(house.atlas, "0110", answerTo(forwarded, "05"));
        assertThat(house.shop.only().de(37)).isEmpty();
    }

    @Test
    void shouldDeclineWith15WhenTheBinIsUnknownAndWith92ByProfile() {
        house.receive(house.shop, "0100", purchase("6011001234567893", 1));
        assertThat(house.shop.only().code()).isEqualTo("15");

        house.acquirerProfile = new AcquirerProfile(
                AcquirerProfile.UnknownBin.CODE_92,
                AcquirerProfile.Duplicate.REPLAY,
                AcquirerProfile.UnknownOriginal.CODE_00,
                AcquirerProfile.AdviceOriginal.OPTIONAL,
                house.acquirerProfile.completions(),
                house.acquirerProfile.partial(),
                house.acquirerProfile.reversal(),
                house.acquirerProfile.echo(),
                house.acquirerProfile.duplicateKey());
        house.start();
        house.receive(house.shop, "0100", purchase("6011001234567893", 2));
        assertThat(house.shop.only().code()).isEqualTo("92");
    }

    @Test
    void shouldDeclineWith14WhenTheCheckDigitIsWrong() {
        String wrong = ATLAS_PAN.substring(0, 15) + (ATLAS_PAN.charAt(15) == '0' ? '1' : '0');
        house.receive(house.shop, "0100", purchase(wrong, 1));
        assertThat(house.shop.only().code()).isEqualTo("14");
    }

    @Test
    void shouldDeclineWith91AtOnceWhenIssuerLinkIsDown() {
        house.closed(house.rif);
        house.receive(house.shop, "0100", purchase(RIF_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.rif.sent).isEmpty();
    }

    @Test
    void shouldDeclineWith91WhenTheIssuerSignedOff() {
        house.rif.state = LinkState.SIGNED_OFF;
        house.engine.onUnusable(house.rif);
        house.receive(house.shop, "0100", purchase(RIF_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("91");
        house.rif.state = LinkState.SIGNED_ON;
        house.engine.onUsable(house.rif);
        house.receive(house.shop, "0100", purchase(RIF_PAN, 2));
        house.journal.force();
        assertThat(house.rif.sent).hasSize(1);
    }

    @Test
    void shouldRefuseAMissingElementWith30AndAnotherClassWith12() {
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.remove(4);
        house.receive(house.shop, "0100", request);
        assertThat(house.shop.only().code()).isEqualTo("30");
        house.receive(house.shop, "0500", purchase(ATLAS_PAN, 2));
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("0510");
        assertThat(answer.code()).isEqualTo("12");
    }

    @Test
    void shouldRefuseTwoPansThatDifferWith30() {
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.put(35, RIF_PAN + "=29121010000000000");
        house.receive(house.shop, "0100", request);
        assertThat(house.shop.only().code()).isEqualTo("30");
    }

    @Test
    void shouldRoutePanFromTrackAndReverseByIt() {
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.remove(2);
        request.put(35, ATLAS_PAN + "=29121010000000000");
        house.receive(house.shop, "0100", request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        assertThat(forwarded.de(35)).startsWith(ATLAS_PAN);
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(11));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(2)).isEqualTo(ATLAS_PAN);
        assertThat(reversal.de(35)).isEmpty();
    }

    @Test
    void shouldAnswer91AfterTheLegsTimeAndNotBefore() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());

        house.pass(Duration.ofMillis(9_990));
        assertThat(house.shop.sent).isEmpty();
        house.pass(Duration.ofMillis(20));
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.recordTypes()).endsWith(RecordType.OUTCOME, RecordType.OWED);
    }

    @Test
    void shouldNeverCompleteATransactionByItsLateAnswer() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(11));
        house.shop.sent.clear();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.settle();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();

        assertThat(house.shop.sent).isEmpty();
        assertThat(house.count(EngineCounter.LATE_APPROVALS)).isEqualTo(1);
    }

    @Test
    void shouldNotSendAForwardThatBecameDurableTooLate() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.pass(Duration.ofSeconds(13));
        house.journal.force();

        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.recordTypes()).doesNotContain(RecordType.OWED);
    }

    @Test
    void shouldOweNothingWhenNoByteOfTheForwardLeft() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.sent(house.atlas, house.atlas.only(), SendOutcome.NOT_SENT);

        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.recordTypes()).doesNotContain(RecordType.OWED);
    }

    @Test
    void shouldOweAReversalWhenTheForwardMayHaveLeft() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.sent(house.atlas, house.atlas.only(), SendOutcome.UNKNOWN);

        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.recordTypes()).contains(RecordType.OWED);
    }

    @Test
    void shouldTimeOutAtOnceWhatAClosedIssuerConnectionCarried() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0100", purchase(RIF_PAN, 2));
        house.journal.force();
        house.closed(house.atlas);

        assertThat(house.shop.only().de(11)).isEqualTo("000001");
        assertThat(house.engine.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveAnAnswerWithAnotherAmountOrPan() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        Map<Integer, String> answer = answerTo(forwarded, "00");
        answer.put(4, "000000004999");
        house.receive(house.atlas, "0110", answer);
        answer = answerTo(forwarded, "00");
        answer.put(2, RIF_PAN);
        house.receive(house.atlas, "0110", answer);
        house.settle();

        assertThat(house.shop.sent).isEmpty();
        assertThat(house.alarms).containsOnly(Alarm.MISMATCHED_ANSWER);
        house.pass(Duration.ofSeconds(11));
        assertThat(house.shop.only().code()).isEqualTo("96");
    }

    @Test
    void shouldAnswer96AtOnceAfterAMismatchByProfile() {
        house.issuerProfile = new IssuerProfile(
                IssuerProfile.StanPolicy.OWN,
                IssuerProfile.Answers.SAME,
                IssuerProfile.ReversalStan.NEW,
                IssuerProfile.ReversalAmount.APPROVED,
                IssuerProfile.Mismatch.AT_ONCE,
                house.issuerProfile.partial(),
                List.of(7, 11, 37));
        house.start();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "00");
        answer.put(49, "978");
        house.receive(house.atlas, "0110", answer);
        assertThat(house.shop.only().code()).isEqualTo("96");
        assertThat(house.recordTypes()).contains(RecordType.OWED);
    }

    @Test
    void shouldNotBelieveAnAnswerOnAnotherConnection() {
        FakeLink second = house.reconnected(house.atlas);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(second, "0110", answerTo(house.atlas.only(), "00"));
        house.settle();
        assertThat(house.shop.sent).isEmpty();
    }

    @Test
    void shouldPassOnAPartialApprovalWithItsAmount() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        Map<Integer, String> answer = answerTo(house.atlas.only(), "10");
        answer.put(4, "000000003000");
        house.receive(house.atlas, "0110", answer);
        house.journal.force();
        FakeLink.Sent response = house.shop.only();
        assertThat(response.code()).isEqualTo("10");
        assertThat(response.de(4)).isEqualTo("000000003000");
        assertThat(house.journal.records.get(house.journal.records.size() - 1).amountMinor)
                .isEqualTo(3000);
    }

    @Test
    void shouldWithdrawAnApprovalThatBecameDurableAfterTheSwitchsTime() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.pass(Duration.ofSeconds(13));
        assertThat(house.shop.sent)
                .as("the 91 takes an approval's place: it waits")
                .isEmpty();
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("91");
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).startsWith("0100" + forwarded.de(11) + forwarded.de(7) + "00000012345");
    }

    @Test
    void shouldReverseAnApprovalThatNobodyGot() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.closed(house.shop);
        house.settle();

        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.recordTypes()).contains(RecordType.NET);
        FakeLink again = house.reconnected(house.shop);
        house.receive(again, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(again.only().code())
                .as("a reversed approval is never sent again")
                .isEqualTo("91");
    }

    @Test
    void shouldReverseWhenTheWriteOfTheApprovalFailed() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.sent(house.shop, house.shop.only(), SendOutcome.UNKNOWN);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldNotApproveWhileTheLogTakesNothing() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.journal.room = Journal.Room.FULL;
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.pass(Duration.ofSeconds(11));
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.engine.inFlight()).as("kept until it can be recorded").isEqualTo(1);

        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofMillis(10));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldRefuseNewBusinessWith91WhileTheLogIsInItsReserve() {
        house.journal.room = Journal.Room.RESERVE;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.count(EngineCounter.SHED)).isEqualTo(1);
    }

    @Test
    void shouldShedWith96WhenAllSlotsAreTaken() {
        house.limits = new LimitsConfig(
                4,
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
        for (int i = 1; i <= 5; i++) {
            house.receive(house.shop, "0100", purchase(ATLAS_PAN, i));
        }
        assertThat(house.shop.only().code()).isEqualTo("96");
        house.journal.force();
        assertThat(house.atlas.sent).hasSize(4);
    }

    @Test
    void shouldRefuseNewBusinessWith91WhenDraining() {
        house.engine.drain();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    @Test
    void shouldKeepTheRepeatDigitTowardsTheIssuer() {
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        assertThat(forwarded.mtiText()).isEqualTo("0101");
        house.receive(house.atlas, "0110", answerTo(forwarded, "05"));
        assertThat(house.shop.only().mtiText()).isEqualTo("0110");
    }

    @Test
    void shouldPassOnAnUnknownCodeAfterItsRecordAndReverseItLikeAnApproval() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "N7"));
        assertThat(house.shop.sent).isEmpty();
        house.journal.force();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.code()).isEqualTo("N7");
        house.delivered(house.shop, answer);
        house.receive(house.shop, "0420", EngineHarness.reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }
}
