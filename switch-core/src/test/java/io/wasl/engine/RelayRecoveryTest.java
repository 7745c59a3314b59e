package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.RelayHouse.full;
import static io.wasl.engine.RelayHouse.partial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.IssuerProfile;
import io.wasl.config.JournalConfig;
import io.wasl.iso.Reason;
import io.wasl.journal.JournalRecord;
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

/** What a crash leaves of a reversal that was with its issuer. */
class RelayRecoveryTest {

    @TempDir
    Path folder;

    private RelayHouse relay;
    private EngineHarness house;

    @BeforeEach
    void start() {
        relay = new RelayHouse(folder).started();
        house = relay.house;
    }

    @Test
    void shouldKnowNothingOfOneThatWasNotDurable() {
        relay.record("0400", full(2));
        house.crashAndRestart();
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(relay.nets()).isEmpty();
        relay.answer(relay.ask(full(2)), "00");
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    /** R1 and R2, no R3: nobody knows what its issuer did, and no 91 is an answer to a reversal. */
    @ParameterizedTest
    @CsvSource({"0, 25", "0, 00", "2000, 25", "2000, 00"})
    void shouldTakeOverWhatWasWithTheIssuer(long remains, String code) {
        FakeLink.Sent asked = relay.ask(remains == 0 ? full(2) : partial(2, remains));
        house.crashAndRestart();
        house.receive(house.shop, "0401", remains == 0 ? full(2) : partial(2, remains));
        house.settle();

        FakeLink.Sent told = house.shop.only();
        assertThat(told.mtiText()).isEqualTo("0410");
        assertThat(told.code()).isEqualTo("00");
        assertThat(told.de(90)).isEqualTo(full(2).get(90));
        assertThat(relay.reason()).isEqualTo(Reason.RECOVERED);
        assertThat(relay.nets()).containsExactly(remains == 0 ? "REVERSED 0" : "PARTIAL 2000");
        assertThat(relay.owed()).hasSize(1);
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).isEqualTo(asked.de(90));
        assertThat(reversal.de(95)).isEqualTo(asked.de(95));
        assertThat(reversal.de(11)).isNotEqualTo(asked.de(11));

        // A late answer to the first is none, and 25 to the second ends it.
        relay.answer(asked, "00");
        assertThat(house.count(EngineCounter.RELAYS_LATE)).isEqualTo(1);
        house.receive(house.atlas, "0430", answerTo(reversal, code));
        house.settle();
        assertThat(relay.ends()).containsExactly("ACKED");
        assertThat(house.alarms).isEmpty();

        // The same answer for ever, and the original's own.
        house.crashAndRestart();
        house.receive(house.shop, "0401", remains == 0 ? full(2) : partial(2, remains));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.sent)
                .extracting(sent -> sent.mtiText() + " " + sent.code())
                .containsExactlyInAnyOrder("0410 00", remains == 0 ? "0110 91" : "0110 00");
        assertThat(house.atlas.sent).isEmpty();
    }

    /** By profile under its original's number: that says nothing of the number last used. */
    @Test
    void shouldNotTakeItsOriginalsNumberForTheNewest() {
        house = new EngineHarness(folder);
        IssuerProfile usual = house.issuerProfile;
        house.issuerProfile = new IssuerProfile(
                usual.stan(),
                usual.answers(),
                IssuerProfile.ReversalStan.ORIGINAL,
                usual.reversalAmount(),
                usual.mismatch(),
                usual.partial(),
                usual.match());
        relay = new RelayHouse(house).started();
        house.crashAndRestart();
        int newest = forwarded(2);
        FakeLink.Sent asked = relay.ask(full(3));
        assertThat(asked.mtiText()).isEqualTo("0400");
        assertThat(Integer.parseInt(asked.de(11))).isLessThan(newest);
        relay.answer(asked, "00");
        house.crashAndRestart();
        assertThat(forwarded(4)).isGreaterThan(newest);
    }

    private int forwarded(int stan) {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, stan));
        house.settle();
        FakeLink.Sent forward = house.atlas.only();
        house.delivered(house.atlas, forward);
        house.receive(house.atlas, "0110", answerTo(forward, "00"));
        house.settle();
        house.delivered(house.shop, house.shop.only());
        return Integer.parseInt(forward.de(11));
    }

    /** Before it is known how the reversal ends nobody gets the approval, and nobody else ends it. */
    @Test
    void shouldGiveNoApprovalBeforeItIsRead() {
        relay.ask(full(2));
        house.crashAndRestart();
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        FakeLink another = house.reconnected(house.shop);
        house.receive(another, "0420", full(3));
        assertThat(another.closedBecause).as("asked again it goes").isNotEmpty();
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
    }

    @Test
    void shouldReadAgainWhatCannotBeReadAtTheStart() {
        relay.ask(full(2));
        house.journal.readCapacity = 0;
        house.crashAndRestart();
        house.receive(house.shop, "0401", full(2));
        house.pass(Duration.ofMillis(100));
        house.settle();
        assertThat(house.isReady).isTrue();
        assertThat(house.shop.sent).isEmpty();
        house.journal.readCapacity = 100;
        house.pass(Duration.ofSeconds(1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.nets()).containsExactly("REVERSED 0");
    }

    /** After R3 the log has the answer: the issuer's, for its acquirer's repeats. */
    @ParameterizedTest
    @CsvSource({"00, 91, 'REVERSED 0'", "57, 00, ''"})
    void shouldGiveTheStoredAnswerAfterwards(String code, String original, String net) {
        relay.answer(relay.ask(full(2)), code);
        byte[] first = house.shop.only().body();
        house.crashAndRestart();
        house.receive(house.shop, "0401", full(2));
        house.settle();
        assertThat(house.shop.only().body()).isEqualTo(first);
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo(original);
        assertThat(String.join("", relay.nets())).isEqualTo(net);
        assertThat(house.atlas.sent).isEmpty();
    }

    /** R3 was written and nothing of it left: the crash takes it, and with it what the issuer said. */
    @ParameterizedTest
    @ValueSource(strings = {"00", "57"})
    void shouldTakeOverWhenTheAnswerWasNotDurable(String code) {
        FakeLink.Sent asked = relay.ask(full(2));
        house.receive(house.atlas, "0410", answerTo(asked, code));
        house.crashAndRestart();
        house.receive(house.shop, "0401", full(2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    /** What was taken over before the crash is known to be so after it. */
    @Test
    void shouldEndTheReversalWith25AfterARestartToo() {
        relay.answer(relay.ask(full(2)), "91");
        house.atlas.sent.clear();
        house.crashAndRestart();
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0421");
        house.receive(house.atlas, "0430", answerTo(reversal, "25"));
        house.settle();
        assertThat(relay.ends()).containsExactly("ACKED");
    }

    /** An operator's policy reverses what was perhaps never delivered: once, whoever comes first. */
    @Test
    void shouldReverseOnceWhereUnconfirmedApprovalsAreReversed() {
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 5));
        house.settle();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.settle();
        house.crashAndRestart();
        house.receive(house.shop, "0400", EngineHarness.reversalOf(purchase(ATLAS_PAN, 5), 6));
        house.settle();
        house.pass(Duration.ofMillis(10));
        house.settle();
        assertThat(relay.nets()).hasSize(1);
        house.pass(Duration.ofSeconds(12));
        house.settle();
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.owed()).hasSize(1);
    }

    /** Nothing may be made of half of it. */
    @Test
    void shouldNotStartWithAMemoryThatIsTooSmallForIt() {
        for (int i = 0; i < 40; i++) {
            house.receive(house.mall, "0100", purchase("6011001234567893", 100 + i));
        }
        relay.ask(full(2));
        house.memoryWindow = 20;
        house.journal.crash();
        assertThatThrownBy(house::lead)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal.memory-window");
    }

    /** A start reads from somewhere; what it finds of a reversal that has ended needs no original. */
    @Test
    void shouldReadOnlyTheEndOfTheLog() {
        relay.answer(relay.ask(full(2)), "00");
        SwitchEngine engine = house.build();
        boolean[] isReading = new boolean[1];
        house.journal.replay(record -> {
            isReading[0] |= record.type == RecordType.ACCEPTED && record.mti == 0x0400;
            if (isReading[0]) {
                engine.recover(record);
            }
        });
        house.journal.lead(engine);
        assertThat(engine.inFlight()).isZero();
    }

    /** Its original is older than what a start reads: key files find it, and until they can nobody gets its approval. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeOverWhatTheStartHasNotReadTheOriginalOf(boolean isKnownAtOnce) {
        house.older.isKept = true;
        FakeLink.Sent asked = relay.ask(full(2));
        house.crashAndRestart();
        house.older.forgetLookUps();
        house.engine = house.build();
        boolean[] isReading = new boolean[1];
        house.journal.crash();
        house.journal.replay(record -> {
            isReading[0] |= record.type == RecordType.ACCEPTED && record.mti == 0x0400;
            if (isReading[0]) {
                house.engine.recover(record);
            }
        });
        house.older.reach = isKnownAtOnce ? Long.MAX_VALUE : 1;
        house.journal.lead(house.engine);
        house.engine.onUsable(house.atlas);
        house.settle();
        house.lookUp();
        house.settle();
        if (!isKnownAtOnce) {
            assertThat(relay.nets()).isEmpty();
            house.older.reach = Long.MAX_VALUE;
            house.pass(Duration.ofSeconds(1));
            house.settle();
            house.lookUp();
            house.settle();
        }
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.reason()).isEqualTo(Reason.RECOVERED);
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(90)).isEqualTo(asked.de(90));
        house.receive(house.atlas, "0430", answerTo(reversal, "25"));
        house.receive(house.shop, "0401", full(2));
        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.sent).extracting(FakeLink.Sent::code).containsExactlyInAnyOrder("00", "91");
        assertThat(relay.ends()).containsExactly("ACKED");
    }

    /** The leg is the reversal's: nothing of it is a transaction's. */
    @Test
    void shouldLeaveARecordOfItsLegThatNamesIt() {
        FakeLink.Sent asked = relay.ask(partial(2, 2000));
        JournalRecord intent = house.journal.records.stream()
                .filter(record -> record.type == RecordType.INTENT)
                .reduce((one, next) -> next)
                .orElseThrow();
        assertThat(intent.mti).isEqualTo(0x0400);
        assertThat(intent.amountMinor).isEqualTo(2000);
        assertThat(intent.open.text(11)).isEqualTo(asked.de(11));
        assertThat(intent.open.text(7)).isEqualTo(asked.de(7));
        Map<Integer, String> repeat = partial(2, 2000);
        house.crashAndRestart();
        house.receive(house.shop, "0401", repeat);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
    }
}
