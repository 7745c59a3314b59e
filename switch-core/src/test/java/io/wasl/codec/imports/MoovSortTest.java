package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders of keys as moov's sort functions make them, where they make only one. */
final class MoovSortTest {

    @Test
    void shouldOrderByTextByNumberAndByHex() {
        List<String> keys = List.of("10", "2", "1");
        assertThat(order("Strings", keys)).contains(List.of("1", "10", "2"));
        assertThat(order("StringsByInt", keys)).contains(List.of("1", "2", "10"));
        assertThat(order("StringsByHex", keys))
                .as("half bytes are no hex for moov, so that they are compared as text")
                .contains(List.of("1", "10", "2"));
        assertThat(order("StringsByHex", List.of("0b", "0A", "10", "02"))).contains(List.of("02", "0A", "0b", "10"));
        assertThat(order("StringsByHex", List.of("9F26", "5A", "9F02"))).contains(List.of("5A", "9F02", "9F26"));
        assertThat(order("StringsByInt", List.of("b", "C", "a"))).contains(List.of("C", "a", "b"));
        assertThat(order("StringsByInt", List.of("1", "3", "2B"))).contains(List.of("1", "2B", "3"));
    }

    @Test
    void shouldKnowNoOrderWhereMoovHasMoreThanOne() {
        assertThat(order("StringsByInt", List.of("2", "10", "1A")))
                .as("2 < 10 < 1A < 2")
                .isEmpty();
        assertThat(order("StringsByInt", List.of("1", "01")))
                .as("the same number")
                .isEmpty();
        assertThat(order("StringsByHex", List.of("0a", "0B", "A")))
                .as("0a < 0B by number, 0B < 0a as text")
                .isEmpty();
    }

    @Test
    void shouldKnowTheFunctionsOfMoovOnly() {
        assertThat(MoovSort.of("stringsByInt")).isEmpty();
        assertThat(MoovSort.of("")).isEmpty();
    }

    private static Optional<List<String>> order(String sort, List<String> keys) {
        return MoovSort.of(sort).orElseThrow().order(keys);
    }
}
