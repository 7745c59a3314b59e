package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.StandInHouse.ask;
import static io.wasl.engine.StandInHouse.purchaseOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.StandInConfig;
import io.wasl.config.StandInConfig.Trigger;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.security.HotCards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wasl answers when nobody can be asked: what it approves, what it declines, and what it leaves as it was. */
class StandInTest {

    @TempDir
    Path folder;

    @Test
    void shouldApproveAndTellTheIssuerAfterwards() {
        EngineHarness house = StandInHouse.down(folder);
        FakeLink.Sent answer = ask(house, purchase(ATLAS_PAN, 1));
        assertThat(answer.mtiText()).isEqualTo("0110");
        assertThat(answer.code()).isEqualTo("00");
        assertThat(answer.de(38)).matches("[0-9]{6}");
        assertThat(answer.de(37)).isEqualTo("632603000001");
        assertThat(answer.elements()).doesNotContainKeys(14, 52);
        StandInHouse.reconnect(house);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.mtiText()).isEqualTo("0120");
        assertThat(advice.de(2)).isEqualTo(ATLAS_PAN);
        assertThat(advice.de(4)).isEqualTo("000000005000");
        assertThat(advice.de(14)).isEqualTo("2912");
        assertThat(advice.de(37)).isEqualTo("632603000001");
        assertThat(advice.de(38)).isEqualTo(answer.de(38));
        assertThat(advice.code()).isEqualTo("00");
        house.receive(house.atlas, "0130", answerTo(advice, "00"));
        house.settle();
        assertThat(house.count(EngineCounter.OWED)).isZero();
        assertThat(house.count(EngineCounter.STOOD_IN)).isOne();
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldTellOfA0200ByA0220() {
        EngineHarness house = StandInHouse.down(folder);
        assertThat(ask(house, "0200", purchase(ATLAS_PAN, 1)).code()).isEqualTo("00");
        StandInHouse.reconnect(house);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0220");
    }

    @Test
    void shouldGiveTheAdviceAnRrnWhereTheAcquirerSentNone() {
        EngineHarness house = StandInHouse.down(folder);
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.remove(37);
        assertThat(ask(house, request).elements()).doesNotContainKey(37);
        StandInHouse.reconnect(house);
        house.settle();
        FakeLink.Sent advice = house.atlas.only();
        assertThat(advice.de(37)).endsWith(advice.de(11)).hasSize(12);
    }

    /** R1, what is owed and R3: a crash finds all of them or none. */
    @Test
    void shouldWriteApprovalAndAdviceInOneAppend() {
        EngineHarness house = StandInHouse.down(folder);
        int before = house.journal.records.size();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        assertThat(house.recordTypes().subList(before, house.journal.records.size()))
                .containsExactly(RecordType.ACCEPTED, RecordType.OWED, RecordType.OUTCOME);
        assertThat(house.journal.ends).endsWith(before + 3).doesNotContain(before + 1, before + 2);
        assertThat(house.shop.sent).as("before it is forced").isEmpty();
        house.journal.force();
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGN_OFF, LINK_DOWN, 91",
        "SIGN_OFF, SIGN_OFF, 00",
        "LINK_DOWN, SIGN_OFF, 91",
        "LINK_DOWN, LINK_DOWN, 00"
    })
    void shouldStandInForWhatItsIssuerSays(Trigger on, Trigger happened, String code) {
        EngineHarness house = StandInHouse.started(folder, StandInHouse.config(on));
        if (happened == Trigger.SIGN_OFF) {
            house.engine.onUnusable(house.atlas);
        } else {
            house.closed(house.atlas);
        }
        assertThat(ask(house, purchase(ATLAS_PAN, 1)).code()).isEqualTo(code);
    }

    @Test
    void shouldStandInForNobodyElse() {
        EngineHarness house = StandInHouse.down(folder);
        house.closed(house.rif);
        assertThat(ask(house, purchase(RIF_PAN, 1)).code()).isEqualTo("91");
        assertThat(house.count(EngineCounter.STOOD_IN)).isZero();
    }

    @Test
    void shouldAskAnIssuerThatCanBeAsked() {
        EngineHarness house = StandInHouse.started(folder, StandInHouse.config(Trigger.values()));
        assertThat(house.approve(house.shop, house.atlas, purchaseOf(1, 9_999_999))
                        .code())
                .isEqualTo("00");
        assertThat(house.count(EngineCounter.STOOD_IN)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 310000, 91, an inquiry",
        "3, 010000, 91, cash",
        "49, 978, 91, another currency",
        "52, 12345678, 91, a PIN",
        "55, 9F2608AABBCCDDEEFF0011, 91, a cryptogram",
        "14, 2310, 54, expired last month",
        "14, 2311, 00, good to the end of this month",
        "4, 000000006000, 00, as much as at once",
        "4, 000000006001, 61, more than at once",
        "4, 000000000000, 91, nothing"
    })
    void shouldDecide(int de, String value, String code, String why) {
        EngineHarness house = StandInHouse.down(folder);
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.put(de, value);
        assertThat(ask(house, request).code()).as(why).isEqualTo(code);
        assertThat(house.count(EngineCounter.STOOD_IN)).isEqualTo(code.equals("00") ? 1 : 0);
        assertThat(house.count(EngineCounter.STAND_IN_DECLINED))
                .isEqualTo(code.equals("00") || code.equals("91") ? 0 : 1);
    }

    /** Nobody knows until when it is good. */
    @Test
    void shouldNotDecideWithoutAnExpiry() {
        EngineHarness house = StandInHouse.down(folder);
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.remove(14);
        assertThat(ask(house, request).code()).isEqualTo("91");
        Map<Integer, String> withTrack = purchase(ATLAS_PAN, 2);
        withTrack.remove(14);
        withTrack.put(35, ATLAS_PAN + "=29121010000000000");
        assertThat(ask(house, withTrack).code()).isEqualTo("00");
        withTrack = purchase(ATLAS_PAN, 3);
        withTrack.remove(14);
        withTrack.put(35, ATLAS_PAN + "=23101010000000000");
        assertThat(ask(house, withTrack).code()).isEqualTo("54");
    }

    @Test
    void shouldApproveChipDataByPolicy() {
        StandInConfig config = new StandInConfig(
                StandInHouse.config(Trigger.LINK_DOWN).on(),
                List.of(StandInHouse.RULE),
                StandInConfig.Arqc.APPROVE,
                Optional.empty());
        EngineHarness house = StandInHouse.started(folder, config);
        house.closed(house.atlas);
        Map<Integer, String> request = purchase(ATLAS_PAN, 1);
        request.put(55, "O\u0005A0001");
        assertThat(ask(house, request).code()).isEqualTo("00");
        request = purchase(ATLAS_PAN, 2);
        request.put(55, "O\u0006A0001");
        assertThat(ask(house, request).code())
                .as("cut off: what is behind it nobody knows")
                .isEqualTo("91");
    }

    @Test
    void shouldCountTimesAndAmountsOfACardAndDay() {
        EngineHarness house = StandInHouse.down(folder);
        assertThat(ask(house, purchaseOf(1, 1)).code()).isEqualTo("00");
        assertThat(ask(house, purchaseOf(2, 6000)).code()).isEqualTo("00");
        assertThat(ask(house, purchaseOf(3, 6000)).code())
                .as("one more than 120.00")
                .isEqualTo("61");
        assertThat(ask(house, purchaseOf(4, 5999)).code()).isEqualTo("00");
        assertThat(ask(house, purchaseOf(5, 1)).code()).as("the fourth").isEqualTo("65");
        assertThat(house.count(EngineCounter.STOOD_IN_TODAY)).isEqualTo(3);
        house.clock.advance(Duration.ofHours(24));
        assertThat(ask(house, purchaseOf(6, 1)).code()).as("another day").isEqualTo("00");
        assertThat(house.count(EngineCounter.STOOD_IN_TODAY)).isOne();
    }

    @Test
    void shouldCountRepeatsOnceAndGiveThemTheSameApproval() {
        EngineHarness house = StandInHouse.down(folder);
        FakeLink.Sent first = ask(house, purchase(ATLAS_PAN, 1));
        for (int i = 0; i < 4; i++) {
            assertThat(ask(house, "0101", purchase(ATLAS_PAN, 1)).elements()).isEqualTo(first.elements());
        }
        assertThat(house.count(EngineCounter.STOOD_IN)).isOne();
        house.crashAndRestart();
        assertThat(ask(house, "0101", purchase(ATLAS_PAN, 1)).elements()).isEqualTo(first.elements());
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "41", "43"})
    void shouldDeclineHotCardsWhateverElseIsWrong(String code) throws Exception {
        EngineHarness house = new EngineHarness(folder);
        house.standIn = Optional.of(StandInHouse.config(Trigger.values()));
        house.hotCards = hot(house, ATLAS_PAN + "," + code);
        house.start();
        house.closed(house.atlas);
        Map<Integer, String> request = purchaseOf(1, 999_999);
        request.put(52, "12345678");
        request.put(14, "2001");
        assertThat(ask(house, request).code()).isEqualTo(code);
        Map<Integer, String> other = purchase("4000001234567881", 2);
        assertThat(ask(house, other).code()).as("another card").isEqualTo("00");
    }

    private HotCards hot(EngineHarness house, String line) throws IOException, io.wasl.config.ConfigException {
        Path file = folder.resolve("hot.csv");
        Files.writeString(file, "pan,code\n" + line + "\n");
        return HotCards.load(file, house.tokenizer());
    }

    /** The log takes no new business: nothing is promised. */
    @ParameterizedTest
    @EnumSource(
            value = Journal.Room.class,
            names = {"RESERVE", "FULL"})
    void shouldNotStandInWithoutARecord(Journal.Room room) {
        EngineHarness house = StandInHouse.down(folder);
        house.journal.room = room;
        assertThat(ask(house, purchase(ATLAS_PAN, 1)).code()).isEqualTo("91");
        assertThat(house.count(EngineCounter.STOOD_IN)).isZero();
        assertThat(house.count(EngineCounter.STOOD_IN_TODAY)).isZero();
    }

    @Test
    void shouldMarkTheAdviceOf1987ByProfile() {
        StandInConfig plain = StandInHouse.config(Trigger.LINK_DOWN);
        EngineHarness house = StandInHouse.started(
                folder,
                new StandInConfig(
                        plain.on(), plain.rules(), plain.arqc(), Optional.of(new StandInConfig.Mark(60, "STAND-IN"))));
        house.closed(house.atlas);
        ask(house, purchase(ATLAS_PAN, 1));
        StandInHouse.reconnect(house);
        house.settle();
        assertThat(house.atlas.only().de(60)).isEqualTo("STAND-IN");
    }

    /** The card's number is in no open element, and what R3 says of the card is its token. */
    @Test
    void shouldSayInR3WhyAndHowMuchOfItsCard() {
        EngineHarness house = StandInHouse.down(folder);
        ask(house, purchase(ATLAS_PAN, 1));
        ask(house, purchase(ATLAS_PAN, 2));
        JournalRecord outcome = house.journal.records.stream()
                .filter(record -> record.type == RecordType.OUTCOME)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(outcome.state).isEqualTo(TransactionState.STOOD_IN.wireId());
        assertThat(outcome.reason).isEqualTo(Reason.ISSUER_DOWN.wireId());
        assertThat(outcome.number).isEqualTo(2);
        assertThat(outcome.keyHigh).isEqualTo(10_000);
        assertThat(outcome.open.text(2)).isEmpty();
        assertThat(outcome.amountMinor).isEqualTo(5000);
    }
}
