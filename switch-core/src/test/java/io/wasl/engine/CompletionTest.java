package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.iso.Mti;
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

/** 0220 that set a final amount in the place of an authorization. */
class CompletionTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    /** By DE 90, or by RRN, terminal and card, whatever the amount. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldUseTheAuthorizationUp(boolean isNamed) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> completion = completion(2, 4200);
        if (!isNamed) {
            completion.remove(90);
        }
        assertThat(answerOf("0220", completion).code()).isEqualTo("00");
        assertThat(house.atlas.only().de(4)).isEqualTo("000000004200");
        assertThat(nets()).containsExactly("COMPLETED 4200");
        assertThat(house.count(EngineCounter.COMPLETIONS)).isEqualTo(1);
        JournalRecord accepted = house.journal.records.stream()
                .filter(record -> record.type == RecordType.ACCEPTED && record.mti == 0x0220)
                .findFirst()
                .orElseThrow();
        assertThat(accepted.relatedCounter).isEqualTo(house.journal.records.get(0).counter);
    }

    @Test
    void shouldNotTakeTheOneOfAnotherAcquirerTerminalOrCard() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> completion = completion(2, 4200);
        completion.remove(90);
        house.receive(house.mall, "0220", completion);
        completion.put(41, "TERM0002");
        completion.put(11, "000003");
        house.receive(house.shop, "0220", completion);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(nets()).isEmpty();
    }

    /** Money that goes the other way, or in another currency, is another transaction, before the completion and after it. */
    @ParameterizedTest
    @CsvSource({"3, 200000, true", "3, 200000, false", "49, 840, true", "49, 840, false"})
    void shouldTakeNoOtherTransactionForACompletion(int de, String value, boolean isBefore) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> other = completion(3, 1000);
        other.put(de, value);
        if (isBefore) {
            assertThat(answerOf("0220", other).code()).isEqualTo("00");
        }
        assertThat(answerOf("0220", completion(2, 4200)).code()).isEqualTo("00");
        if (!isBefore) {
            assertThat(answerOf("0220", other).code()).isEqualTo("00");
        }
        assertThat(nets()).containsExactly("COMPLETED 4200");
        assertThat(house.count(EngineCounter.OWED)).as("both are told").isEqualTo(2);
        assertThat(house.alarms).isEmpty();
    }

    /** Whether there is anything to complete is known when the authorization has ended. */
    @ParameterizedTest
    @CsvSource({"00, COMPLETED 4200, 94", "05, , 00"})
    void shouldWaitForAnAuthorizationInFlight(String code, String net, String second) {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.receive(house.shop, "0220", completion(2, 4200));
        house.receive(house.shop, "0221", completion(2, 4200));
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.engine.inFlight()).isEqualTo(3);
        house.receive(house.atlas, "0110", answerTo(forwarded, code));
        house.settle();
        house.delivered(house.shop, house.shop.only());
        house.pass(Duration.ofMillis(100));
        house.settle();
        assertThat(house.shop.sent)
                .extracting(sent -> sent.mtiText() + " " + sent.code())
                .containsExactly("0230 00", "0230 00");
        house.shop.sent.clear();
        assertThat(nets()).isEqualTo(net == null ? List.of() : List.of(net));
        assertThat(answerOf("0220", completion(3, 4200)).code()).isEqualTo(second);
    }

    /** A wrong amount was captured, taken back, and captured rightly; or the merchant gives all of it up. */
    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void shouldCompleteOrReverseOnceMoreWhenTheCompletionWasTakenBack(boolean isRestarted, boolean isReversed) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        assertThat(answerOf("0220", completion(2, 4200)).code()).isEqualTo("00");
        acknowledge();
        Map<Integer, String> back = reversalOf(purchase(ATLAS_PAN, 2), 3);
        back.put(37, completion(2, 4200).get(37));
        back.put(4, "000000004200");
        back.put(90, "0220" + back.getOrDefault(90, "").substring(4));
        assertThat(answerOf("0420", back).code()).isEqualTo("00");
        acknowledge();
        if (isRestarted) {
            house.crashAndRestart();
        }
        if (isReversed) {
            assertThat(answerOf("0420", reversalOf(purchase(ATLAS_PAN, 1), 9)).code())
                    .isEqualTo("00");
            assertThat(house.atlas.only().de(4)).isEqualTo("000000005000");
            assertThat(nets()).endsWith("UNCOMPLETED 0", "REVERSED 0", "REVERSED 0");
        } else {
            assertThat(answerOf("0220", completion(4, 4100)).code()).isEqualTo("00");
            assertThat(house.atlas.only().de(4)).isEqualTo("000000004100");
            assertThat(nets()).endsWith("COMPLETED 4100");
            assertThat(answerOf("0220", completion(5, 100)).code()).isEqualTo("94");
        }
    }

    /** Two authorizations under one RRN: DE 11 tells them apart, or nothing does. */
    @ParameterizedTest
    @CsvSource({"1, 1", "9, 0"})
    void shouldTellAuthorizationsOfOneRrnApartByTheirStan(int stan, int completed) {
        Map<Integer, String> second = purchase(ATLAS_PAN, 2);
        second.put(37, purchase(ATLAS_PAN, 1).get(37));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, second);
        Map<Integer, String> completion = completion(stan, 4200);
        completion.remove(90);
        assertThat(answerOf("0220", completion).code()).isEqualTo("00");
        assertThat(nets()).hasSize(completed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotCompleteTwice(boolean isRestarted) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0220", completion(2, 4200));
        acknowledge();
        if (isRestarted) {
            house.crashAndRestart();
        }
        assertThat(answerOf("0220", completion(3, 4200)).code()).isEqualTo("94");
        assertThat(house.alarms).containsExactly(Alarm.COMPLETED_BEFORE);
        assertThat(house.atlas.sent).isEmpty();
        assertThat(answerOf("0221", completion(2, 4200)).code())
                .as("its repeat")
                .isEqualTo("00");
    }

    /** What has the RRN, terminal, card and amount of it is the first completion too; the authorization is what is meant. */
    @ParameterizedTest
    @CsvSource({"4200, 4200", "4200, 4100", "5000, 5000", "4200, 5000", "5000, 4200"})
    void shouldNotCompleteTwiceByRrn(long first, long second) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> once = completion(2, first);
        once.remove(90);
        assertThat(answerOf("0220", once).code()).isEqualTo("00");
        acknowledge();
        Map<Integer, String> again = completion(3, second);
        again.remove(90);
        assertThat(answerOf("0220", again).code()).isEqualTo("94");
        assertThat(house.alarms).containsExactly(Alarm.COMPLETED_BEFORE);
        assertThat(house.atlas.sent).isEmpty();
    }

    /** DE 90 as the issuer knows the authorization, not as its acquirer sent it: its amount is what tells it. */
    @Test
    void shouldNotCompleteTwiceWhatDe90NamesWrongly() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        for (int stan = 2; stan <= 3; stan++) {
            Map<Integer, String> completion = completion(stan, 5000);
            completion.put(90, "0100" + "777777" + "1122031500" + "00000012345" + "00000000000");
            assertThat(answerOf("0220", completion).code()).isEqualTo(stan == 2 ? "00" : "94");
            acknowledge();
        }
        assertThat(nets()).containsExactly("COMPLETED 5000");
    }

    /** Two authorizations under one RRN and of one amount, which is the final one of the first, too. */
    @Test
    void shouldCompleteByStanWhereTheFinalAmountIsThatOfSeveralAuthorizations() {
        Map<Integer, String> second = purchase(ATLAS_PAN, 2);
        second.put(37, purchase(ATLAS_PAN, 1).get(37));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, second);
        Map<Integer, String> completion = completion(1, Long.parseLong(second.get(4)));
        completion.remove(90);
        assertThat(answerOf("0220", completion).code()).isEqualTo("00");
        assertThat(nets()).hasSize(1);
    }

    @Test
    void shouldCompleteInPartsByProfile() {
        house = new EngineHarness(folder);
        AcquirerProfile usual = AcquirerProfile.defaults();
        house.acquirerProfile = new AcquirerProfile(
                usual.unknownBin(),
                usual.duplicate(),
                usual.unknownOriginalAdvice(),
                usual.adviceOriginal(),
                AcquirerProfile.Completions.MANY,
                usual.partial(),
                usual.reversal(),
                usual.echo(),
                usual.duplicateKey());
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0220", completion(2, 2000));
        acknowledge();
        assertThat(answerOf("0220", completion(3, 3000)).code()).isEqualTo("00");
        assertThat(house.atlas.only().de(4)).isEqualTo("000000003000");
        assertThat(house.alarms).isEmpty();
    }

    /** 00 would have its acquirer think that the money is back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRefuseAReversalOfWhatWasCompleted(boolean isRestarted) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        answerOf("0220", completion(2, 4200));
        acknowledge();
        if (isRestarted) {
            house.crashAndRestart();
        }
        assertThat(answerOf("0400", reversalOf(purchase(ATLAS_PAN, 1), 3)).code())
                .isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.COMPLETED_BEFORE);
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldRefuseAReversalThatWasBeingPreparedWhenTheCompletionCame() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 3));
        house.receive(house.shop, "0220", completion(2, 4200));
        house.settle();
        assertThat(house.shop.sent)
                .extracting(sent -> sent.mtiText() + " " + sent.code())
                .containsExactlyInAnyOrder("0410 25", "0230 00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0220");
    }

    /** The issuer holds the authorized amount: it must hear of the completion, or it would hold it for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellTheIssuerOfACompletionThatIsReversedBeforeItHasLeft(boolean isRestarted) {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.closed(house.atlas);
        answerOf("0220", completion(2, 4200));
        Map<Integer, String> reversal = reversalOf(completion(2, 4200), 3);
        reversal.compute(90, (de, data) -> "0220" + data.substring(4));
        if (isRestarted) {
            house.journal.crash();
            house.lead();
            house.shop = house.reconnected(house.shop);
            house.settle();
        }
        assertThat(answerOf("0420", reversal).code()).isEqualTo("00");
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo("0220");
        house.receive(house.atlas, "0230", answerTo(told, "00"));
        house.settle();
        FakeLink.Sent takenBack = house.atlas.only();
        assertThat(takenBack.mtiText()).isEqualTo("0420");
        assertThat(takenBack.de(90)).startsWith("0220" + told.de(11) + told.de(7));
    }

    @Test
    void shouldCompleteWhatRemainsAfterAPartialReversal() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> partial = reversalOf(purchase(ATLAS_PAN, 1), 3);
        partial.put(95, "000000003000000000000000C00000000C00000000");
        answerOf("0420", partial);
        answerOf("0220", completion(2, 3000));
        assertThat(nets()).containsExactly("PARTIAL 3000", "COMPLETED 3000");
    }

    @Test
    void shouldNotCompleteWhatWasDeclinedOrReversed() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "51"));
        house.shop.sent.clear();
        assertThat(answerOf("0220", completion(2, 4200)).code()).isEqualTo("00");
        assertThat(nets()).isEmpty();
    }

    /** It tells of an authorization, it takes no money. */
    @Test
    void shouldNotBeCompletedByAnAuthorizationsAdvice() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.pass(Duration.ofSeconds(1));
        assertThat(answerOf("0120", completion(2, 4200)).code()).isEqualTo("00");
        assertThat(nets()).isEmpty();
    }

    private static Map<Integer, String> completion(int stan, long amount) {
        Map<Integer, String> completion = AdviceFlowTest.completionOf(purchase(ATLAS_PAN, 1), stan);
        completion.put(4, String.format("%012d", amount));
        return completion;
    }

    private FakeLink.Sent answerOf(String mti, Map<Integer, String> message) {
        house.receive(house.shop, mti, message);
        house.settle();
        return house.shop.only();
    }

    private void acknowledge() {
        for (FakeLink.Sent told : List.copyOf(house.atlas.sent)) {
            house.receive(house.atlas, Mti.toString(Mti.answer(told.mti())), answerTo(told, "00"));
        }
        house.atlas.sent.clear();
        house.settle();
    }

    private List<String> nets() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.NET)
                .map(record -> NetState.ofWireId(record.state) + " " + record.amountMinor)
                .toList();
    }
}
