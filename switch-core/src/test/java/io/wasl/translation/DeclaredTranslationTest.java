package io.wasl.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.config.MappingConfig;
import io.wasl.iso.ElementSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile may declare, and what it must not be able to. */
final class DeclaredTranslationTest {

    private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    private final MessageWriter writer = new MessageWriter();
    private final byte[] buffer = new byte[8192];

    /** Where nothing else is planned the drop is the plan. */
    @ParameterizedTest
    @CsvSource({"iso87-ascii, iso87-ascii", "iso87-ascii, iso87-binary", "iso87-ascii, iso93-ascii"})
    void shouldLeaveOutWhatIsDropped(String from, String to) {
        Dialect source = shipped(from);
        Dialect target = from.equals(to) ? source : shipped(to);
        Translation translation = Translation.of(source, target, List.of(drop("48")));

        MessageView arrived = translated(translation, Map.of(3, "000000", 48, "SECRET"));

        assertThat(arrived.has(3)).isTrue();
        assertThat(arrived.has(48)).isFalse();
        ElementSet kept = new ElementSet(100);
        kept.put(48, ascii("SECRET"), 0, 6);
        ElementSet leg = new ElementSet(100);
        assertThat(translation.translate(kept, 0x0100, leg, () -> NOW)).isTrue();
        assertThat(leg.has(48)).isFalse();
    }

    @Test
    void shouldDropWholeElementsAndNoCode() {
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", drop("54.1")))
                .hasMessage("whole elements are left out, no part 54.1");
        for (String needed : List.of("4", "7", "11")) {
            assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", drop(needed)))
                    .hasMessage(
                            "DE " + needed + " is what messages are matched and compared by: it cannot be left out");
        }
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", drop("39")))
                .hasMessage("DE 39 is what an answer says: it cannot be left out");
    }

    /** 51 of 1987 with a zero before it would be 051, an approval. */
    @Test
    void shouldNotLetACodeChangeItsKind() {
        String only = "DE 39 comes from DE 39, by values alone";
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map("39", "39", Map.of(), null)))
                .hasMessageStartingWith(only);
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map("39", "39", Map.of("51", "116"), "000")))
                .hasMessageStartingWith(only);
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map(null, "39", Map.of(), "000")))
                .hasMessageStartingWith(only);
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map("38", "39", Map.of("51", "116"), null)))
                .hasMessageStartingWith(only);
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map("39", "39", Map.of("51", "001"), null)))
                .hasMessage("DE 39: 51 does not in iso87-ascii, 001 approves in iso93-ascii");
        assertThatThrownBy(() -> of("iso87-ascii", "iso87-binary", map("39", "39", Map.of("00", "05"), null)))
                .hasMessage("DE 39: 00 approves in iso87-ascii, 05 does not in iso87-binary");
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map("39", "39", Map.of("70", "000"), null)))
                .hasMessageContaining("70 does not");
    }

    /** What the table does not name is told as ever. */
    @ParameterizedTest
    @CsvSource({"iso93-ascii, 51, 121", "iso93-ascii, 54, 101", "iso93-ascii, 00, 000", "iso87-binary, 54, 54"})
    void shouldTellCodesByTheTableFirst(String to, String code, String told) {
        Map<String, String> table = Map.of("51", to.contains("93") ? "121" : "61");
        Translation translation = of("iso87-ascii", to, map("39", "39", table, null));

        assertThat(text(translated(translation, Map.of(39, code)), 39)).isEqualTo(told);
    }

    /** Track, PIN, card verification and keys must not become something that is stored, numbers nothing in the clear. */
    @ParameterizedTest
    @CsvSource({"35, 44", "45, 43", "52, 42", "53, 102", "2, 44", "102, 43", "55, 43", "35, 2"})
    void shouldRefuseToUnprotect(String source, String target) {
        assertThatThrownBy(() -> of("iso93-ascii", "iso87-ascii", map(source, target, Map.of(), null)))
                .hasMessageStartingWith(source + " is ")
                .hasMessageEndingWith(", and " + target + " is not so protected in iso87-ascii");
    }

    /** Passed on untouched, stored by nobody. */
    @ParameterizedTest
    @CsvSource({"49, 48", "2, 102", "35, 35", "34, 60"})
    void shouldLetWhatStaysProtectedPass(String source, String target) {
        assertThat(of("iso03-ascii", "iso87-ascii", map(source, target, Map.of(), null))
                        .to()
                        .name())
                .isEqualTo("iso87-ascii");
    }

    /** Card verification in the one, stored in the other: not by the same number either. */
    @Test
    void shouldNotCarryWhatIsNeverStoredIntoWhatIs() {
        Dialect never = own("48: { type: any...999, sensitivity: cvv }");
        Dialect stores = own("48: { type: any...999, store: true }");
        Dialect passes = own("48: { type: any...999 }");

        assertThat(Loss.text(Translation.of(never, stores).losses()))
                .isEqualTo("DE 48 (never stored, and there it would be)");
        assertThat(Translation.of(never, stores).carries(48)).isFalse();
        assertThat(Translation.of(never, passes).losses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"48", "49"})
    void shouldRefuseAValueThatIsLongerThanAnyStepCanTake(String target) {
        Dialect wide = own("48: { type: ans....9999 }");
        Dialect narrow = own("48: { type: ans...999 }\n  49: { type: ans....9999 }");
        List<MappingConfig> declared =
                target.equals("49") ? List.of(map("48", "49", Map.of(), null)) : List.<MappingConfig>of();

        Translation translation = Translation.of(wide, narrow, declared);

        assertThat(begins(translation, Map.of(48, "x".repeat(1001)))).isFalse();
    }

    @Test
    void shouldRefuseAConstantThatItsElementCannotHold() {
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map(null, "26", Map.of(), "ABCD")))
                .hasMessage("ABCD cannot stand in DE 26 of iso93-ascii");
        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", map("22", "24", Map.of("051", "1X0"), null)))
                .hasMessage("1X0 cannot stand in DE 24 of iso93-ascii");
    }

    /** An amount beside the transaction's must not grow by what its exponent says. */
    @ParameterizedTest
    @CsvSource({"00015042C000000001000, true", "00015043C000000010000, false", "00015043C000000000000, true"})
    void shouldRefuseAdditionalAmountsWithOtherDecimals(String amounts, boolean isSaid) {
        Translation translation = Translation.of(shipped("iso03-ascii"), shipped("iso87-ascii"));

        assertThat(begins(translation, Map.of(54, amounts))).isEqualTo(isSaid);
    }

    /** Merchants are told as lost where the other dialect has no element for them. */
    @Test
    void shouldTellThatTheMerchantsTypeIsLost() {
        Dialect without = own("3: { type: n6, sensitivity: open }", 1993);

        assertThat(Translation.of(shipped("iso87-ascii"), without).losses().stream()
                        .map(Loss::element))
                .contains(18);
        assertThat(Translation.of(shipped("iso87-ascii"), shipped("iso93-ascii")).losses().stream()
                        .map(Loss::element))
                .doesNotContain(18);
    }

    @Test
    void shouldTellThatTheThirdBitmapIsLostByAMapping() {
        Dialect third = own("48: { type: any...999 }\n  130: { type: n6 }", 1987, "tertiary: contiguous\n");

        assertThat(Translation.of(third, third).losses()).isEmpty();
        assertThat(Translation.of(third, third, List.of(drop("48"))).losses().stream()
                        .map(Loss::element))
                .containsExactly(130);
    }

    private static Translation of(String from, String to, MappingConfig mapping) {
        return Translation.of(shipped(from), shipped(to), List.of(mapping));
    }

    @ParameterizedTest
    @CsvSource({
        "41, 11, DE 11 is the switch's own on each leg",
        "13, 7, DE 7 is the switch's own on each leg",
        ", 4, DE 4 says whose money moves and how much: it cannot be always the same",
        ", 2, DE 2 says whose money moves and how much: it cannot be always the same"
    })
    void shouldRefuseToMapWhatTellsTransactionsApart(
            @org.jspecify.annotations.Nullable String from, String to, String reason) {
        MappingConfig mapping = map(from, to, Map.of(), from == null ? "1" : null);

        assertThatThrownBy(() -> of("iso87-ascii", "iso93-ascii", mapping)).hasMessage(reason);
    }

    private static MappingConfig drop(String element) {
        return new MappingConfig(Optional.of(element), Optional.empty(), Map.of(), Optional.empty(), false);
    }

    private static MappingConfig map(
            @org.jspecify.annotations.Nullable String from,
            String to,
            Map<String, String> values,
            @org.jspecify.annotations.Nullable String otherwise) {
        return new MappingConfig(
                Optional.ofNullable(from), Optional.of(to), values, Optional.ofNullable(otherwise), false);
    }

    private static Dialect shipped(String name) {
        try {
            return Dialects.load(name, Path.of("nowhere"));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Dialect own(String elements) {
        return own(elements, 1987);
    }

    private static Dialect own(String elements, int version) {
        return own(elements, version, "");
    }

    private static Dialect own(String elements, int version, String more) {
        try {
            return Dialects.parse(
                    "own",
                    "own.yaml",
                    "version: " + version + "\nmti: ascii\nbitmap: hex\nencodings: { b: hex }\n"
                            + "prefix: ascii\n" + more
                            + "elements:\n  2: { type: n..19, sensitivity: pan }\n  39: { type: an"
                            + (version == 1987 ? 2 : 3) + ", sensitivity: open }\n  " + elements
                            + "\n");
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean begins(Translation translation, Map<Integer, String> elements) {
        return translation.begin(writer, 0x0110, view(translation.from(), elements), () -> NOW);
    }

    private MessageView translated(Translation translation, Map<Integer, String> elements) {
        assertThat(begins(translation, elements)).isTrue();
        byte[] out = new byte[8192];
        int length = writer.encode(out, 0, out.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        MessageView arrived = new MessageView();
        assertThat(arrived.decode(translation.to(), out, 0, length)).isTrue();
        return arrived;
    }

    private MessageView view(Dialect dialect, Map<Integer, String> elements) {
        MessageWriter source =
                new MessageWriter().begin(dialect, dialect.version().mti(0x0110));
        elements.forEach(source::setText);
        int length = source.encode(buffer, 0, buffer.length);
        assertThat(length).as("DE %d", source.failedElement()).isPositive();
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, buffer, 0, length)).isTrue();
        return view;
    }

    private static String text(MessageView message, int de) {
        byte[] value = new byte[1000];
        return new String(value, 0, message.copy(de, value, 0), StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
