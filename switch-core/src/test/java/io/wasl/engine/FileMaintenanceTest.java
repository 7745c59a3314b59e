package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.FileMaintenanceConfig;
import io.wasl.config.HotListConfig;
import io.wasl.config.StandInConfig.Trigger;
import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import io.wasl.link.LinkState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members put cards on the hot list and take them off: answered when the log has it, kept by every restart, asked as configured. */
class FileMaintenanceTest {

    private static final FileMaintenanceConfig ATLAS =
            new FileMaintenanceConfig(List.of("atlas"), "HOT", "LOST", "STOLEN");

    @TempDir
    Path folder;

    private EngineHarness house() {
        EngineHarness house = new EngineHarness(folder);
        house.fileMaintenance = Optional.of(ATLAS);
        house.hotList = new HotListConfig(HotListConfig.Applies.ALWAYS, Optional.empty());
        return house.start();
    }

    private static Map<Integer, String> action(int stan, String pan, String code, String file) {
        Map<Integer, String> elements = new TreeMap<>();
        elements.put(2, pan);
        elements.put(7, "1122031500");
        elements.put(11, "%06d".formatted(stan));
        elements.put(91, code);
        elements.put(101, file);
        return elements;
    }

    private static FakeLink.Sent ask(EngineHarness house, String mti, Map<Integer, String> message) {
        house.shop.sent.clear();
        house.receive(house.shop, mti, message);
        house.settle();
        return house.shop.only();
    }

    /** It says until when a card is listed: who takes it off or asks may say anything. */
    @ParameterizedTest
    @CsvSource({"3, forwarded", "5, 41"})
    void shouldNotReadTheDateOfWhatListsNothing(String code, String bought) {
        EngineHarness house = house();
        assertThat(list(house, 1, "1", "LOST")).isEqualTo("00");
        Map<Integer, String> message = action(2, ATLAS_PAN, code, "LOST");
        message.put(73, "200101");
        assertThat(ask(house, "0302", message).code()).isEqualTo("00");
        assertThat(buy(house, 3)).isEqualTo(bought);
    }

    private static String list(EngineHarness house, int stan, String code, String file) {
        return ask(house, "0302", action(stan, ATLAS_PAN, code, file)).code();
    }

    private static String buy(EngineHarness house, int stan) {
        return buy(house, stan, ATLAS_PAN);
    }

    /** Forwarded ones have no answer yet. */
    private static String buy(EngineHarness house, int stan, String pan) {
        house.shop.sent.clear();
        house.receive(house.shop, "0100", purchase(pan, stan));
        house.settle();
        return house.shop.sent.isEmpty() ? "forwarded" : house.shop.only().code();
    }

    @ParameterizedTest
    @CsvSource({"HOT, 04", "LOST, 41", "STOLEN, 43"})
    void shouldDeclineAListedCardByItsList(String file, String code) {
        EngineHarness house = house();
        assertThat(buy(house, 1)).isEqualTo("forwarded");
        FakeLink.Sent answer = ask(house, "0302", action(2, ATLAS_PAN, "1", file));
        assertThat(answer.mtiText()).isEqualTo("0312");
        assertThat(answer.code()).isEqualTo("00");
        assertThat(answer.elements())
                .containsEntry(11, "000002")
                .containsEntry(91, "1")
                .containsEntry(101, file);
        house.atlas.sent.clear();
        assertThat(buy(house, 3)).isEqualTo(code);
        assertThat(house.atlas.sent).as("its issuer is not asked").isEmpty();
        assertThat(house.count(EngineCounter.HOT_CARDS_DECLINED)).isOne();
        assertThat(house.count(EngineCounter.HOT_CARDS)).isOne();
        assertThat(buy(house, 4, "4000000000000002")).isEqualTo("forwarded");
    }

    @Test
    void shouldDoWhatTheUpdateCodeSays() {
        EngineHarness house = house();
        assertThat(list(house, 1, "5", "LOST")).as("inquiry of an unknown card").isEqualTo("25");
        assertThat(list(house, 2, "2", "LOST")).as("change of an unknown card").isEqualTo("25");
        assertThat(list(house, 3, "3", "LOST")).as("delete of an unknown card").isEqualTo("25");
        assertThat(list(house, 4, "1", "LOST")).as("add").isEqualTo("00");
        assertThat(list(house, 5, "5", "LOST")).as("inquiry").isEqualTo("00");
        assertThat(list(house, 6, "5", "STOLEN")).as("inquiry of another list").isEqualTo("25");
        assertThat(list(house, 7, "1", "STOLEN")).as("add once more").isEqualTo("26");
        assertThat(buy(house, 8)).isEqualTo("43");
        assertThat(list(house, 9, "2", "HOT")).as("change").isEqualTo("00");
        assertThat(buy(house, 10)).isEqualTo("04");
        assertThat(list(house, 11, "3", "LOST")).as("delete on another list").isEqualTo("25");
        assertThat(buy(house, 12)).isEqualTo("04");
        assertThat(list(house, 13, "3", "HOT")).as("delete").isEqualTo("00");
        assertThat(buy(house, 14)).isEqualTo("forwarded");
        assertThat(house.count(EngineCounter.HOT_LIST_CHANGES)).isEqualTo(4);
        assertThat(house.count(EngineCounter.HOT_CARDS)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 | LOST    |        | 24 | a code that is none of ours
            1 | OTHER   |        | 24 | a file that is none of ours
            1 | lost    |        | 24 | names are exact
            1 | LOST    | 231113 | 27 | a day that is over
            1 | LOST    | 271340 | 27 | no day
            1 | LOST    | 270101 | 00 | a day to come
            1 | LOST    | 000000 | 00 | no day at all
            """)
    void shouldRefuseWhatItDoesNotKnow(String code, String file, String until, String expected, String why) {
        EngineHarness house = house();
        Map<Integer, String> message = action(1, ATLAS_PAN, code, file);
        if (until != null) {
            message.put(73, until);
        }
        assertThat(ask(house, "0302", message).code()).as(why).isEqualTo(expected);
        assertThat(buy(house, 2)).isEqualTo(expected.equals("00") ? "41" : "forwarded");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 91, 101, 7, 11})
    void shouldRefuseWithoutAMandatoryElement(int de) {
        EngineHarness house = house();
        Map<Integer, String> message = action(1, ATLAS_PAN, "1", "LOST");
        message.remove(de);
        assertThat(ask(house, "0302", message).code()).isEqualTo("30");
        assertThat(house.count(EngineCounter.HOT_CARDS)).isZero();
    }

    @Test
    void shouldServeOnlyWhoMayAndOnlyForTheirIssuers() {
        EngineHarness house = house();
        house.receive(house.mall, "0302", action(1, ATLAS_PAN, "1", "LOST"));
        house.settle();
        assertThat(house.mall.only().code()).as("a member without the right").isEqualTo("12");
        assertThat(ask(house, "0302", action(2, RIF_PAN, "1", "LOST")).code())
                .as("another issuer's card")
                .isEqualTo("24");
        assertThat(ask(house, "0302", action(3, "4999991234567890", "1", "LOST"))
                        .code())
                .as("a card of no range")
                .isIn("15", "14");
        assertThat(ask(house, "0322", action(4, ATLAS_PAN, "1", "LOST")).code())
                .as("an advice")
                .isEqualTo("12");
        assertThat(house.count(EngineCounter.HOT_CARDS)).isZero();
        assertThat(ask(house, "0300", action(5, ATLAS_PAN, "1", "LOST")).mtiText())
                .isEqualTo("0310");
        assertThat(house.count(EngineCounter.HOT_CARDS)).isOne();
    }

    /** One append, and no answer before it is forced: a crash finds all of it or none. */
    @Test
    void shouldAnswerWhenItIsDurable() {
        EngineHarness house = house();
        int before = house.journal.records.size();
        house.receive(house.shop, "0302", action(1, ATLAS_PAN, "1", "LOST"));
        assertThat(house.recordTypes().subList(before, house.journal.records.size()))
                .containsExactly(RecordType.ACCEPTED, RecordType.CARD_LISTED, RecordType.OUTCOME);
        assertThat(house.shop.sent).isEmpty();
        house.crashAndRestart();
        assertThat(buy(house, 2)).as("lost with the crash").isEqualTo("forwarded");
        assertThat(list(house, 1, "1", "LOST")).as("it comes again").isEqualTo("00");
        house.crashAndRestart();
        house.settle();
        assertThat(buy(house, 3)).isEqualTo("41");
        assertThat(house.count(EngineCounter.HOT_CARDS)).isOne();
    }

    /** Executed once: what comes between the two is not undone by the repeat. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGiveRepeatsTheSameAnswer(boolean isRestarted) {
        EngineHarness house = house();
        FakeLink.Sent first = ask(house, "0302", action(1, ATLAS_PAN, "1", "LOST"));
        assertThat(list(house, 2, "3", "LOST")).isEqualTo("00");
        if (isRestarted) {
            house.crashAndRestart();
            house.settle();
        }
        for (String mti : List.of("0302", "0303")) {
            FakeLink.Sent again = ask(house, mti, action(1, ATLAS_PAN, "1", "LOST"));
            assertThat(again.mtiText()).isEqualTo("0312");
            assertThat(again.elements()).isEqualTo(first.elements());
        }
        assertThat(list(house, 2, "3", "LOST")).as("the delete once more").isEqualTo("00");
        assertThat(buy(house, 3)).isEqualTo("forwarded");
        assertThat(list(house, 1, "3", "LOST"))
                .as("the same number for another action")
                .isEqualTo("25");
    }

    @Test
    void shouldKnowTheCardUnderANewTokenKey() {
        EngineHarness house = house();
        assertThat(list(house, 1, "1", "LOST")).isEqualTo("00");
        house.rotateTokenKey();
        house.crashAndRestart();
        house.settle();
        assertThat(buy(house, 2)).isEqualTo("41");
        assertThat(list(house, 3, "2", "STOLEN")).isEqualTo("00");
        house.crashAndRestart();
        house.settle();
        assertThat(buy(house, 4)).isEqualTo("43");
        assertThat(house.count(EngineCounter.HOT_CARDS)).isOne();
        assertThat(list(house, 5, "3", "STOLEN")).isEqualTo("00");
        house.crashAndRestart();
        house.settle();
        assertThat(buy(house, 6)).isEqualTo("forwarded");
    }

    @Test
    void shouldDropACardOnItsDay() {
        EngineHarness house = house();
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(house.clock.epochMillis()), ZoneOffset.UTC)
                .plusDays(2);
        Map<Integer, String> message = action(1, ATLAS_PAN, "1", "LOST");
        message.put(73, "%02d%02d%02d".formatted(day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth()));
        assertThat(ask(house, "0302", message).code()).isEqualTo("00");
        assertThat(buy(house, 2)).isEqualTo("41");
        house.clock.advance(Duration.ofDays(1));
        house.crashAndRestart();
        house.settle();
        assertThat(buy(house, 3)).isEqualTo("41");
        house.clock.advance(Duration.ofDays(1));
        assertThat(buy(house, 4)).isEqualTo("forwarded");
        assertThat(list(house, 5, "5", "LOST")).isEqualTo("25");
    }

    @Test
    void shouldRefuseOneCardTooMany() {
        EngineHarness house = new EngineHarness(folder);
        house.fileMaintenance = Optional.of(ATLAS);
        house.hotList = new HotListConfig(HotListConfig.Applies.ALWAYS, Optional.empty());
        house.limits = house.withHotCards(1);
        house.start();
        assertThat(list(house, 1, "1", "LOST")).isEqualTo("00");
        assertThat(ask(house, "0302", action(2, "4000000000000002", "1", "LOST"))
                        .code())
                .isEqualTo("29");
        assertThat(house.alarms).containsExactly(Alarm.HOT_LIST_FULL);
        assertThat(house.count(EngineCounter.HOT_LIST_FULL)).isOne();
        assertThat(list(house, 3, "1", "STOLEN")).as("who is on it stays").isEqualTo("26");
        assertThat(list(house, 4, "3", "STOLEN")).isEqualTo("00");
        assertThat(ask(house, "0302", action(5, "4000000000000002", "1", "LOST"))
                        .code())
                .isEqualTo("00");
    }

    /** Only in stand-in by default: an issuer that can be asked has its own list. */
    @Test
    void shouldAskTheListInStandInOnlyByDefault() {
        EngineHarness house = new EngineHarness(folder);
        house.fileMaintenance = Optional.of(ATLAS);
        house.standIn = Optional.of(StandInHouse.config(Trigger.values()));
        house.start();
        assertThat(list(house, 1, "1", "STOLEN")).isEqualTo("00");
        assertThat(buy(house, 2)).isEqualTo("forwarded");
        house.closed(house.atlas);
        assertThat(buy(house, 3)).isEqualTo("43");
    }

    /** What has happened cannot be declined, and what is given back never is. */
    @Test
    void shouldTakeOverAdvicesOfListedCards() {
        EngineHarness house = house();
        assertThat(list(house, 1, "1", "LOST")).isEqualTo("00");
        assertThat(ask(house, "0220", purchase(ATLAS_PAN, 2)).code()).isEqualTo("00");
        assertThat(ask(house, "0420", EngineHarness.reversalOf(purchase(ATLAS_PAN, 2), 3))
                        .code())
                .isEqualTo("00");
    }

    @ParameterizedTest
    @EnumSource(
            value = Journal.Room.class,
            names = {"RESERVE", "FULL"})
    void shouldChangeNothingWithoutARecord(Journal.Room room) {
        EngineHarness house = house();
        house.journal.room = room;
        assertThat(list(house, 1, "1", "LOST")).isIn("91", "96");
        house.journal.room = Journal.Room.OPEN;
        assertThat(buy(house, 2)).isEqualTo("forwarded");
        assertThat(list(house, 1, "1", "LOST")).as("it comes again").isEqualTo("00");
        assertThat(house.shop.state).isNotEqualTo(LinkState.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"iso93-ascii, 1304, 1314, 3, YYMMDD", "iso03-ascii, 2304, 2314, 4, YYYYMMDD"})
    void shouldSpeakTheVersionsSince1993(String dialect, String mti, String answerMti, int digits, String date) {
        EngineHarness house = new EngineHarness(folder, dialect, dialect);
        house.fileMaintenance = Optional.of(ATLAS);
        house.hotList = new HotListConfig(HotListConfig.Applies.ALWAYS, Optional.empty());
        house.start();
        String[][] expected = {
            {"305", "302"},
            {"301", "300"},
            {"301", "303"},
            {"302", "300"},
            {"305", "300"},
            {"304", "300"},
            {"303", "300"},
            {"303", "302"},
            {"306", "301"}
        };
        for (int i = 0; i < expected.length; i++) {
            Map<Integer, String> message = action(i + 1, ATLAS_PAN, "", "LOST");
            message.remove(91);
            message.put(11, digits == 4 ? "%012d".formatted(i + 1) : "%06d".formatted(i + 1));
            message.put(24, expected[i][0]);
            message.put(73, date.length() == 8 ? "20270101" : "270101");
            FakeLink.Sent answer = ask(house, mti, message);
            String code = expected[i][1];
            assertThat(answer.mtiText()).isEqualTo(answerMti);
            assertThat(answer.code())
                    .as("function code %s", expected[i][0])
                    .isEqualTo(digits == 4 ? code.charAt(0) + "0" + code.substring(1) : code);
            assertThat(answer.elements()).containsEntry(101, "LOST");
        }
    }
}
