package io.wasl.sim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigException;
import io.wasl.iso.ResponseCode;
import io.wasl.sim.chance.SeededRandom;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesFileTest {

    private static final String PAN = "4000001234567899";
    private static final Request REQUEST = new Request(0x0100, PAN, 12_351, "TERM0001", "010000", "504");

    @ParameterizedTest(name = "{0} matches: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "pan: \"4000001234567899\"; true",
                "pan: \"4000001234567898\"; false",
                "pan: \"40000012345678990\"; false",
                "pan: 400000*; true",
                "pan: 400001*; false",
                "pan: 4000001234567899*; true",
                "pan: 4000001234567890-4000001234567899; true",
                "pan: 4000001234567899-4000001234567899; true",
                "pan: 4000001234567890-4000001234567898; false",
                "pan: 400000123456789-400000123456789; false",
                "pan: [ 51*, 40* ]; true",
                "pan: [ 51*, 52* ]; false",
                "amount: 12351; true",
                "amount: 12350; false",
                "amount: 12000-12351; true",
                "amount: 12352-13000; false",
                "amount-ends: 51; true",
                "amount-ends: 05; false",
                "mti: \"0100\"; true",
                "mti: 01*; true",
                "mti: \"0101\"; false",
                "mti: 04*; false",
                "terminal: TERM0001; true",
                "terminal: TERM00*; true",
                "terminal: TERM0002; false",
                "processing-code: \"010000\"; true",
                "processing-code: 01*; true",
                "processing-code: 00*; false",
                "currency: 504; true",
                "currency: 978; false",
                "currency: 504, amount: 12351, terminal: TERM0001; true",
                "currency: 504, amount: 12351, terminal: TERM0002; false",
            })
    void shouldMatchWhatItSays(String when, boolean matches) throws ConfigException {
        RuleBook rules = parse("rules:\n  - when: { " + when + " }\n    then: decline 05\n");

        assertThat(rules.find(REQUEST).isPresent()).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"0400", "0420", "0421"})
    void shouldNotSpeakOfReversalsUnlessTheRuleNamesThem(String mti) throws ConfigException {
        var reversal = new Request(io.wasl.iso.Mti.parse(mti), PAN, 100, "TERM0001", "000000", "504");

        assertThat(parse("rules: [ { then: decline 05 } ]").find(reversal)).isEmpty();
        assertThat(parse("rules: [ { when: { mti: 04* }, then: decline 91 } ]").find(reversal))
                .isPresent();
    }

    @Test
    void shouldTakeTheFirstRuleThatMatches() throws ConfigException {
        RuleBook rules = parse("rules:\n"
                + "  - { name: first, when: { currency: 978 }, then: decline 01 }\n"
                + "  - { name: second, when: { currency: 504 }, then: decline 02 }\n"
                + "  - { name: third, then: decline 03 }\n");

        assertThat(rules.find(REQUEST).orElseThrow().name()).isEqualTo("second");
    }

    @Test
    void shouldReadEveryDecision() throws ConfigException {
        assertThat(decision("approve")).isEqualTo(new Decision.Approve());
        assertThat(decision("decline N7")).isEqualTo(new Decision.Decline(ResponseCode.of("N7")));
        assertThat(decision("partial 5000")).isEqualTo(new Decision.PartialAmount(5000));
        assertThat(decision("partial 50%")).isEqualTo(new Decision.PartialShare(50));
        assertThat(decision("amount-cents")).isEqualTo(new Decision.AmountCents());
        assertThat(decision("silence")).isEqualTo(new Decision.Unseen());
        assertThat(decision("disconnect")).isEqualTo(new Decision.HangUp());
        assertThat(decision("stop-reading")).isEqualTo(new Decision.StopReading());
        assertThat(rule("preset: amount-cents").decision()).isEqualTo(new Decision.AmountCents());
    }

    @Test
    void shouldReadDeliveryAndDelay() throws ConfigException {
        assertThat(rule("then: approve").delivery()).isEqualTo(Rule.Delivery.ANSWER);
        assertThat(rule("{ then: approve, deliver: silence }").delivery()).isEqualTo(Rule.Delivery.SILENCE);
        assertThat(rule("{ then: approve, deliver: disconnect }").delivery()).isEqualTo(Rule.Delivery.DISCONNECT);
        assertThat(rule("{ then: approve, deliver: twice }").delivery()).isEqualTo(Rule.Delivery.TWICE);
        assertThat(rule("{ then: approve, deliver: wrong-stan }").delivery()).isEqualTo(Rule.Delivery.WRONG_STAN);
        assertThat(rule("{ then: approve, deliver: wrong-amount }").delivery()).isEqualTo(Rule.Delivery.WRONG_AMOUNT);
        assertThat(rule("{ then: approve, deliver: reset }").delivery()).isEqualTo(Rule.Delivery.RESET);
        assertThat(rule("{ then: approve, deliver: stop-reading }").delivery()).isEqualTo(Rule.Delivery.STOP_READING);
        assertThat(rule("{ then: approve, delay: 250ms }").drawDelay(new SeededRandom(1)))
                .isEqualTo(250_000_000L);
    }

    @Test
    void shouldReadWhetherConnectionsAreRead() throws ConfigException {
        assertThat(parse("connections: never-read").readsNothing()).isTrue();
        assertThat(parse("{ connections: read, rules: [] }").readsNothing()).isFalse();
        assertThat(parse("rules: []").readsNothing()).isFalse();
    }

    @Test
    void shouldDrawRandomDelaysOverTheWholeSpan() throws ConfigException {
        Rule rule = rule("{ then: approve, delay: 1us-3us }");
        var random = new SeededRandom(7);

        List<Long> drawn =
                Stream.generate(() -> rule.drawDelay(random)).limit(50_000).toList();

        assertThat(drawn).contains(1_000L, 3_000L).allMatch(delayNs -> delayNs >= 1_000 && delayNs <= 3_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "rulez: []; 1:1 rules: is missing|1:1 rulez: unknown key, known here: connections, rules",
                "rules: 5; 1:1 rules: must be a list",
                "rules: [ 5 ]; 1:10 rules[0]: must be keys and values",
                "rules: [ { when: {} } ]; 1:10 rules[0].then: is missing",
                "rules: [ { then: maybe } ]; 1:18 rules[0].then: must be approve, decline CODE, partial AMOUNT, partial N%, amount-cents, silence, disconnect or stop-reading",
                "rules: [ { then: approve 5 } ]; 1:18 rules[0].then: must be approve, decline CODE, partial AMOUNT, partial N%, amount-cents, silence, disconnect or stop-reading",
                "rules: [ { then: decline } ]; 1:18 rules[0].then: decline needs a code of 2 to 4 digits or capitals, such as decline 51",
                "rules: [ { then: partial 0% } ]; 1:18 rules[0].then: partial needs an amount in minor units or a share of 1% to 99%",
                "rules: [ { then: approve, deliver: later } ]; 1:36 rules[0].deliver: must be answer, silence, disconnect, twice, wrong-stan, wrong-amount, reset or stop-reading",
                "connections: deaf; 1:14 connections: must be read or never-read",
                "rules: [ { then: approve, delay: soon } ]; 1:34 rules[0].delay: must be a duration such as 250ms or 2s",
                "rules: [ { then: approve, delay: 2s-1s } ]; 1:34 rules[0].delay: the low end is above the high end",
                "rules: [ { then: approve, preset: amount-cents } ]; 1:27 rules[0].preset: stands in the place of then, write one of them",
                "rules: [ { preset: odd } ]; 1:20 rules[0].preset: must be amount-cents, the one preset there is",
                "rules: [ { when: { pan: 4000x }, then: approve } ]; 1:25 rules[0].when.pan: must be a PAN, a prefix and *, or two PANs with - between",
                "rules: [ { when: { pan: 40000000-400000001 }, then: approve } ]; 1:25 rules[0].when.pan: the ends of a PAN range have one length, the lower first",
                "rules: [ { when: { amount: 1.50 }, then: approve } ]; 1:28 rules[0].when.amount: must be an amount in minor units, up to 12 digits",
                "rules: [ { when: { amount-ends: 5 }, then: approve } ]; 1:33 rules[0].when.amount-ends: must be two digits",
                "rules: [ { when: { mti: 100 }, then: approve } ]; 1:25 rules[0].when.mti: must be an MTI, or its start and *",
                "rules: [ { when: { currency: MAD }, then: approve } ]; 1:30 rules[0].when.currency: must be a currency of 3 digits, such as 504",
                "rules: [ { when: { colour: red }, then: approve } ]; 1:20 rules[0].when.colour: unknown key, known here: amount, amount-ends, currency, mti, pan, processing-code, terminal",
            })
    void shouldPlaceEveryError(String yaml, String errors) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> parse(yaml));

        assertThat(refused.errors().stream().map(Object::toString).map(text -> text.replace(';', ',')))
                .containsExactly(java.util.Arrays.stream(errors.split("\\|"))
                        .map(error -> error.replaceFirst("^(\\d+:\\d+)", "rules.yaml:$1"))
                        .toArray(String[]::new));
    }

    @Test
    void shouldTellAllErrorsAtOnceWithoutCardData() {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> parse("rules:\n  - when: { pan: 4000001234567899x }\n    then: maybe\n  - then: decline\n"));

        assertThat(refused.errors()).hasSize(3);
        assertThat(refused.getMessage()).doesNotContain("4000001234567899");
    }

    private static Decision decision(String text) throws ConfigException {
        return rule("then: " + text).decision();
    }

    private static Rule rule(String text) throws ConfigException {
        return parse("rules:\n  - " + text + "\n").find(REQUEST).orElseThrow();
    }

    private static RuleBook parse(String yaml) throws ConfigException {
        return RulesFile.parse("rules.yaml", new StringReader(yaml));
    }
}
