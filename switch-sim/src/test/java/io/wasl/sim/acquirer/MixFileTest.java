package io.wasl.sim.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.yaml.Forms;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MixFileTest {

    private static final String KIND = "pan-prefix: 400000, amount: 100-200, currency: 504";

    @Test
    void shouldReadAKindOfTraffic() throws ConfigException {
        Traffic kind = parse("mix: [ { name: shops, weight: 3, mti: 0200, cards: 5, cancel-percent: 7, "
                        + "expect: [ \"00\", \"51\" ], set: { 3: \"010000\" }, " + KIND + " } ]")
                .kinds()
                .get(0);

        assertThat(kind.name()).isEqualTo("shops");
        assertThat(kind.mti()).isEqualTo(0x0200);
        assertThat(kind.pans()).hasSize(5).allMatch(pan -> pan.matches("400000\\d{10}"));
        assertThat(kind.amounts()).isEqualTo(new Forms.Span(100, 200));
        assertThat(kind.elements()).isEqualTo(Map.of(3, "010000"));
        assertThat(kind.cancelPercent()).isEqualTo(7);
        assertThat(kind.expected()).isEqualTo(Set.of("00", "51"));
    }

    @Test
    void shouldMakeCardsWithTheirLuhnDigit() {
        assertThat(Traffic.cards("41111111111111", 16, 2)).contains("4111111111111111");
        assertThat(new HashSet<>(Traffic.cards("400000", 16, 1000))).hasSize(1000);
    }

    @Test
    void shouldDrawByWeight() throws ConfigException {
        TrafficMix mix = parse("mix: [ { name: a, weight: 3, " + KIND + " }, { name: b, weight: 1, " + KIND + " } ]");
        var random = new SeededRandom(3);

        long drawn = java.util.stream.IntStream.range(0, 4_000)
                .filter(i -> mix.draw(random).name().equals("a"))
                .count();

        assertThat(drawn).isBetween(2_850L, 3_150L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "mix: []; mix.yaml:1:1 mix: needs a kind of traffic with a weight above 0",
                "mix: [ { KIND, set: { 11: 5 } } ]; mix.yaml:1:69 mix[0].set.11: is made by the generator",
                "mix: [ { KIND, set: { 129: 5 } } ]; mix.yaml:1:69 mix[0].set.129: must be a data element from 2 to 128",
                "mix: [ { KIND, mti: 0400 } ]; mix.yaml:1:67 mix[0].mti: must be 0100, 0200, 0120 or 0220",
                "mix: [ { KIND, pan-length: 7 } ]; mix.yaml:1:22 mix[0].pan-prefix: no room for 1000 cards below that prefix",
                "mix: [ { KIND, cancel-percent: 101 } ]; mix.yaml:1:78 mix[0].cancel-percent: must be 0 to 100",
                "mix: [ { KIND, weight: 0 } ]; mix.yaml:1:1 mix: needs a kind of traffic with a weight above 0",
            })
    void shouldPlaceEveryError(String yaml, String error) {
        assertThatThrownBy(() -> parse(yaml.replace("KIND", KIND)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(error);
    }

    private static TrafficMix parse(String yaml) throws ConfigException {
        return MixFile.parse("mix.yaml", new StringReader(yaml));
    }
}
