package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.JournalConfig;
import io.wasl.iso.Mti;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An acquirer of one version and an issuer of another. Today is 14 November 2023. */
class VersionsTest {

    @TempDir
    Path folder;

    /** What both legs of an approved purchase carry, element by element, as each version says it. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, iso93-binary",
        "iso93-ascii, iso87-binary",
        "iso93-ebcdic, iso93-binary",
        "iso87-ebcdic, iso93-ebcdic"
    })
    void shouldRelayAnApproval(String acquirers, String issuers) {
        EngineHarness house = new EngineHarness(folder, acquirers, issuers).start();
        boolean from1993 = acquirers.contains("93");
        boolean to1993 = issuers.contains("93");
        Map<Integer, String> request = from1993 ? purchase1993(1) : EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1);

        house.receive(house.shop, from1993 ? "1100" : "0100", request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);

        assertThat(forwarded.mtiText()).isEqualTo(to1993 ? "1100" : "0100");
        assertThat(forwarded.de(4)).isEqualTo("000000005000");
        assertThat(forwarded.de(49)).isEqualTo("504");
        assertThat(forwarded.de(12)).isEqualTo(to1993 ? (from1993 ? "261122031500" : "231122031500") : "031500");
        assertThat(forwarded.de(13)).isEqualTo(to1993 ? "" : "1122");
        assertThat(forwarded.de(24)).isEqualTo(to1993 ? "100" : "");
        assertThat(forwarded.de(to1993 ? 26 : 18)).isEqualTo("5999");
        assertThat(forwarded.elements()).doesNotContainKey(to1993 ? 18 : 26);

        house.receive(house.atlas, answerMti(forwarded), answerTo(forwarded, to1993 ? "000" : "00"));
        house.journal.force();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo(from1993 ? "1110" : "0110");
        assertThat(answer.code()).isEqualTo(from1993 ? "000" : "00");
        assertThat(answer.de(38)).isEqualTo("A12345");
        for (int echoed : List.of(2, 3, 4, 7, 11, 12, 37, 41, 42, 49)) {
            assertThat(answer.de(echoed)).as("DE %d", echoed).isEqualTo(request.get(echoed));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, iso93-ascii, 116, 51",
        "iso87-ascii, iso93-ascii, 208, 41",
        "iso87-ascii, iso93-ascii, 909, 96",
        "iso93-ascii, iso87-ascii, 51, 116",
        "iso93-ascii, iso87-ascii, 91, 907",
        "iso93-ascii, iso87-ascii, 79, 100",
        "iso93-ascii, iso87-ascii, 70, 909"
    })
    void shouldTellADeclineInTheAcquirersWords(String acquirers, String issuers, String code, String told) {
        EngineHarness house = new EngineHarness(folder, acquirers, issuers).start();
        FakeLink.Sent forwarded = forward(house, acquirers);

        house.receive(house.atlas, answerMti(forwarded), answerTo(forwarded, code));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo(told);
        if (code.equals("70")) {
            // Nobody's: it may have moved money, and cannot be said in 1993.
            assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        } else {
            assertThat(house.atlas.sent).isEmpty();
        }
    }

    @Test
    void shouldReverseATimeOutInTheWordsOf1993() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii").start();
        FakeLink.Sent forwarded = forward(house, "iso87-ascii");

        house.pass(Duration.ofSeconds(11));
        assertThat(house.shop.only().code()).isEqualTo("91");
        house.settle();

        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("1420");
        assertThat(reversal.de(24)).isEqualTo("400");
        assertThat(reversal.de(25)).isEqualTo("4021");
        assertThat(reversal.de(4)).isEqualTo("000000005000");
        assertThat(reversal.de(12)).isEqualTo("231122031500");
        assertThat(reversal.de(37)).isEqualTo(forwarded.de(37));
        assertThat(reversal.de(56)).isEqualTo("1100" + forwarded.de(11) + "231122031500" + "05" + "12345");
        assertThat(reversal.elements()).doesNotContainKeys(39, 90);

        house.receive(house.atlas, "1430", acknowledged(reversal, "400"));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
    }

    @Test
    void shouldReverseATimeOutInTheWordsOf1987() {
        EngineHarness house = new EngineHarness(folder, "iso93-ascii", "iso87-ascii").start();
        FakeLink.Sent forwarded = forward(house, "iso93-ascii");

        house.pass(Duration.ofSeconds(11));
        assertThat(house.shop.only().code()).isEqualTo("911");
        house.settle();

        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("0420");
        assertThat(reversal.de(39)).isEqualTo("68");
        assertThat(reversal.de(90)).isEqualTo("0100" + forwarded.de(11) + "1122031500" + "00000012345" + "00000000000");
        assertThat(reversal.elements()).doesNotContainKeys(24, 56);
    }

    /** By DE 56, and every later copy the same message, across a restart. */
    @ParameterizedTest
    @CsvSource({"iso93-ascii, iso87-ascii", "iso93-ascii, iso93-binary"})
    void shouldTakeOverAReversalOf1993(String acquirers, String issuers) {
        EngineHarness house = new EngineHarness(folder, acquirers, issuers).start();
        FakeLink.Sent forwarded = forward(house, acquirers);
        boolean to1993 = issuers.contains("93");
        house.receive(house.atlas, answerMti(forwarded), answerTo(forwarded, to1993 ? "000" : "00"));
        house.settle();
        house.delivered(house.shop, house.shop.only());

        house.receive(house.shop, "1420", reversal1993(purchase1993(1), 2));
        house.settle();

        FakeLink.Sent taken = house.shop.only();
        assertThat(taken.mtiText()).isEqualTo("1430");
        assertThat(taken.code()).isEqualTo("400");
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo(to1993 ? "1420" : "0420");
        assertThat(reversal.de(to1993 ? 25 : 39)).isEqualTo(to1993 ? "4000" : "17");
        assertThat(reversal.de(to1993 ? 56 : 90)).startsWith((to1993 ? "1100" : "0100") + forwarded.de(11));

        house.crashAndRestart();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo(to1993 ? "1421" : "0421");
        assertThat(again.elements()).isEqualTo(reversal.elements());
        house.receive(house.atlas, to1993 ? "1430" : "0430", acknowledged(again, to1993 ? "914" : "25"));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(1);
    }

    @Test
    void shouldReplayTheStoredAnswerToARepeatOf1993() {
        EngineHarness house = new EngineHarness(folder, "iso93-ascii", "iso87-ascii").start();
        FakeLink.Sent forwarded = forward(house, "iso93-ascii");
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        FakeLink.Sent first = house.shop.only();
        house.crashAndRestart();

        house.receive(house.shop, "1101", purchase1993(1));
        house.settle();

        assertThat(house.shop.only().body()).isEqualTo(first.body());
        assertThat(house.atlas.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"002", "006"})
    void shouldTakeBothPartialApprovalsOf1993(String code) {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii").start();
        FakeLink.Sent forwarded = forward(house, "iso87-ascii");
        Map<Integer, String> partial = answerTo(forwarded, code);
        partial.put(4, "000000003000");
        house.receive(house.atlas, "1110", partial);
        house.settle();

        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.code()).isEqualTo("10");
        assertThat(answer.de(4)).isEqualTo("000000003000");
        assertThat(house.atlas.sent).isEmpty();
    }

    /** A code of 1993 that declines is no unknown one, whoever reads it back. */
    @Test
    void shouldNotReverseADeclineOf1993AfterACrash() {
        EngineHarness house = new EngineHarness(folder, "iso93-ascii", "iso93-binary");
        house.unconfirmed = JournalConfig.Unconfirmed.REVERSE;
        house.start();
        FakeLink.Sent forwarded = forward(house, "iso93-ascii");
        house.receive(house.atlas, "1110", answerTo(forwarded, "116"));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("116");

        house.crashAndRestart();
        house.settle();

        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.UNCONFIRMED)).isZero();
    }

    @Test
    void shouldRefuseWhatWasReversedBeforeIn1993() {
        EngineHarness house = new EngineHarness(folder, "iso93-ascii", "iso87-ascii").start();
        house.receive(house.shop, "1420", reversal1993(purchase1993(1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("400");

        house.receive(house.shop, "1100", purchase1993(1));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("913");
        assertThat(house.atlas.sent).isEmpty();
    }

    /** Amount and currency of 2003 stand in one element, its numbers are longer. */
    @Test
    void shouldSpeakOf2003ToAnIssuerOf1987() {
        EngineHarness house = new EngineHarness(folder, "iso03-ascii", "iso87-binary").start();
        house.receive(house.shop, "2100", purchase2003(7));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);

        assertThat(forwarded.mtiText()).isEqualTo("0100");
        assertThat(forwarded.de(4)).isEqualTo("000000005000");
        assertThat(forwarded.de(49)).isEqualTo("504");
        assertThat(forwarded.de(11)).hasSize(6);
        assertThat(forwarded.de(12)).isEqualTo("031500");
        assertThat(forwarded.de(13)).isEqualTo("1122");

        Map<Integer, String> partial = answerTo(forwarded, "10");
        partial.put(4, "000000003000");
        house.receive(house.atlas, "0110", partial);
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo("2110");
        assertThat(answer.code()).isEqualTo("0002");
        assertThat(answer.de(4)).isEqualTo("5042000000003000");
        assertThat(answer.de(11)).isEqualTo("000000000007");
        house.delivered(house.shop, answer);

        Map<Integer, String> reversal = new TreeMap<>(purchase2003(8));
        reversal.put(24, "400");
        reversal.put(56, "2100" + "000000000007" + "20261122031500" + "12345");
        house.receive(house.shop, "2420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("4000");
        assertThat(house.atlas.only().de(4)).isEqualTo("000000003000");
    }

    @Test
    void shouldSpeakOf1987ToAnIssuerOf2003() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso03-binary").start();
        house.receive(house.shop, "0100", EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);

        assertThat(forwarded.mtiText()).isEqualTo("2100");
        assertThat(forwarded.de(4)).isEqualTo("5042000000005000");
        assertThat(forwarded.de(11)).hasSize(12).startsWith("000000");
        assertThat(forwarded.de(12)).isEqualTo("20231122031500");

        house.pass(Duration.ofSeconds(11));
        house.settle();
        FakeLink.Sent reversal = house.atlas.only();
        assertThat(reversal.mtiText()).isEqualTo("2420");
        assertThat(reversal.de(4)).isEqualTo("5042000000005000");
        assertThat(reversal.de(56)).isEqualTo("2100" + forwarded.de(11) + "20231122031500" + "12345");
        house.receive(house.atlas, "2430", acknowledged(reversal, "9104"));
        house.settle();
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(1);
    }

    /** The dirham has no exponent there, a currency by letters has no number: neither may be guessed. */
    @Test
    void shouldRefuseAnAmountThatCannotBeSaid() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso03-ascii").start();
        Map<Integer, String> request = EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1);
        request.put(49, "MAD");

        house.receive(house.shop, "0100", request);

        assertThat(house.shop.only().code()).isEqualTo("30");
        assertThat(house.atlas.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"24", "12"})
    void shouldDemandFunctionCodeAndLocalTimeIn1993(int missing) {
        EngineHarness house = new EngineHarness(folder, "iso93-ascii", "iso87-ascii").start();
        Map<Integer, String> request = purchase1993(1);
        request.remove(missing);

        house.receive(house.shop, "1100", request);

        assertThat(house.shop.only().code()).isEqualTo("904");
    }

    static Map<Integer, String> purchase1993(int stan) {
        Map<Integer, String> elements = new TreeMap<>(EngineHarness.purchase(EngineHarness.ATLAS_PAN, stan));
        elements.remove(13);
        elements.remove(18);
        elements.remove(25);
        elements.put(12, "261122031500");
        elements.put(22, "510101511344");
        elements.put(24, "100");
        elements.put(26, "5999");
        return elements;
    }

    static Map<Integer, String> purchase2003(int stan) {
        Map<Integer, String> elements = purchase1993(stan);
        elements.put(4, "5042000000005000");
        elements.put(11, String.format("%012d", stan));
        elements.put(12, "20261122031500");
        elements.put(41, "TERM0001");
        elements.remove(22);
        elements.remove(49);
        return elements;
    }

    static Map<Integer, String> reversal1993(Map<Integer, String> original, int stan) {
        Map<Integer, String> elements = new TreeMap<>(original);
        elements.put(11, String.format("%06d", stan));
        elements.put(7, "1122031600");
        elements.put(24, "400");
        elements.put(25, "4000");
        elements.put(56, "1100" + original.get(11) + original.get(12) + "05" + original.get(32));
        return elements;
    }

    private static FakeLink.Sent forward(EngineHarness house, String acquirers) {
        boolean from1993 = acquirers.contains("93");
        Map<Integer, String> request = from1993 ? purchase1993(1) : EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1);
        house.receive(house.shop, from1993 ? "1100" : "0100", request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        return forwarded;
    }

    private static String answerMti(FakeLink.Sent request) {
        return Mti.toString(Mti.answer(request.mti()));
    }

    private static Map<Integer, String> answerTo(FakeLink.Sent request, String code) {
        Map<Integer, String> elements = acknowledged(request, code);
        elements.put(38, "A12345");
        return elements;
    }

    private static Map<Integer, String> acknowledged(FakeLink.Sent request, String code) {
        Map<Integer, String> elements = new TreeMap<>(EngineHarness.answerTo(request, code));
        elements.put(39, code);
        elements.remove(38);
        return elements;
    }
}
