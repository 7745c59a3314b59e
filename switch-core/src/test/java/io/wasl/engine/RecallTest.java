package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.link.LinkState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages about transactions out of memory, while their look-ups are under way. */
final class RecallTest {

    private EngineHarness house;

    @BeforeEach
    void start(@TempDir Path folder) {
        house = new EngineHarness(folder);
        house.older.isKept = true;
        house.start();
    }

    @Test
    void shouldAskNothingForANewRequest() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 2));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 2), 3));
        assertThat(house.older.asked).isZero();
    }

    @Test
    void shouldSendANewRequestOnAfterALookUpInVain() {
        house.older.isVague = true;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        assertThat(house.engine.inFlight()).isZero();
        house.lookUp();
        house.journal.force();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0100");
        assertThat(house.older.asked).as("what was asked is not asked again").isEqualTo(1);
    }

    @Test
    void shouldExecuteOnceWhenARepeatComesWhileTheFirstIsLookedUp() {
        house.older.isVague = true;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        FakeLink second = house.reconnected(house.shop);
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        house.lookUp();
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.journal.force();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(second.only().code()).isEqualTo("00");
    }

    @Test
    void shouldRefuseARequestWhoseReversalComesWhileItIsLookedUp() {
        house.older.isVague = true;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.older.isVague = false;
        house.receive(house.mall, "0100", purchase(ATLAS_PAN, 9));
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.lookUp();
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("94", "00");
        assertThat(house.atlas.sent).hasSize(1);
    }

    @Test
    void shouldForgetAMessageWhoseConnectionClosesWhileItIsLookedUp() {
        house.older.isVague = true;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.closed(house.shop);
        house.lookUp();
        house.journal.force();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldReplayFromMemoryWhatALookUpBroughtBack() {
        FakeLink.Sent first = house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.lookUp();
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
        int asked = house.older.asked;
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
        assertThat(house.older.asked).as("it is in memory again").isEqualTo(asked);
        assertThat(house.count(EngineCounter.BROUGHT_BACK)).isEqualTo(1);
    }

    /** One of the two that a reversal may mean is remembered, the other is in the log alone. */
    @Test
    void shouldNotGuessBetweenWhatIsRememberedAndWhatIsForgotten() {
        Map<Integer, String> second = purchase(ATLAS_PAN, 2);
        second.put(37, purchase(ATLAS_PAN, 1).get(37));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 4));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 5));
        house.approve(house.shop, house.atlas, second);
        house.forgetAllBut(3);
        Map<Integer, String> reversal = reversalOf(second, 3);
        reversal.remove(90);
        house.receive(house.shop, "0420", reversal);
        house.lookUp();
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        assertThat(house.alarms).containsExactly(Alarm.AMBIGUOUS_ORIGINAL);
        assertThat(house.atlas.sent).isEmpty();
    }

    /** Nothing else has its RRN, as far as key files reach. */
    @Test
    void shouldReverseByRrnWhatAloneHasItWhereTheKeyFilesLag() {
        house.older.reach = house.journal.position();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 4));
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 2));
        house.forgetAllBut(2);
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 2), 3);
        reversal.remove(90);
        house.receive(house.shop, "0420", reversal);
        house.lookUp();
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    /** What has the RRN, terminal, card and amount of the second completion is the first one; the authorization is in the log. */
    @Test
    void shouldFindTheAuthorizationOfACompletionThatIsRemembered() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        complete(2);
        house.forgetAllBut(1);
        complete(3);
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactly("00", "94");
        assertThat(house.atlas.sent).hasSize(1);
    }

    /** The issuer would be told zeros for a number that it knows, and the authorization would stand beside what completes it. */
    @Test
    void shouldNotTakeForUnknownWhatAnAdviceNamesWhereTheKeyFilesDoNotReach() {
        house.older.reach = house.journal.position();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        Map<Integer, String> completion = AdviceFlowTest.completionOf(purchase(ATLAS_PAN, 1), 2);
        house.receive(house.shop, "0220", completion);
        house.lookUp();
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.shop.closedBecause).contains("cannot be looked up");
        assertThat(house.atlas.sent).isEmpty();

        house.older.reach = Long.MAX_VALUE;
        house.shop = house.reconnected(house.shop);
        house.receive(house.shop, "0221", completion);
        house.lookUp();
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().de(90)).doesNotStartWith("0100" + "000000");
        assertThat(house.count(EngineCounter.COMPLETIONS)).isEqualTo(1);
    }

    @Test
    void shouldNotRefuseAnAdviceForAnOriginalThatTheKeyFilesDoNotReach() {
        house.acquirerProfile = AdviceFlowTest.requiringOriginals();
        house.crashAndRestart();
        house.older.reach = house.journal.position();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        complete(2);
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.shop.closedBecause).contains("cannot be looked up");
        house.older.reach = Long.MAX_VALUE;
        house.shop = house.reconnected(house.shop);
        complete(2);
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    /** Zeros name nothing, and what names nothing may be as new as any request. */
    @Test
    void shouldTakeAnAdviceThatNamesNothingWhereTheKeyFilesDoNotReach() {
        house.older.reach = house.journal.position();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        complete(2);
        Map<Integer, String> zeros = purchase(ATLAS_PAN, 3);
        zeros.put(90, "0".repeat(42));
        house.receive(house.shop, "0220", zeros);
        house.lookUp();
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactly("00", "00");
    }

    private void complete(int stan) {
        Map<Integer, String> completion = AdviceFlowTest.completionOf(purchase(ATLAS_PAN, 1), stan);
        completion.remove(90);
        house.receive(house.shop, "0220", completion);
        house.lookUp();
        house.settle();
    }

    @Test
    void shouldCloseTheConnectionOfARepeatThatCannotBeLookedUp() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        house.older.isBroken = true;
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.lookUp();
        assertThat(house.shop.closedBecause).contains("cannot be looked up");
        assertThat(house.atlas.sent).isEmpty();
        house.older.isBroken = false;
        house.older.capacity = 0;
        FakeLink again = house.reconnected(house.shop);
        house.receive(again, "0101", purchase(ATLAS_PAN, 1));
        assertThat(again.closedBecause).contains("cannot be looked up");
        assertThat(again.sent).isEmpty();
    }

    @Test
    void shouldTellNothingOfWhatTheKeyFilesDoNotReach() {
        house.older.reach = house.journal.position();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.lookUp();
        assertThat(house.shop.closedBecause).contains("cannot be looked up");
        FakeLink repeating = house.reconnected(house.shop);
        house.receive(repeating, "0101", purchase(ATLAS_PAN, 1));
        assertThat(repeating.closedBecause).contains("cannot be looked up");
        FakeLink fresh = house.reconnected(house.shop);
        house.receive(fresh, "0100", purchase(ATLAS_PAN, 7));
        house.journal.force();
        assertThat(house.atlas.only().mtiText()).as("new business goes on").isEqualTo("0100");
    }

    @Test
    void shouldNotReplayAnApprovalWhoseReversalTheKeyFilesDoNotReach() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.older.reach = house.journal.position();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.atlas.sent.clear();
        house.forget();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.lookUp();
        house.settle();
        assertThat(house.shop.sent).as("never the approval again").isEmpty();
        assertThat(house.shop.closedBecause).contains("cannot be looked up");

        house.older.reach = Long.MAX_VALUE;
        FakeLink again = house.reconnected(house.shop);
        house.receive(again, "0101", purchase(ATLAS_PAN, 1));
        house.lookUp();
        house.settle();
        assertThat(again.only().code()).isEqualTo("91");
    }

    @Test
    void shouldNotTrustKeyFilesThatAStartHasNotReached() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        long approved = house.journal.position();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.crashAndRestart();
        house.forget();
        house.older.reach = approved;
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.lookUp();
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.shop.closedBecause).contains("cannot be looked up");
    }

    @Test
    void shouldReverseWhatAnIssuerApprovesLongAfterItsTimeOut() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.pass(Duration.ofSeconds(13));
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        house.settle();
        house.forget();
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.lookUp();
        house.settle();
        assertThat(house.alarms).contains(Alarm.LATE_APPROVAL);
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isZero();
    }

    @Test
    void shouldCountAnAnswerOfAnUnknownLegOnce() {
        house.older.isVague = true;
        house.receive(house.atlas, "0110", purchase(ATLAS_PAN, 77));
        house.lookUp();
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isEqualTo(1);
        assertThat(house.atlas.state).isNotEqualTo(LinkState.CLOSED);
    }

    @Test
    void shouldBeginAnewAfterACrashWhileALookUpWasUnderWay() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.forget();
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.crashAndRestart();
        house.forget();
        house.receive(house.shop, "0421", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.lookUp();
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }
}
