package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Advices in each version, byte by byte, and from one version to another. Today is 14 November 2023. */
class AdviceVersionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, 0220, 0220723E44810CC0800016400000123456789900000000000000500011142213200100010315001122291211145999051000512345632603000001OFF123TERM0001MERCHANT0000001504, 0230723A04810AC0800016400000123456789900000000000000500011220315000000010315001122111405100051234563260300000100TERM0001MERCHANT0000001504",
        "iso93-ascii, 1220, 1220723605010CC08000164000001234567899000000000000005000111422132001000126112203150029122311145101015113441000512345632603000001OFF123TERM0001MERCHANT0000001504, 1230723205010AC0800016400000123456789900000000000000500011220315000000012611220315002311145101015113441000512345632603000001000TERM0001MERCHANT0000001504",
        "iso03-ascii, 2220, '2220723601010CC0000016400000123456789900000050420000000050001114221320000000010001202611220315002912202311141000512345632603000001OFF123TERM0001        15MERCHANT0000001', '2230723201010AC0000016400000123456789900000050420000000050001122031500000000000001202611220315002023111410005123456326030000010000TERM0001        15MERCHANT0000001'"
    })
    void shouldWriteAdviceAndAnswerByteByByte(String dialect, String mti, String copy, String answer) {
        EngineHarness house = new EngineHarness(folder, dialect, dialect).start();
        house.receive(house.shop, mti, advice(dialect, 1));
        house.settle();
        assertThat(text(house.atlas.only())).isEqualTo(copy);
        assertThat(text(house.shop.only())).isEqualTo(answer);
    }

    /** By the original's data of the acquirer's version, in those of the issuer's. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, iso93-binary, 56, 1100#23112203150005" + "12345",
        "iso93-ascii, iso87-binary, 90, 0100#112203150000000012345" + "00000000000",
        "iso93-ascii, iso03-ascii, 56, 2100#20261122031500" + "12345",
        "iso03-ascii, iso93-ascii, 56, 1100#26112203150005" + "12345",
        "iso03-binary, iso03-ascii, 56, 2100#20261122031500" + "12345",
        "iso87-ebcdic, iso87-ascii, 90, 0100#112203150000000012345" + "00000000000"
    })
    void shouldNameTheOriginalInTheIssuersWords(String acquirers, String issuers, int de, String named) {
        EngineHarness house = new EngineHarness(folder, acquirers, issuers).start();
        house.receive(house.shop, version(acquirers) + "100", purchase(acquirers, 1));
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        String approved = "0000".substring(0, codeDigits(issuers));
        house.receive(house.atlas, version(issuers) + "110", EngineHarness.answerTo(forwarded, approved));
        house.settle();
        house.shop.sent.clear();

        house.receive(house.shop, version(acquirers) + "220", completion(acquirers, 1, 2));
        house.settle();

        FakeLink.Sent answer = house.shop.only();
        assertThat(answer.mtiText()).isEqualTo(version(acquirers) + "230");
        assertThat(answer.code()).isEqualTo("0000".substring(0, codeDigits(acquirers)));
        int told = version(acquirers).equals("0") ? 90 : 56;
        assertThat(answer.de(told))
                .as("restored")
                .isEqualTo(completion(acquirers, 1, 2).get(told));
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.mtiText()).isEqualTo(version(issuers) + "220");
        assertThat(copy.de(de)).isEqualTo(named.replace("#", forwarded.de(11)));

        house.crashAndRestart();
        house.settle();
        FakeLink.Sent again = house.atlas.only();
        assertThat(again.mtiText()).isEqualTo(version(issuers) + "221");
        assertThat(again.elements()).isEqualTo(copy.elements());
        Map<Integer, String> taken = EngineHarness.answerTo(again, approved);
        taken.remove(38);
        house.receive(house.atlas, version(issuers) + "230", taken);
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(1);
    }

    /** What nobody knows any more is told as far as the acquirer does: in 1987 that is no local time. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, iso93-ascii, 56, 1100000000" + "000000000000" + "05" + "12345",
        "iso93-ascii, iso87-ascii, 90, 0100000000" + "0000000000" + "00000012345" + "00000000000",
        "iso93-ascii, iso03-ascii, 56, 2100000000000000" + "20261122031500" + "12345"
    })
    void shouldTellAnUnknownOriginalAsFarAsTheAcquirerDoes(String acquirers, String issuers, int de, String told) {
        EngineHarness house = new EngineHarness(folder, acquirers, issuers).start();
        house.receive(house.shop, version(acquirers) + "220", completion(acquirers, 1, 2));
        house.settle();
        assertThat(house.atlas.only().de(de)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "iso93-ascii, 000, 1, 0",
        "iso93-ascii, 901, 1, 0",
        "iso93-ascii, 913, 1, 0",
        "iso93-ascii, 914, 1, 0",
        "iso93-ascii, 900, 0, 1",
        "iso93-ascii, 400, 0, 1",
        "iso93-ascii, 907, 0, 0",
        "iso03-ascii, 0000, 1, 0",
        "iso03-ascii, 9101, 1, 0",
        "iso03-ascii, 9109, 0, 0",
        "iso03-ascii, 1016, 0, 1"
    })
    void shouldKnowTheAnswersOfEachVersion(String issuers, String code, int acked, int parked) {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", issuers).start();
        house.receive(house.shop, "0120", purchase("iso87-ascii", 1));
        house.settle();
        Map<Integer, String> answer = EngineHarness.answerTo(house.atlas.only(), code);
        house.receive(house.atlas, version(issuers) + "130", answer);
        assertThat(house.count(EngineCounter.DELIVERIES_ACKED)).isEqualTo(acked);
        assertThat(house.count(EngineCounter.DELIVERIES_PARKED)).isEqualTo(parked);
    }

    /** How it ended at the terminal may have no word in the other version; the issuer must hear of it all the same. */
    @Test
    void shouldTellItWithoutACodeThatCannotBeSaid() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii").start();
        Map<Integer, String> advice = purchase("iso87-ascii", 1);
        advice.put(39, "Y1");
        house.receive(house.shop, "0120", advice);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        FakeLink.Sent copy = house.atlas.only();
        assertThat(copy.elements()).doesNotContainKey(39);
        house.receive(house.atlas, "1130", EngineHarness.answerTo(copy, "000"));
        Map<Integer, String> reversal = EngineHarness.reversalOf(advice, 2);
        reversal.put(90, "0120" + reversal.getOrDefault(90, "").substring(4));
        reversal.put(39, "17");
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.atlas.only().de(56)).startsWith("1120" + copy.de(11) + copy.de(12));
    }

    @Test
    void shouldRefuseAnAmountThatCannotBeSaid() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso03-ascii").start();
        Map<Integer, String> advice = purchase("iso87-ascii", 1);
        advice.put(49, "MAD");
        house.receive(house.shop, "0120", advice);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("30");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.engine.inFlight()).isZero();
    }

    private static String text(FakeLink.Sent message) {
        return new String(message.body(), StandardCharsets.ISO_8859_1);
    }

    private static String version(String dialect) {
        return dialect.startsWith("iso87") ? "0" : dialect.startsWith("iso93") ? "1" : "2";
    }

    private static int codeDigits(String dialect) {
        return 2 + Integer.parseInt(version(dialect));
    }

    private static Map<Integer, String> purchase(String dialect, int stan) {
        return switch (version(dialect)) {
            case "0" -> EngineHarness.purchase(EngineHarness.ATLAS_PAN, stan);
            case "1" -> VersionsTest.purchase1993(stan);
            default -> VersionsTest.purchase2003(stan);
        };
    }

    private static Map<Integer, String> advice(String dialect, int stan) {
        Map<Integer, String> advice = new TreeMap<>(purchase(dialect, stan));
        advice.put(38, "OFF123");
        return advice;
    }

    private static Map<Integer, String> completion(String dialect, int original, int stan) {
        Map<Integer, String> first = purchase(dialect, original);
        Map<Integer, String> completion = new TreeMap<>(purchase(dialect, stan));
        String data = version(dialect) + "100" + first.get(11);
        switch (version(dialect)) {
            case "0" -> completion.put(90, data + first.get(7) + "00000012345" + "00000000000");
            case "1" -> completion.put(56, data + first.get(12) + "05" + "12345");
            default -> completion.put(56, data + first.get(12) + "12345");
        }
        return completion;
    }
}
