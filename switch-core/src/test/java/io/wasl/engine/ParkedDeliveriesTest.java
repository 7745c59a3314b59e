package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.LimitsConfig;
import io.wasl.engine.DeskAnswer.Refusal;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.TransactionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What its issuer refused waits for an operator, across restarts, and does what that one says. */
class ParkedDeliveriesTest {

    private static final String NOTE = "amina";

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldStillKnowWhatIsParkedAndWhy(boolean isRestarted) {
        FakeLink.Sent told = parkAdvice(1);
        restart(isRestarted);
        DeliveryView view = only(list());
        assertThat(view.standing()).isEqualTo(DeliveryStanding.PARKED);
        assertThat(view.issuer()).isEqualTo("atlas");
        assertThat(ResponseCode.toString(view.code())).isEqualTo("05");
        assertThat(view.parkedAtMs()).isEqualTo(isRestarted ? 0 : house.clock.epochMillis());
        assertThat(view.copies()).isEqualTo(1);
        assertThat(view.isAdvice()).isTrue();
        assertThat(told.mtiText()).isEqualTo("0120");
        assertThat(house.count(EngineCounter.PARKED)).isEqualTo(1);
        assertThat(house.count(EngineCounter.OWED)).isZero();
        house.pass(Duration.ofHours(1));
        house.settle();
        assertThat(house.atlas.sent).as("nobody sends it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnAsARepeatUnderItsIdentityWhenAnOperatorRetries(boolean isRestarted) {
        FakeLink.Sent first = parkAdvice(1);
        restart(isRestarted);
        DeskAnswer answer = retry(only(list()).id());
        assertThat(answer.refusal()).isEqualTo(Refusal.NONE);
        assertThat(answer.done()).isEqualTo(1);
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo("0121");
        assertThat(new TreeMap<>(again.elements())).isEqualTo(new TreeMap<>(first.elements()));
        house.receive(house.atlas, "0130", answerTo(again, "00"));
        house.settle();
        assertThat(list().deliveries()).isEmpty();
        assertThat(house.count(EngineCounter.PARKED) + house.count(EngineCounter.OWED))
                .isZero();
        house.crashAndRestart();
        assertThat(list().deliveries()).isEmpty();
    }

    @Test
    void shouldBeOwedAgainAfterACrashBehindTheRetry() {
        parkAdvice(1);
        house.closed(house.atlas);
        retry(only(list()).id());
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0121");
        assertThat(house.count(EngineCounter.PARKED)).isZero();
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
    }

    /** Nothing of the wish is in the log: it was never granted, and nobody was told that it was. */
    @Test
    void shouldStillBeParkedAfterACrashBeforeTheRetryWasDurable() {
        parkAdvice(1);
        house.closed(house.atlas);
        List<DeskAnswer> told = new ArrayList<>();
        house.engine.desk().retry(byId(only(list()).id()), NOTE, told::add);
        house.engine.onTurnEnd(house.clock.nanoTime());
        assertThat(house.recordTypes()).endsWith(RecordType.REOPENED);
        assertThat(told).as("not before it is durable").isEmpty();
        house.crashAndRestart();
        house.settle();
        assertThat(only(list()).standing()).isEqualTo(DeliveryStanding.PARKED);
        assertThat(house.atlas.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldForgetWhatAnOperatorDrops(boolean isRestarted) {
        parkAdvice(1);
        restart(isRestarted);
        DeliveryView view = only(list());
        DeskAnswer answer = drop(view.original());
        assertThat(answer.done()).as("found by its transaction's id too").isEqualTo(1);
        assertThat(house.count(EngineCounter.PARKED)).isZero();
        JournalRecord record = house.journal.records.get(house.journal.records.size() - 1);
        assertThat(record.type).isEqualTo(RecordType.DELIVERY_ENDED);
        assertThat(record.state).isEqualTo(DeliveryEnd.DROPPED.wireId());
        assertThat(record.member).isEqualTo("atlas");
        assertThat(record.open.text(JournalRecord.NOTE)).isEqualTo(NOTE + ": settled");
        house.crashAndRestart();
        house.settle();
        assertThat(list().deliveries()).isEmpty();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OWED)).isZero();
    }

    @Test
    void shouldRefuseWhatIsNotKnownOrNotParkedAndChangeNothing() {
        assertThat(retry(new TransactionId(1, 99)).refusal()).isEqualTo(Refusal.UNKNOWN);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        int records = house.journal.records.size();
        TransactionId sent = only(list()).id();
        assertThat(only(list()).standing()).isEqualTo(DeliveryStanding.SENT);
        assertThat(retry(sent).refusal()).isEqualTo(Refusal.NOT_PARKED);
        assertThat(drop(sent).refusal()).isEqualTo(Refusal.NOT_PARKED);
        assertThat(house.journal.records).hasSize(records);
        assertThat(house.count(EngineCounter.OWED)).isEqualTo(1);
    }

    @Test
    void shouldSayWhenTheLogTakesNothing() {
        parkAdvice(1);
        TransactionId id = only(list()).id();
        house.journal.room = Journal.Room.FULL;
        assertThat(retry(id).refusal()).isEqualTo(Refusal.LOG_FULL);
        assertThat(drop(id).refusal()).isEqualTo(Refusal.LOG_FULL);
        house.journal.room = Journal.Room.RESERVE;
        assertThat(retry(id).done()).isEqualTo(1);
    }

    /** Its late answer cannot be recorded: it waits its turn all the same. */
    @Test
    void shouldNotOvertakeWhatItWaitsForWhenTheLogTakesNothing() {
        FakeLink.Sent parked = parkAdvice(1);
        Map<Integer, String> naming = AdviceFlowTest.completionOf(purchase(ATLAS_PAN, 1), 2);
        naming.put(90, "0120" + naming.getOrDefault(90, "").substring(4));
        house.receive(house.shop, "0220", naming);
        house.settle();
        FakeLink.Sent first = house.atlas.only();
        assertThat(first.mtiText()).isEqualTo("0220");
        retry(list().deliveries().get(0).id());
        house.journal.room = Journal.Room.FULL;
        house.receive(house.atlas, "0130", answerTo(parked, "00"));
        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofSeconds(10));
        house.settle();
        assertThat(house.atlas.sent).as("the other one is with its issuer").isEmpty();
        house.receive(house.atlas, "0230", answerTo(first, "00"));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0121");
    }

    /** A reversal whose advice its issuer does not have would take back nothing, or something else. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotSendAReversalBeforeTheAdviceThatIsParkedWithIt(boolean isRestarted) {
        FakeLink.Sent told = parkAdviceWithReversal();
        restart(isRestarted);
        List<DeliveryView> parked = list().deliveries();
        assertThat(parked).extracting(DeliveryView::isAdvice).containsExactly(true, false);
        assertThat(parked.get(0).behind()).isEmpty();
        assertThat(parked.get(1).behind()).contains(parked.get(0).id());
        assertThat(retry(parked.get(1).id()).refusal()).isEqualTo(Refusal.BEHIND_PARKED_ADVICE);
        assertThat(retry(parked.get(1).original()).refusal()).isEqualTo(Refusal.SEVERAL);

        DeskAnswer both = retryAll("atlas");
        assertThat(both.done()).isEqualTo(2);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.mtiText()).isEqualTo("0121");
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).startsWith("0120" + told.de(11) + told.de(7));
        house.receive(house.atlas, "0430", answerTo(reversal, "00"));
        house.settle();
        assertThat(list().deliveries()).isEmpty();
    }

    /** Refused once more, the advice takes its reversal with it again. */
    @Test
    void shouldParkBothAgainWhenTheIssuerRefusesAgain() {
        parkAdviceWithReversal();
        retryAll("atlas");
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), "05"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.PARKED)).isEqualTo(2);
        house.crashAndRestart();
        assertThat(list().deliveries()).hasSize(2);
    }

    @Test
    void shouldLetAReversalGoWhoseAdviceWasDropped() {
        parkAdviceWithReversal();
        List<DeliveryView> parked = list().deliveries();
        drop(parked.get(0).id());
        assertThat(retry(parked.get(1).id()).done()).isEqualTo(1);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldRetryAllOfOneIssuerFromTheOldest() {
        List<String> told = new ArrayList<>();
        for (int stan = 1; stan <= 3; stan++) {
            told.add(parkAdvice(stan).de(11));
        }
        assertThat(retryAll("rif").matching()).isZero();
        assertThat(retryAll("atlas").done()).isEqualTo(3);
        house.settle();
        assertThat(house.atlas.sent).extracting(sent -> sent.de(11)).isEqualTo(told);
    }

    @Test
    void shouldParkWhatIsOwedToAnIssuerThatIsNotConfiguredAndNotRetryIt() {
        house.closed(house.atlas);
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.journal.records.stream()
                .filter(record -> record.type == RecordType.OWED)
                .forEach(record -> record.member = "gone");
        house.crashAndRestart();
        house.settle();
        DeliveryView view = only(list());
        assertThat(view.isConfigured()).isFalse();
        assertThat(retry(view.id()).refusal()).isEqualTo(Refusal.NOT_CONFIGURED);
        assertThat(house.engine.backlogs())
                .filteredOn(backlog -> backlog.issuer().equals("gone"))
                .singleElement()
                .extracting(IssuerBacklog::parked)
                .isEqualTo(1);
        assertThat(drop(view.id()).done()).isEqualTo(1);
    }

    /** Parked ones hold their places: new business stops before what it may owe has none. */
    @Test
    void shouldCountParkedOnesTowardsTheCapacity() {
        LimitsConfig few = house.limits;
        house.limits = new LimitsConfig(
                few.inFlightCapacity(),
                few.slotBytes(),
                few.outboxBytes(),
                2,
                few.linkWriteBytes(),
                few.maxFrameBytes(),
                few.connectionsPerAcquirer(),
                100_000,
                100_000,
                few.startGrace(),
                few.drainTimeout());
        house.crashAndRestart();
        parkAdvice(1);
        parkAdvice(2);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 3));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("96");
        drop(list().deliveries().get(0).id());
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 4));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0100");
    }

    @Test
    void shouldLeaveAParkedOneToItsOperatorWhateverItsIssuerSaysLater() {
        FakeLink.Sent told = parkAdvice(1);
        house.receive(house.atlas, "0130", answerTo(told, "00"));
        assertThat(only(list()).standing()).isEqualTo(DeliveryStanding.PARKED);
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isEqualTo(1);
    }

    /** What the issuer has approved in the meantime it must find: its 25 ends nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKnowOfALateApprovalWhenAnOperatorRetries(boolean isRestarted) {
        FakeLink.Sent request = parkReversal();
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        assertThat(house.alarms).as("once").containsExactly(Alarm.LATE_APPROVAL);
        assertThat(house.atlas.sent).isEmpty();
        restart(isRestarted);
        retry(only(list()).id());
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        house.settle();
        assertThat(only(list()).standing()).isEqualTo(DeliveryStanding.PARKED);
    }

    /** Nothing was known of an approval: the issuer has nothing to give back. */
    @Test
    void shouldEndByItsIssuers25WhereNobodyApproved() {
        parkReversal();
        retry(only(list()).id());
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        assertThat(list().deliveries()).isEmpty();
    }

    @Test
    void shouldTellOfALateApprovalWhoseReversalWasDropped() {
        FakeLink.Sent request = parkReversal();
        drop(only(list()).id());
        house.alarms.clear();
        house.receive(house.atlas, "0110", answerTo(request, "00"));
        house.settle();
        assertThat(house.alarms).containsExactly(Alarm.LATE_APPROVAL);
        assertThat(house.atlas.sent).as("settled by hand").isEmpty();
    }

    private FakeLink.Sent parkReversal() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent request = house.atlas.only();
        house.delivered(house.atlas, request);
        house.pass(Duration.ofSeconds(11));
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "05"));
        house.settle();
        house.alarms.clear();
        return request;
    }

    /** What its issuer refused was the taking back of a part, and not the advice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendWhatTakesBackAnAcknowledgedAdvice(boolean isRestarted) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, 1));
        house.settle();
        house.receive(house.atlas, "0130", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0420", adviceReversal(2, "000000003000"));
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "12"));
        house.settle();
        assertThat(house.count(EngineCounter.PARKED)).isEqualTo(1);
        restart(isRestarted);
        house.receive(house.shop, "0420", adviceReversal(3, ""));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.count(EngineCounter.PARKED)).isEqualTo(1);
    }

    /** The issuer never had it, whatever became of the reversals before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldParkWhatTakesBackAnAdviceThatWasDropped(boolean isRestarted) {
        parkAdvice(1);
        drop(only(list()).id());
        restart(isRestarted);
        house.receive(house.shop, "0420", adviceReversal(2, "000000003000"));
        house.settle();
        retry(only(list()).id());
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.settle();
        house.receive(house.shop, "0420", adviceReversal(3, ""));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(only(list()).standing()).isEqualTo(DeliveryStanding.PARKED);
    }

    private static Map<Integer, String> adviceReversal(int stan, String remains) {
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), stan);
        reversal.put(90, "0120" + reversal.getOrDefault(90, "").substring(4));
        if (!remains.isEmpty()) {
            reversal.put(95, remains + "000000000000C00000000C00000000");
        }
        return reversal;
    }

    @Test
    void shouldListTheOldestAndCountTheRest() {
        for (int stan = 1; stan <= 5; stan++) {
            parkAdvice(stan);
        }
        List<DeskAnswer> told = new ArrayList<>();
        house.engine.desk().list(new DeliveryQuery(Optional.empty(), Optional.empty(), all()), 2, told::add);
        house.settle();
        DeskAnswer answer = told.get(0);
        assertThat(answer.matching()).isEqualTo(5);
        assertThat(answer.deliveries()).hasSize(2);
        assertThat(answer.deliveries().get(0).id().counter())
                .isLessThan(answer.deliveries().get(1).id().counter());
    }

    @Test
    void shouldRefuseMoreWishesThanItKeeps() {
        List<DeskAnswer> told = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            house.engine.desk().list(new DeliveryQuery(Optional.empty(), Optional.empty(), all()), 2, told::add);
        }
        assertThat(told).hasSize(4).allMatch(answer -> answer.refusal() == Refusal.BUSY);
        for (int i = 0; i < 16; i++) {
            house.engine.onTurnEnd(house.clock.nanoTime());
        }
        assertThat(told).hasSize(20);
    }

    // --- what operators and members do -------------------------------------------------------------------------------

    /** An advice that atlas refuses; what it was sent. */
    private FakeLink.Sent parkAdvice(int stan) {
        house.receive(house.shop, "0120", purchase(ATLAS_PAN, stan));
        house.settle();
        house.shop.sent.clear();
        FakeLink.Sent told = house.atlas.only();
        house.receive(house.atlas, "0130", answerTo(told, "05"));
        house.settle();
        return told;
    }

    private FakeLink.Sent parkAdviceWithReversal() {
        Map<Integer, String> advice = purchase(ATLAS_PAN, 1);
        house.receive(house.shop, "0120", advice);
        house.settle();
        Map<Integer, String> reversal = reversalOf(advice, 2);
        reversal.put(90, "0120" + reversal.getOrDefault(90, "").substring(4));
        house.receive(house.shop, "0420", reversal);
        house.settle();
        house.shop.sent.clear();
        FakeLink.Sent told = house.atlas.only();
        house.receive(house.atlas, "0130", answerTo(told, "05"));
        house.settle();
        assertThat(house.count(EngineCounter.PARKED)).isEqualTo(2);
        return told;
    }

    private void restart(boolean isWanted) {
        if (isWanted) {
            house.crashAndRestart();
            house.settle();
        }
    }

    private DeskAnswer list() {
        return ask(then ->
                house.engine.desk().list(new DeliveryQuery(Optional.empty(), Optional.empty(), all()), 100, then));
    }

    private DeskAnswer retry(TransactionId id) {
        return ask(then -> house.engine.desk().retry(byId(id), NOTE, then));
    }

    private DeskAnswer retryAll(String issuer) {
        DeliveryQuery query =
                new DeliveryQuery(Optional.empty(), Optional.of(issuer), EnumSet.of(DeliveryStanding.PARKED));
        return ask(then -> house.engine.desk().retry(query, NOTE, then));
    }

    private DeskAnswer drop(TransactionId id) {
        return ask(then -> house.engine.desk().drop(byId(id), NOTE + ": settled", then));
    }

    private DeskAnswer ask(java.util.function.Consumer<java.util.function.Consumer<DeskAnswer>> question) {
        List<DeskAnswer> told = new ArrayList<>();
        question.accept(told::add);
        house.engine.onTurnEnd(house.clock.nanoTime());
        house.journal.force();
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static DeliveryView only(DeskAnswer answer) {
        assertThat(answer.deliveries()).hasSize(1);
        return answer.deliveries().get(0);
    }

    private static DeliveryQuery byId(TransactionId id) {
        return new DeliveryQuery(Optional.of(id), Optional.empty(), all());
    }

    private static EnumSet<DeliveryStanding> all() {
        return EnumSet.allOf(DeliveryStanding.class);
    }
}
