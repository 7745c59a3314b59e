package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static io.wasl.engine.RelayHouse.full;
import static io.wasl.engine.RelayHouse.partial;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.config.IssuerProfile;
import io.wasl.config.LimitsConfig;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes while a reversal is with its issuer, and what bounds how many are. */
class RelayMeanwhileTest {

    @TempDir
    Path folder;

    private RelayHouse relay;
    private EngineHarness house;

    @BeforeEach
    void start() {
        relay = new RelayHouse(folder).started();
        house = relay.house;
    }

    // --- what comes meanwhile ----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHoldRepeatsOfTheOriginalUntilItHasEnded(boolean isReversed) {
        FakeLink.Sent asked = relay.ask(full(2));
        for (int i = 0; i < Repeats.MOST_WAITERS; i++) {
            house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        }
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        FakeLink another = house.reconnected(house.shop);
        house.receive(another, "0101", purchase(ATLAS_PAN, 1));
        assertThat(another.closedBecause).as("one more than can be held").isNotEmpty();

        relay.answer(asked, isReversed ? "00" : "12");
        assertThat(house.shop.sent)
                .filteredOn(sent -> sent.mtiText().equals("0110"))
                .hasSize(Repeats.MOST_WAITERS)
                .allMatch(sent -> sent.code().equals(isReversed ? "91" : "00"));
    }

    /** Its stored answer was asked for before, and comes when it must not be given any more. */
    @Test
    void shouldHoldARepeatThatWasBeingAnswered() {
        house.receive(house.shop, "0400", full(2));
        house.journal.deliverReads();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        relay.answer(house.atlas.only(), "00");
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("00", "91");
    }

    @Test
    void shouldAttachItsOwnRepeats() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.shop, "0401", full(2));
        house.settle();
        relay.answer(asked, "57");
        assertThat(house.shop.sent).hasSize(2).allMatch(sent -> sent.code().equals("57"));
        byte[] first = house.shop.sent.get(0).body();
        house.shop.sent.clear();

        house.receive(house.shop, "0401", full(2));
        house.settle();
        assertThat(house.shop.only().body()).as("the stored answer").isEqualTo(first);
        assertThat(house.atlas.sent).isEmpty();
    }

    /** Told 94 its acquirer would take a refusal for done. */
    @Test
    void shouldRepeatARefusalToWhoIsToldDuplicates() {
        anew(house -> {
            AcquirerProfile usual = house.acquirerProfile;
            house.acquirerProfile = new AcquirerProfile(
                    usual.unknownBin(),
                    AcquirerProfile.Duplicate.CODE_94,
                    usual.unknownOriginalAdvice(),
                    usual.adviceOriginal(),
                    usual.completions(),
                    usual.partial(),
                    usual.reversal(),
                    usual.echo(),
                    usual.duplicateKey());
        });
        relay.answer(relay.ask(full(2)), "57");
        assertThat(house.shop.only().code()).isEqualTo("57");
        house.receive(house.shop, "0401", full(2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("57");
    }

    @Test
    void shouldAskWithoutTheRepeatDigit() {
        house.receive(house.shop, "0401", full(2));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0400");
    }

    /** The one with the issuer is taken over at once, and this one finds what that has left. */
    @ParameterizedTest
    @ValueSource(strings = {"0420", "0400"})
    void shouldLetAnotherReversalEndIt(String mti) {
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.shop, mti, full(3));
        house.settle();
        assertThat(house.shop.sent).hasSize(2).allMatch(sent -> sent.code().equals("00"));
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.owed()).hasSize(1);
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        relay.answer(asked, "57");
        assertThat(house.count(EngineCounter.RELAYS_LATE)).isEqualTo(1);
    }

    @Test
    void shouldLetAFullReversalFollowAPartThatIsWithTheIssuer() {
        relay.ask(partial(2, 2000));
        house.receive(house.shop, "0420", full(3));
        house.settle();
        assertThat(house.shop.sent).hasSize(2).allMatch(sent -> sent.code().equals("00"));
        assertThat(relay.nets()).containsExactly("PARTIAL 2000", "REVERSED 0");
        FakeLink.Sent part = house.atlas.only();
        assertThat(part.de(95)).startsWith("000000002000");
        house.receive(house.atlas, "0430", answerTo(part, "00"));
        house.settle();
        assertThat(house.atlas.only().elements()).doesNotContainKey(95);
    }

    /** Two that read the same original at the same time. */
    @Test
    void shouldGiveBackOnceWhenTwoComeTogether() {
        house.receive(house.shop, "0400", full(2));
        house.receive(house.shop, "0400", full(3));
        house.settle();
        assertThat(house.shop.sent).hasSize(2).allMatch(sent -> sent.code().equals("00"));
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.owed()).hasSize(1);
        assertThat(house.atlas.sent).extracting(FakeLink.Sent::mtiText).doesNotContain("0400");
    }

    /** One that is refused anyway disturbs nobody. */
    @Test
    void shouldRefuseTooMuchMeanwhile() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.shop, "0400", partial(3, 5001));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        relay.answer(asked, "00");
        assertThat(relay.owed()).isEmpty();
    }

    /** The amount is back before the completion is read: it has no authorization to use up. */
    @Test
    void shouldLetACompletionEndIt() {
        relay.ask(full(2));
        Map<Integer, String> completion = new TreeMap<>(purchase(ATLAS_PAN, 1));
        completion.put(11, "000003");
        completion.put(90, full(2).get(90));
        house.receive(house.shop, "0220", completion);
        house.settle();
        assertThat(house.shop.sent).hasSize(2).allMatch(sent -> sent.code().equals("00"));
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.count(EngineCounter.COMPLETIONS)).isZero();
    }

    // --- limits ------------------------------------------------------------------------------------------------------

    @Test
    void shouldTakeOverAtOnceWhenAsManyAreWithIssuersAsMayBe() {
        LimitsConfig usual = house.limits;
        LimitsConfig many = new LimitsConfig(
                4096,
                usual.slotBytes(),
                8 << 20,
                100_000,
                usual.linkWriteBytes(),
                usual.maxFrameBytes(),
                usual.connectionsPerAcquirer(),
                usual.standInCapacity(),
                usual.hotListCapacity(),
                usual.startGrace(),
                usual.drainTimeout());
        anew(house -> {
            house.limits = many;
            house.memoryWindow = 10_000;
        });
        int count = Relays.MOST_UNDER_WAY + 1;
        for (int i = 1; i <= count; i++) {
            house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 10 + i));
        }
        for (int i = 1; i <= count; i++) {
            house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 10 + i), 20_000 + i));
            house.settle();
        }
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.count(EngineCounter.RELAYS_FULL)).isEqualTo(1);
        assertThat(house.count(EngineCounter.REVERSALS_RELAYED)).isEqualTo(Relays.MOST_UNDER_WAY);
    }

    /** Nothing is told, and nothing lost. */
    @Test
    void shouldWaitForTheLog() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.journal.room = Journal.Room.FULL;
        relay.answer(asked, "00");
        house.pass(Duration.ofSeconds(11));
        house.pass(Duration.ofSeconds(5));
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        FakeLink another = house.reconnected(house.shop);
        house.receive(another, "0420", full(3));
        assertThat(another.sent).isEmpty();

        house.journal.room = Journal.Room.OPEN;
        house.pass(Duration.ofMillis(10));
        house.settle();
        relay.assertTakenOver(asked, Reason.ISSUER_TIMEOUT);
    }

    @Test
    void shouldTakeOverWhenItCannotBeSentNow() {
        house.atlas.roomBytes = 10;
        house.receive(house.shop, "0400", full(2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.owed()).hasSize(1);
    }

    /** What pushes the original out of memory finds it taken over, and its place free. */
    @Test
    void shouldEndBeforeItsOriginalIsForgotten() {
        anew(house -> house.memoryWindow = 64);
        relay.ask(full(2));
        for (int i = 0; i < 100; i++) {
            house.receive(house.mall, "0100", purchase("6011001234567893", 100 + i));
            assertThat(house.mall.only().code()).as("never for want of memory").isEqualTo("15");
            house.pass(Duration.ofMillis(10));
            house.settle();
        }
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(house.count(EngineCounter.DECLINED)).isEqualTo(100);
    }

    @Test
    void shouldLeaveAnotherNodeToEndIt() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.atlas, "0410", answerTo(asked, "00"));
        house.journal.isDeposed = true;
        house.journal.force();
        assertThat(house.shop.sent).isEmpty();
    }

    /** Whose 0410 names the leg of a request, or whose 0110 that of a reversal, answers nothing. */
    @Test
    void shouldNotTakeOneAnswerForAnother() {
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.atlas, "0110", answerTo(asked, "00"));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 5));
        house.settle();
        house.receive(house.atlas, "0410", answerTo(house.atlas.only(), "00"));
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.count(EngineCounter.UNMATCHED_ANSWERS)).isEqualTo(2);
        relay.answer(asked, "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    @Test
    void shouldCarryTheOriginalsNumberByProfile() {
        IssuerProfile usual = house.issuerProfile;
        anew(house -> house.issuerProfile = new IssuerProfile(
                usual.stan(),
                usual.answers(),
                IssuerProfile.ReversalStan.ORIGINAL,
                usual.reversalAmount(),
                usual.mismatch(),
                usual.partial(),
                usual.match()));
        FakeLink.Sent asked = relay.ask(full(2));
        assertThat(asked.de(11)).isEqualTo(asked.de(90).substring(4, 10));
        relay.answer(asked, "91");
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.de(11)).as("another message in the same second").isNotEqualTo(asked.de(11));
        assertThat(told.de(90)).isEqualTo(asked.de(90));
    }

    /** Nothing of a card in the clear, in any record. */
    @Test
    void shouldStoreNoCard() {
        relay.answer(relay.ask(full(2)), "91");
        for (JournalRecord record : house.journal.records) {
            Map<Integer, String> open = new HashMap<>();
            for (int at = 0; at < record.open.length(); at = record.open.next(at)) {
                open.put(record.open.elementAt(at), record.open.text(record.open.elementAt(at)));
            }
            assertThat(open).doesNotContainKeys(2, 14, 35, 45, 52);
            assertThat(open.values()).noneMatch(value -> value.contains(ATLAS_PAN));
            assertThat(record.toString()).doesNotContain(ATLAS_PAN);
        }
    }

    private void anew(Consumer<EngineHarness> otherwise) {
        house = new EngineHarness(folder);
        otherwise.accept(house);
        relay = new RelayHouse(house).started();
    }
}
