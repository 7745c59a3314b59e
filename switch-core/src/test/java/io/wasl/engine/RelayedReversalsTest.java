package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static io.wasl.engine.RelayHouse.full;
import static io.wasl.engine.RelayHouse.partial;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.IssuerProfile;
import io.wasl.iso.Reason;
import io.wasl.journal.RecordType;
import io.wasl.link.SendOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 0400 that its issuer is asked for, and what of it Wasl takes over. */
class RelayedReversalsTest {

    @TempDir
    Path folder;

    private RelayHouse relay;
    private EngineHarness house;

    @BeforeEach
    void start() {
        relay = new RelayHouse(folder).started();
        house = relay.house;
    }

    // --- the issuer decides ------------------------------------------------------------------------------------------

    @Test
    void shouldAskTheIssuerAndPassItsAnswerBack() {
        FakeLink.Sent asked = relay.ask(full(2));
        assertThat(asked.mtiText()).isEqualTo("0400");
        assertThat(asked.de(4)).isEqualTo("000000005000");
        assertThat(asked.de(37)).isEqualTo(purchase(ATLAS_PAN, 1).get(37));
        assertThat(asked.de(11)).isNotEqualTo("000002");
        assertThat(asked.de(90)).startsWith("0100").doesNotStartWith("0100000001");
        assertThat(house.shop.sent).as("not before its issuer has answered").isEmpty();

        Map<Integer, String> answer = answerTo(asked, "00");
        answer.put(44, "gone");
        house.receive(house.atlas, "0410", answer);
        assertThat(house.shop.sent).as("not before it is durable").isEmpty();
        house.settle();

        FakeLink.Sent told = house.shop.only();
        assertThat(told.mtiText()).isEqualTo("0410");
        assertThat(told.code()).isEqualTo("00");
        assertThat(told.de(44)).isEqualTo("gone");
        for (int de : List.of(4, 7, 11, 37, 41, 90)) {
            assertThat(told.de(de)).as("DE %d", de).isEqualTo(full(2).get(de));
        }
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.owed()).isEmpty();
        assertThat(house.engine.inFlight()).isZero();
        assertThat(house.count(EngineCounter.REVERSALS_RELAYED)).isEqualTo(1);
    }

    /** Asked nothing before R1 and R2 are durable, told nothing before R3 is. */
    @Test
    void shouldSendNothingBeforeItIsDurable() {
        relay.record("0400", full(2));
        assertThat(house.recordTypes()).endsWith(RecordType.ACCEPTED, RecordType.INTENT);
        assertThat(house.atlas.sent).isEmpty();
        house.journal.force();
        FakeLink.Sent asked = house.atlas.only();
        house.delivered(house.atlas, asked);

        house.receive(house.atlas, "0410", answerTo(asked, "12"));
        assertThat(house.shop.sent).as("a refusal neither").isEmpty();
        house.journal.force();
        assertThat(house.shop.only().code()).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "12", "57", "40"})
    void shouldPassARefusalBackAndMoveNothing(String code) {
        FakeLink.Sent asked = relay.ask(full(2));
        relay.answer(asked, code);
        assertThat(house.shop.only().code()).isEqualTo(code);
        assertThat(relay.nets()).isEmpty();
        assertThat(relay.owed()).isEmpty();
        assertThat(house.count(EngineCounter.RELAYS_REFUSED)).isEqualTo(1);

        // It stands: its approval is given again, and it can be reversed once more.
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        relay.answer(relay.ask(full(3)), "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.nets()).containsExactly("REVERSED 0");
    }

    @Test
    void shouldNeverGiveTheApprovalAgainAfterwards() {
        relay.answer(relay.ask(full(2)), "00");
        house.shop.sent.clear();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");

        house.receive(house.shop, "0420", full(3));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).as("nothing is left to give back").isEmpty();
    }

    @Test
    void shouldAskForAPartAndThenForTheRest() {
        FakeLink.Sent asked = relay.ask(partial(2, 2000));
        assertThat(asked.de(4)).isEqualTo("000000005000");
        assertThat(asked.de(95)).isEqualTo("000000002000000000000000C00000000C00000000");
        relay.answer(asked, "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).as("its approval stays").isEqualTo("00");

        relay.answer(relay.ask(full(3)), "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.nets()).containsExactly("PARTIAL 2000", "REVERSED 0");
    }

    /** As ever: an advice is told, what is not known is not asked, what is back needs nobody. */
    @Test
    void shouldTakeOverWhatIsNotForTheIssuerToDecide() {
        house.receive(house.shop, "0420", partial(2, 4000));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");

        // Its issuer has not heard of that yet, and must not be overtaken.
        house.receive(house.shop, "0400", full(3));
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 8), 9));
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("00", "25");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.REVERSALS_RELAYED)).isZero();
    }

    @Test
    void shouldTakeOverAtOnceWhenTheLinkIsDown() {
        house.closed(house.atlas);
        house.receive(house.shop, "0400", full(2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.owed()).hasSize(1).allMatch(owed -> owed.state == 0);
    }

    @Test
    void shouldTakeOverAnOriginalInFlight() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 5));
        house.settle();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 5), 6));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    // --- Wasl takes over ---------------------------------------------------------------------------------------------

    /** 94 does not tell which reversal it has had, a code that nobody knows nothing at all. */
    @ParameterizedTest
    @ValueSource(strings = {"91", "96", "09", "19", "94", "70", "08"})
    void shouldTakeOverWhatTheAnswerDoesNotDecide(String code) {
        FakeLink.Sent asked = relay.ask(full(2));
        relay.answer(asked, code);
        relay.assertTakenOver(asked, Reason.BAD_ISSUER_ANSWER);
    }

    @Test
    void shouldTakeOverWhenTheLegsTimeIsUp() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.pass(Duration.ofMillis(9_990));
        assertThat(house.shop.sent).isEmpty();
        house.pass(Duration.ofMillis(50));
        house.settle();
        relay.assertTakenOver(asked, Reason.ISSUER_TIMEOUT);
    }

    @Test
    void shouldTakeOverWhenTheLinkIsLost() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.closed(house.atlas);
        house.atlas = house.reconnected(house.atlas);
        house.engine.onUsable(house.atlas);
        house.settle();
        relay.assertTakenOver(asked, Reason.ISSUER_TIMEOUT);
    }

    @Test
    void shouldWaitForAnyLinkWhereAnswersMayComeOnAnother() {
        anew(house -> house.issuerProfile = issuer(IssuerProfile.Answers.GROUP, IssuerProfile.Mismatch.AT_DEADLINE));
        FakeLink.Sent asked = relay.ask(full(2));
        house.closed(house.atlas);
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        house.atlas = house.reconnected(house.atlas);
        house.engine.onUsable(house.atlas);
        relay.answer(asked, "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.owed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 000000004999", "49, 978", "2, 4000009999999999"})
    void shouldTakeOverWhatAnAnswerOfOtherContentsLeavesOpen(int de, String wrong) {
        FakeLink.Sent asked = relay.ask(full(2));
        Map<Integer, String> answer = answerTo(asked, "00");
        answer.put(de, wrong);
        house.receive(house.atlas, "0410", answer);
        house.settle();
        assertThat(house.shop.sent).as("it is no answer").isEmpty();
        house.pass(Duration.ofSeconds(11));
        house.settle();
        relay.assertTakenOver(asked, Reason.BAD_ISSUER_ANSWER);
        assertThat(house.alarms).contains(Alarm.MISMATCHED_ANSWER);
    }

    @Test
    void shouldTakeOverAMismatchAtOnceByProfile() {
        anew(house -> house.issuerProfile = issuer(IssuerProfile.Answers.SAME, IssuerProfile.Mismatch.AT_ONCE));
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.atlas, "0430", answerTo(asked, "00"));
        house.settle();
        relay.assertTakenOver(asked, Reason.BAD_ISSUER_ANSWER);
    }

    /** No byte reached the issuer: it has not heard of it, and its 25 to the 0420 is somebody's affair. */
    @Test
    void shouldTakeOverWhatWasNotSent() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.sent(house.atlas, asked, SendOutcome.NOT_SENT);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.reason()).isEqualTo(Reason.NOT_SENT);
        relay.acknowledge("25");
        assertThat(relay.ends()).containsExactly("PARKED");
    }

    @Test
    void shouldNotAskLateOnALinkThatIsGoneOrBehindItsTime() {
        relay.record("0400", full(2));
        house.atlas.takesFrames = false;
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.atlas.takesFrames = true;

        house.approve(house.shop, house.rif, purchase(EngineHarness.RIF_PAN, 5));
        relay.record("0400", reversalOf(purchase(EngineHarness.RIF_PAN, 5), 6));
        house.clock.advance(Duration.ofSeconds(12));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.rif.only().mtiText()).as("only told").isEqualTo("0420");
        assertThat(relay.owed()).allMatch(owed -> owed.state == 0);
    }

    @Test
    void shouldTakeOverInPart() {
        FakeLink.Sent asked = relay.ask(partial(2, 2000));
        relay.answer(asked, "96");
        assertThat(house.shop.only().code()).isEqualTo("00");
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo("0420");
        assertThat(told.de(95)).startsWith("000000002000");
        assertThat(relay.nets()).containsExactly("PARTIAL 2000");
    }

    @Test
    void shouldCountALateAnswerOnly() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.pass(Duration.ofSeconds(11));
        house.settle();
        relay.assertTakenOver(asked, Reason.ISSUER_TIMEOUT);
        int before = house.journal.records.size();
        relay.answer(asked, "00");
        relay.answer(asked, "25");
        assertThat(house.count(EngineCounter.RELAYS_LATE)).isEqualTo(2);
        assertThat(house.journal.records).hasSize(before);
        assertThat(house.shop.sent).isEmpty();
    }

    /** A second 0110 comes when 25 has said that the 0400 gave it back: nothing is owed anew. */
    @Test
    void shouldNotOweAgainForASecondApproval() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 5));
        house.settle();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        house.delivered(house.shop, house.shop.only());
        relay.answer(relay.ask(reversalOf(purchase(ATLAS_PAN, 5), 6)), "91");
        house.shop.sent.clear();
        relay.acknowledge("25");
        assertThat(relay.ends()).containsExactly("ACKED");
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(relay.owed()).hasSize(1);
    }

    @Test
    void shouldTakeOverWhatComesWhileTheNodeStops() {
        house.engine.drain();
        house.receive(house.shop, "0400", full(2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.owed()).hasSize(1);
    }

    /** The node waits for what it has asked for. */
    @Test
    void shouldStayInFlightWhileTheNodeStops() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.engine.drain();
        assertThat(house.engine.inFlight()).isEqualTo(1);
        relay.answer(asked, "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.engine.inFlight()).isZero();
    }

    // -----------------------------------------------------------------------------------------------------------------

    private void anew(Consumer<EngineHarness> otherwise) {
        house = new EngineHarness(folder);
        otherwise.accept(house);
        relay = new RelayHouse(house).started();
    }

    private IssuerProfile issuer(IssuerProfile.Answers answers, IssuerProfile.Mismatch mismatch) {
        IssuerProfile usual = house.issuerProfile;
        return new IssuerProfile(
                usual.stan(),
                answers,
                usual.reversalStan(),
                usual.reversalAmount(),
                mismatch,
                usual.partial(),
                usual.match());
    }
}
