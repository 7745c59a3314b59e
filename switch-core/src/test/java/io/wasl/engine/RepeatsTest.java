package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.link.SendOutcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatsTest {

    private static final String ANOTHER_ATLAS_PAN = "4000007654321097";

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldAttachARepeatInFlightAndAnswerEachOnItsOwnConnection() {
        FakeLink second = house.reconnected(house.shop);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();

        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(second.only().code()).isEqualTo("00");
    }

    @Test
    void shouldSettleByOneDeliveredCopy() {
        FakeLink second = house.reconnected(house.shop);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.closed(house.shop);
        house.journal.force();
        house.delivered(second, second.only());
        house.settle();
        assertThat(house.atlas.sent).as("nothing to reverse").isEmpty();
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldCloseTheConnectionOfTheSeventeenthRepeat() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        for (int i = 0; i < 16; i++) {
            house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        }
        FakeLink second = house.reconnected(house.shop);
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        assertThat(second.closedBecause).contains("16");
        assertThat(house.shop.closedBecause).isEmpty();
    }

    @Test
    void shouldReplayTheStoredAnswerByteForByteWithOrWithoutTheRepeatDigit() {
        FakeLink.Sent first = house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();

        assertThat(house.shop.sent).hasSize(2);
        assertThat(house.shop.sent.get(0).body()).isEqualTo(first.body());
        assertThat(house.shop.sent.get(1).body()).isEqualTo(first.body());
        assertThat(house.atlas.sent).as("never a second execution").isEmpty();
    }

    @Test
    void shouldReplayDeclinesToo() {
        house.receive(house.shop, "0100", purchase("6011001234567893", 1));
        FakeLink.Sent first = house.shop.only();
        house.settle();
        house.receive(house.shop, "0101", purchase("6011001234567893", 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
    }

    @Test
    void shouldAnswer94ToTheSameKeyWithAnotherAmount() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> other = purchase(ATLAS_PAN, 1);
        other.put(4, "000000009999");
        house.receive(house.shop, "0100", other);
        assertThat(house.shop.only().code()).isEqualTo("94");
        assertThat(house.alarms).containsExactly(Alarm.DUPLICATE_MISMATCH);
    }

    @Test
    void shouldAnswer94ToRepeatsByProfile() {
        house.acquirerProfile = new AcquirerProfile(
                AcquirerProfile.UnknownBin.CODE_15,
                AcquirerProfile.Duplicate.CODE_94,
                AcquirerProfile.UnknownOriginal.CODE_00,
                AcquirerProfile.AdviceOriginal.OPTIONAL,
                house.acquirerProfile.completions(),
                house.acquirerProfile.partial(),
                house.acquirerProfile.reversal(),
                house.acquirerProfile.echo(),
                house.acquirerProfile.duplicateKey());
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.only().code()).isEqualTo("94");
    }

    @Test
    void shouldTellAcquirersApart() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.mall, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        assertThat(house.atlas.sent).as("another acquirer's request is new").hasSize(1);
    }

    /** It says something else under its number: nobody is told that it is done when it is not. */
    @Test
    void shouldTakeNoReversalOfAnotherAmountForARepeat() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0420", leaving("000000003000"));
        house.settle();
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "00"));
        house.receive(house.shop, "0421", leaving("000000001000"));
        house.settle();
        assertThat(house.atlas.only().de(95)).startsWith("000000001000");
        Map<Integer, String> again = leaving("000000001000");
        again.put(7, "1122031530");
        house.receive(house.shop, "0421", again);
        house.settle();
        assertThat(house.atlas.sent).as("stamped anew").isEmpty();
        assertThat(house.alarms).isEmpty();
    }

    private static Map<Integer, String> leaving(String remains) {
        Map<Integer, String> reversal = reversalOf(purchase(ATLAS_PAN, 1), 2);
        reversal.put(95, remains + "000000000000C00000000C00000000");
        return reversal;
    }

    /** Hosts that number by terminal use one STAN and time for several. */
    @Test
    void shouldDeclineAfterItsReversalThatCardsTransactionOnly() {
        house.receive(house.shop, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        house.shop.sent.clear();
        Map<Integer, String> others = purchase(ANOTHER_ATLAS_PAN, 1);
        others.put(37, "632603999999");
        others.put(41, "TERM0002");
        house.receive(house.shop, "0100", others);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0100");
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldFindARepeatWhoseHostStampsDe7Anew() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        Map<Integer, String> again = purchase(ATLAS_PAN, 1);
        again.put(7, "1122031530");
        house.receive(house.shop, "0101", again);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();

        Map<Integer, String> other = purchase(ATLAS_PAN, 2);
        other.put(37, purchase(ATLAS_PAN, 1).get(37));
        house.receive(house.shop, "0101", other);
        house.settle();
        assertThat(house.atlas.sent).as("another STAN is another transaction").hasSize(1);
    }

    @Test
    void shouldCloseTheConnectionOfARepeatThatCannotBeLookedUp() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.journal.readCapacity = 0;
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        assertThat(house.shop.closedBecause).isNotEmpty();
        assertThat(house.shop.sent).isEmpty();
    }

    @Test
    void shouldReplayAfterARestart() {
        FakeLink.Sent first = house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.crashAndRestart();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldReplayWhatWasStoredUnderAnOlderTokenKey() {
        FakeLink.Sent first = house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.rotateTokenKey();
        house.crashAndRestart();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first.body());
        house.receive(house.shop, "0100", purchase(EngineHarness.RIF_PAN, 1));
        assertThat(house.shop.only().code())
                .as("another PAN under the same key")
                .isEqualTo("94");
    }

    /** The other node may have reversed it by now; what needs no record is not its to say any more either. */
    @Test
    void shouldAnswerNothingOnceAnotherNodeLeads() {
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.shop.sent.clear();
        house.journal.isDeposed = true;

        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0100", purchase("9999999999999995", 2));
        house.settle();

        assertThat(house.shop.sent).isEmpty();
    }

    @Test
    void shouldForgetTheOldestWhenTheWindowIsFull() {
        house.memoryWindow = 70;
        house.start();
        for (int i = 1; i <= 100; i++) {
            house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, i));
        }
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 100));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.atlas.sent).as("older than the window: new").hasSize(1);
    }

    @Test
    void shouldCountAReplayAsADeliveredCopyWhenTheFirstConnectionFails() {
        FakeLink second = house.reconnected(house.shop);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        FakeLink.Sent stuck = house.shop.only();
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent replayed = second.only();
        assertThat(replayed.code()).isEqualTo("00");
        house.delivered(second, replayed);
        house.sent(house.shop, stuck, SendOutcome.NOT_SENT);
        house.settle();
        assertThat(house.atlas.sent).as("its acquirer has the approval").isEmpty();
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldReverseWhenTheReplayFailsAsTheFirstCopyDid() {
        FakeLink second = house.reconnected(house.shop);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        FakeLink.Sent stuck = house.shop.only();
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        FakeLink.Sent replayed = second.only();
        house.sent(house.shop, stuck, SendOutcome.NOT_SENT);
        house.settle();
        assertThat(house.atlas.sent).as("one copy is still under way").isEmpty();
        house.sent(second, replayed, SendOutcome.UNKNOWN);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldNotTakeARequestWithoutRrnAndTerminalForARepeatWithANewTime() {
        Map<Integer, String> bare = purchase(ATLAS_PAN, 1);
        bare.remove(37);
        bare.remove(41);
        house.approve(house.shop, house.atlas, bare);
        bare.put(7, "1123031500");
        house.receive(house.shop, "0101", bare);
        house.settle();
        assertThat(house.atlas.sent).as("nothing says that it is the same").hasSize(1);
    }
}
