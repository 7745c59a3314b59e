package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialects;
import io.wasl.config.MappingConfig;
import io.wasl.config.TranslationConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not happen to money where two legs speak different dialects. Today is 14 November 2023. */
class TranslatedMoneyTest {

    @TempDir
    Path folder;

    /** Many hosts leave DE 49 out of their answers: the currency is the request's. */
    @ParameterizedTest
    @CsvSource({"00, 0000, 5042000000005000", "51, 1016, 5042000000005000", "10, 0002, 5042000000003000"})
    void shouldTakeTheCurrencyOfTheRequestWhereAnAnswerTellsNone(String code, String told, String amount) {
        EngineHarness house = new EngineHarness(folder, "iso03-ascii", "iso87-ascii").start();
        FakeLink.Sent forwarded = forward(house, "2100", purchase2003(1));

        Map<Integer, String> answer = answerTo(forwarded, code);
        answer.remove(49);
        if (code.equals("10")) {
            answer.put(4, "000000003000");
        }
        house.receive(house.atlas, "0110", answer);
        house.settle();

        FakeLink.Sent relayed = house.shop.only();
        assertThat(relayed.code()).isEqualTo(told);
        assertThat(relayed.de(4)).isEqualTo(amount);
        assertThat(house.atlas.sent).isEmpty();
    }

    /** 50.000 with three decimals is not 500.00 with two. */
    @ParameterizedTest
    @CsvSource({"iso87-ascii", "iso93-binary"})
    void shouldRefuseAnAmountWithOtherDecimalsThanItsCurrencys(String issuers) {
        EngineHarness house = new EngineHarness(folder, "iso03-ascii", issuers).start();
        Map<Integer, String> request = purchase2003(1);
        request.put(4, "5043000000050000");

        house.receive(house.shop, "2100", request);

        assertThat(house.shop.only().code()).isEqualTo("9104");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldTakeAnAnswerWithOtherDecimalsForABadOne() {
        EngineHarness house = new EngineHarness(folder, "iso03-ascii", "iso03-binary").start();
        FakeLink.Sent forwarded = forward(house, "2100", purchase2003(1));

        Map<Integer, String> answer = answerTo(forwarded, "0002");
        answer.put(4, "5041000000003000");
        house.receive(house.atlas, "2110", answer);
        house.settle();
        house.pass(Duration.ofSeconds(11));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("9109");
        assertThat(house.atlas.only().mtiText()).isEqualTo("2420");
    }

    /** DE 49 of 2003 is verification data: neither kept nor part of any hash that is. */
    @Test
    void shouldKnowARepeatThatCarriesVerificationDataAcrossARestart() {
        EngineHarness house = new EngineHarness(folder, "iso03-ascii", "iso87-ascii").start();
        Map<Integer, String> request = purchase2003(1);
        request.put(49, "123");
        FakeLink.Sent forwarded = forward(house, "2100", request);
        assertThat(forwarded.de(49)).isEqualTo("504");
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        house.settle();
        FakeLink.Sent first = house.shop.only();
        house.crashAndRestart();

        house.receive(house.shop, "2101", request);
        house.settle();

        assertThat(house.shop.only().body()).isEqualTo(first.body());
        assertThat(house.alarms).isEmpty();
    }

    /** 85, no reason to decline, approves where the issuer's dialect says so; the acquirer's version has no such code. */
    @ParameterizedTest
    @CsvSource({"iso93-ascii, 000", "iso03-ascii, 0000", "iso87-binary, 00"})
    void shouldTellTheApprovalThatTheIssuersDialectSays(String acquirers, String told) throws IOException {
        own("lenient", "iso87-ascii", "\napproving: [ '00', '85' ]\n");
        EngineHarness house = new EngineHarness(folder, acquirers, "lenient").start();
        FakeLink.Sent forwarded = forward(house, mti(acquirers), purchase(acquirers));

        house.receive(house.atlas, "0110", answerTo(forwarded, "85"));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo(told);
        assertThat(house.count(EngineCounter.APPROVED)).isEqualTo(1);
    }

    /** What the issuer means as a decline must not read as an approval in the acquirer's dialect. */
    @Test
    void shouldNotTurnADeclineIntoAnApprovalOfTheAcquirersDialect() throws IOException {
        own("lenient", "iso87-ascii", "\napproving: [ '00', '85' ]\n");
        EngineHarness house = new EngineHarness(folder, "lenient", "iso87-binary").start();
        FakeLink.Sent forwarded = forward(house, "0100", purchase("iso87-ascii"));

        house.receive(house.atlas, "0110", answerTo(forwarded, "85"));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("05");
        assertThat(house.count(EngineCounter.ISSUER_DECLINED)).isEqualTo(1);
    }

    /** DE 49 by letters and by number are one currency, if the profile says so. */
    @Test
    void shouldKnowACurrencyThatIsDeclaredToBeAnother() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii");
        house.translations = List.of(new TranslationConfig(
                "iso87-ascii",
                TranslationConfig.Lost.ACCEPT,
                List.of(table("49", "MAD", "504")),
                List.of(table("49", "504", "MAD"))));
        house.start();
        Map<Integer, String> request = purchase("iso87-ascii");
        request.put(49, "MAD");
        FakeLink.Sent forwarded = forward(house, "0100", request);
        assertThat(forwarded.de(49)).isEqualTo("504");

        house.receive(house.atlas, "1110", answerTo(forwarded, "000"));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldStillRefuseAnotherCurrencyWhereItIsDeclared() {
        EngineHarness house = new EngineHarness(folder, "iso87-ascii", "iso93-ascii");
        house.translations = List.of(new TranslationConfig(
                "iso87-ascii",
                TranslationConfig.Lost.ACCEPT,
                List.of(table("49", "MAD", "504")),
                List.of(table("49", "504", "MAD"))));
        house.start();
        Map<Integer, String> request = purchase("iso87-ascii");
        request.put(49, "MAD");
        FakeLink.Sent forwarded = forward(house, "0100", request);

        Map<Integer, String> answer = answerTo(forwarded, "000");
        answer.put(49, "978");
        house.receive(house.atlas, "1110", answer);
        house.pass(Duration.ofSeconds(11));
        house.settle();

        assertThat(house.shop.only().code()).isEqualTo("96");
        assertThat(house.atlas.only().mtiText()).isEqualTo("1420");
    }

    private static MappingConfig table(String element, String from, String to) {
        return new MappingConfig(Optional.of(element), Optional.of(element), Map.of(from, to), Optional.empty(), false);
    }

    /** A dialect of the user's, as a shipped one and something more. */
    private void own(String name, String like, String more) throws IOException {
        try (InputStream shipped = Dialects.class.getResourceAsStream("dialects/" + like + ".yaml")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve(name + ".yaml"), text + more);
        }
    }

    private static String mti(String dialect) {
        return dialect.contains("93") ? "1100" : dialect.contains("03") ? "2100" : "0100";
    }

    private static Map<Integer, String> purchase(String dialect) {
        return dialect.contains("93")
                ? VersionsTest.purchase1993(1)
                : dialect.contains("03") ? purchase2003(1) : EngineHarness.purchase(EngineHarness.ATLAS_PAN, 1);
    }

    private static Map<Integer, String> purchase2003(int stan) {
        return VersionsTest.purchase2003(stan);
    }

    private static FakeLink.Sent forward(EngineHarness house, String mti, Map<Integer, String> request) {
        house.receive(house.shop, mti, request);
        house.journal.force();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        return forwarded;
    }

    private static Map<Integer, String> answerTo(FakeLink.Sent request, String code) {
        Map<Integer, String> elements = new TreeMap<>(EngineHarness.answerTo(request, code));
        elements.put(39, code);
        return elements;
    }
}
