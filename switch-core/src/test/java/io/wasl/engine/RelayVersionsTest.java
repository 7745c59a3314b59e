package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Mti;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reversals passed on between members of 1987, 1993 and 2003. Today is 14 November 2023. */
class RelayVersionsTest {

    @TempDir
    Path folder;

    private RelayHouse relay;
    private EngineHarness house;
    private String acquirers = "";
    private String issuers = "";

    @BeforeEach
    void speakOneDialect() {
        relay = new RelayHouse(folder);
        house = relay.house;
    }

    static List<String> pairs() {
        return List.of(
                "iso87-ascii iso87-binary",
                "iso93-ascii iso93-binary",
                "iso03-ascii iso03-binary",
                "iso87-ascii iso93-ascii",
                "iso93-ascii iso87-ascii",
                "iso87-ascii iso03-ascii",
                "iso03-binary iso87-ebcdic",
                "iso93-ebcdic iso03-ascii",
                "iso03-ascii iso93-binary");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldAskAndPassTheAnswerBack(String pair) {
        FakeLink.Sent forwarded = approved(pair);
        FakeLink.Sent asked = ask(0);
        assertThat(asked.mtiText()).isEqualTo(mti(issuers, "400"));
        assertThat(asked.de(4)).isEqualTo(amount(issuers, 5000));
        assertThat(asked.de(digit(issuers) == 0 ? 90 : 56)).isEqualTo(named(forwarded));
        assertThat(asked.elements()).doesNotContainKeys(95, 30);

        answer(asked, accepted(issuers));
        FakeLink.Sent told = house.shop.only();
        assertThat(told.mtiText()).isEqualTo(mti(acquirers, "410"));
        assertThat(told.code()).isEqualTo(accepted(acquirers));
        for (int de : List.of(4, 7, 11, 12, 37, 41, digit(acquirers) == 0 ? 90 : 56)) {
            assertThat(told.de(de).strip())
                    .as("DE %d", de)
                    .isEqualTo(reversal(0).get(de));
        }
        assertThat(relay.nets()).containsExactly("REVERSED 0");
        assertThat(relay.owed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldPassARefusalBack(String pair) {
        approved(pair);
        answer(ask(0), new String[] {"25", "914", "9114"}[digit(issuers)]);
        FakeLink.Sent told = house.shop.only();
        assertThat(told.code()).isEqualTo(new String[] {"25", "914", "9114"}[digit(acquirers)]);
        assertThat(relay.nets()).isEmpty();
        assertThat(relay.owed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldTakeOverAPartAfterARestart(String pair) {
        approved(pair);
        FakeLink.Sent asked = ask(2000);
        if (digit(issuers) == 0) {
            assertThat(asked.de(4)).isEqualTo(amount(issuers, 5000));
            assertThat(asked.de(95)).startsWith("000000002000");
        } else {
            assertThat(asked.de(4)).isEqualTo(amount(issuers, 2000));
            assertThat(asked.de(24)).isEqualTo("401");
            assertThat(asked.de(30)).startsWith(amount(issuers, 5000));
        }
        house.crashAndRestart();
        house.receive(house.shop, mti(acquirers, "401"), reversal(2000));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo(accepted(acquirers));
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo(mti(issuers, "420"));
        for (int de : List.of(2, 4, 24, 25, 30, 37, 39, 56, 90, 95)) {
            assertThat(told.de(de)).as("DE %d", de).isEqualTo(asked.de(de));
        }
        assertThat(relay.nets()).containsExactly("PARTIAL 2000");

        // The answer to the request is known by its own number still, and decides nothing.
        answer(asked, accepted(issuers));
        assertThat(house.count(EngineCounter.RELAYS_LATE)).isEqualTo(1);
    }

    /** Of 1993 and 2003 too: in progress, duplicate, and a code of no kind. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii iso93-ascii, 923",
        "iso87-ascii iso93-ascii, 913",
        "iso93-ascii iso93-binary, 907",
        "iso03-ascii iso03-binary, 9113",
        "iso03-ascii iso03-binary, 0001"
    })
    void shouldTakeOverWhatDecidesNothing(String pair, String code) {
        approved(pair);
        answer(ask(0), code);
        assertThat(house.shop.only().code()).isEqualTo(accepted(acquirers));
        FakeLink.Sent told = house.atlas.only();
        assertThat(told.mtiText()).isEqualTo(mti(issuers, "420"));
        assertThat(relay.nets()).containsExactly("REVERSED 0");
    }

    /** An answer of another amount or currency is none, whatever the version writes it in. */
    @ParameterizedTest
    @MethodSource("pairs")
    void shouldTakeNoAnswerOfAnotherAmount(String pair) {
        approved(pair);
        FakeLink.Sent asked = ask(0);
        Map<Integer, String> answer = answerTo(asked, accepted(issuers));
        answer.put(4, amount(issuers, 4999));
        house.receive(house.atlas, mti(issuers, "410"), answer);
        house.settle();
        assertThat(house.shop.sent).isEmpty();
        assertThat(house.count(EngineCounter.MISMATCHED_ANSWERS)).isEqualTo(1);
        house.pass(Duration.ofSeconds(11));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo(accepted(acquirers));
    }

    private FakeLink.Sent approved(String pair) {
        acquirers = pair.substring(0, pair.indexOf(' '));
        issuers = pair.substring(pair.indexOf(' ') + 1);
        relay = new RelayHouse(new EngineHarness(folder, acquirers, issuers));
        house = relay.house;
        house.start();
        house.receive(house.shop, mti(acquirers, "100"), purchase());
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.receive(
                house.atlas,
                mti(issuers, "110"),
                answerTo(forwarded, new String[] {"00", "000", "0000"}[digit(issuers)]));
        house.settle();
        house.delivered(house.shop, house.shop.only());
        return forwarded;
    }

    private FakeLink.Sent ask(long remains) {
        house.receive(house.shop, mti(acquirers, "400"), reversal(remains));
        house.settle();
        FakeLink.Sent asked = house.atlas.only();
        house.delivered(house.atlas, asked);
        return asked;
    }

    private void answer(FakeLink.Sent asked, String code) {
        house.receive(house.atlas, mti(issuers, "410"), answerTo(asked, code));
        house.settle();
    }

    private static Map<Integer, String> answerTo(FakeLink.Sent asked, String code) {
        Map<Integer, String> answer = new TreeMap<>(EngineHarness.answerTo(asked, code));
        answer.remove(38);
        answer.put(39, code);
        return answer;
    }

    private Map<Integer, String> purchase() {
        return switch (digit(acquirers)) {
            case 0 -> EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1);
            case 1 -> VersionsTest.purchase1993(1);
            default -> VersionsTest.purchase2003(1);
        };
    }

    /** By the acquirer, of everything or leaving a part. */
    private Map<Integer, String> reversal(long remains) {
        if (digit(acquirers) == 0) {
            return remains == 0 ? RelayHouse.full(2) : RelayHouse.partial(2, remains);
        }
        Map<Integer, String> reversal = VersionsTest.reversal1993(purchase(), 2);
        if (digit(acquirers) == 2) {
            reversal.put(11, "000000000002");
            reversal.put(
                    56,
                    "2100" + purchase().get(11) + purchase().get(12)
                            + purchase().get(32));
        }
        reversal.put(24, remains == 0 ? "400" : "401");
        if (remains > 0) {
            reversal.put(30, amount(acquirers, 5000) + amount(acquirers, 0));
            reversal.put(4, amount(acquirers, remains));
        }
        return reversal;
    }

    private String named(FakeLink.Sent leg) {
        String stan = mti(issuers, "100") + leg.de(11);
        return switch (digit(issuers)) {
            case 0 -> stan + leg.de(7) + "00000012345" + "00000000000";
            case 1 -> stan + leg.de(12) + "05" + "12345";
            default -> stan + leg.de(12) + "12345";
        };
    }

    private static String amount(String dialect, long minor) {
        return (digit(dialect) == 2 ? "5042" : "") + String.format("%012d", minor);
    }

    private static String accepted(String dialect) {
        return new String[] {"00", "400", "4000"}[digit(dialect)];
    }

    private static String mti(String dialect, String rest) {
        return Mti.toString(Mti.parse(digit(dialect) + rest));
    }

    private static int digit(String dialect) {
        return dialect.contains("87") ? 0 : dialect.contains("93") ? 1 : 2;
    }
}
