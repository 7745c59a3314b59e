package io.wasl.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Between 2003 and the versions before it: a number means something else, or has another form, more often than between them. */
final class Translation2003Test {

    private static final long NOW = Instant.parse("2026-11-22T09:44:35Z").toEpochMilli();

    private final Dialect iso93 = shipped("iso93-ascii");
    private final Dialect iso03 = shipped("iso03-ascii");

    /** Its amount stands in parts, which one dialect writes in ASCII and the other in EBCDIC. */
    @ParameterizedTest
    @CsvSource({
        "iso03-ascii, iso03-ebcdic",
        "iso03-ebcdic, iso03-ascii",
        "iso03-binary, iso03-ebcdic",
        "iso03-ebcdic, iso03-binary",
        "iso03-ascii, iso03-binary"
    })
    void shouldLoseNoAmountBetweenFormsOf2003(String from, String to) {
        Map<Integer, String> reversal = new TreeMap<>();
        reversal.put(4, "5042000000012345");
        reversal.put(11, "000000000042");
        reversal.put(30, "5042000000020000" + "5042000000000000");

        assertThat(translated(shipped(from), shipped(to), 0x2420, reversal)).contains(reversal);
        assertThat(Translation.of(shipped(from), shipped(to)).losses())
                .noneMatch(loss -> loss.cause() == Loss.Cause.OTHER_PARTS);
    }

    @Test
    void shouldSayARequestOf2003In1993() {
        Map<Integer, String> request = new TreeMap<>();
        request.put(2, "4000001234567899");
        request.put(3, "000000");
        request.put(4, "5042000000012345");
        request.put(11, "000000000042");
        request.put(12, "20261122094435");
        request.put(21, "M123456789012345010000");
        request.put(24, "100");
        request.put(26, "5411");
        request.put(41, "TERM0001        ");
        request.put(42, "SHOP 1");
        request.put(49, "\1\2\3");

        Map<Integer, String> said = translated(iso03, iso93, 0x2100, request).orElseThrow();

        assertThat(said)
                .containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.of(
                        2, "4000001234567899",
                        3, "000000",
                        4, "000000012345",
                        11, "000042",
                        12, "261122094435",
                        24, "100",
                        26, "5411",
                        41, "TERM0001",
                        42, "SHOP 1         ",
                        49, "504")));
    }

    @Test
    void shouldSayARequestOf1993In2003() {
        Map<Integer, String> request = new TreeMap<>();
        request.put(3, "000000");
        request.put(4, "000000012345");
        request.put(11, "000042");
        request.put(12, "261122094435");
        request.put(18, "5999");
        request.put(21, "504");
        request.put(24, "100");
        request.put(28, "261122");
        request.put(34, "99 4000001234567899");
        request.put(41, "TERM0001");
        request.put(49, "504");

        Map<Integer, String> said = translated(iso93, iso03, 0x1100, request).orElseThrow();

        assertThat(said)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        3, "000000",
                        4, "5042000000012345",
                        11, "000000000042",
                        12, "20261122094435",
                        24, "100",
                        28, "20261122",
                        41, "TERM0001        "));
    }

    /** Cut off it would be another terminal. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM00012", "TERM0001       X"})
    void shouldNotShortenTheNameOfATerminal(String terminal) {
        assertThat(translated(iso03, iso93, 0x2100, Map.of(3, "000000", 41, terminal)))
                .isEmpty();
    }

    /** What the other says in the words of its version; empty when it cannot be said. */
    private static Optional<Map<Integer, String>> translated(
            Dialect from, Dialect to, int mti, Map<Integer, String> elements) {
        MessageWriter writer = new MessageWriter().begin(from, mti);
        elements.forEach((de, text) -> {
            byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
            writer.set(de, value, 0, value.length);
        });
        byte[] wire = new byte[4096];
        int length = writer.encode(wire, 0, wire.length);
        MessageView view = new MessageView();
        assertThat(view.decode(from, wire, 0, length)).isTrue();
        if (!Translation.of(from, to).begin(writer, mti, view, () -> NOW)) {
            return Optional.empty();
        }
        byte[] said = new byte[4096];
        int saidLength = writer.encode(said, 0, said.length);
        assertThat(saidLength).as("DE %d", writer.failedElement()).isPositive();
        MessageView read = new MessageView();
        assertThat(read.decode(to, said, 0, saidLength)).isTrue();
        assertThat(read.mti()).isEqualTo(to.version().mti(mti));
        Map<Integer, String> values = new TreeMap<>();
        byte[] value = new byte[4096];
        for (int de = 2; de <= 128; de++) {
            if (read.has(de)) {
                int units = read.copy(de, value, 0);
                values.put(de, new String(Arrays.copyOf(value, units), StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.of(values);
    }

    private static Dialect shipped(String name) {
        try {
            return Dialects.load(name, Path.of("no-such-folder"));
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
