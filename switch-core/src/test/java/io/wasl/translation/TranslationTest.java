package io.wasl.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.codec.PartPath;
import io.wasl.codec.PartView;
import io.wasl.config.ConfigException;
import io.wasl.config.MappingConfig;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.time.EpochClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TranslationTest {

    private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    private static final EpochClock CLOCK = () -> NOW;

    private final MessageWriter writer = new MessageWriter();
    private final byte[] buffer = new byte[8192];

    @ParameterizedTest
    @CsvSource({"iso87-ascii, iso87-ascii", "iso87-ascii, iso87-binary", "iso93-binary, iso93-ebcdic"})
    void shouldLoseNothingBetweenDialectsOfOneVersion(String from, String to) {
        Translation translation = Translation.of(shipped(from), shipped(to));

        assertThat(translation.losses()).isEmpty();
        Map<Integer, String> request = request(shipped(from).version().nibble());
        assertThat(translated(translation, 0x0100, request)).isEqualTo(request);
    }

    @Test
    void shouldTellWhatIsLostFrom1987To1993() {
        Translation translation = Translation.of(shipped("iso87-ascii"), shipped("iso93-ascii"));

        assertThat(translation.losses().stream().map(Loss::element))
                .contains(22, 24, 25, 26, 28, 29, 30, 31, 46, 53, 57, 58, 59)
                .doesNotContain(2, 3, 4, 7, 11, 12, 13, 18, 32, 37, 41, 42, 43, 48, 49, 52, 60, 63, 70, 90, 128);
        assertThat(Loss.text(translation.losses()))
                .startsWith("DE 22 24-26 28-31 46 53 56-59 ")
                .endsWith("; DE 55 (shorter there, longer values are refused)");
        Map<Integer, String> arrived = translated(translation, 0x0100, request(0));
        assertThat(arrived).doesNotContainKeys(22, 25).containsEntry(24, "100");
    }

    /** What is neither carried, converted, declared nor told as lost would vanish unseen. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, iso93-ascii",
        "iso93-ascii, iso87-ascii",
        "iso87-binary, iso03-ascii",
        "iso03-ebcdic, iso87-ascii",
        "iso93-binary, iso03-binary",
        "iso03-ascii, iso93-ebcdic"
    })
    void shouldAccountForEveryElement(String from, String to) {
        Dialect source = shipped(from);
        Translation translation = Translation.of(source, shipped(to));
        List<Integer> lost = translation.losses().stream().map(Loss::element).toList();
        for (int de = 2; de < 64; de++) {
            boolean isUsed = VersionSteps.usedBetween(
                            source.version(), shipped(to).version())
                    .contains(de);
            boolean arrives = translation.carries(de) || isUsed || isMadeOf(translation, source, de);
            if (source.declares(de)) {
                assertThat(arrives || lost.contains(de))
                        .as("DE %d from %s to %s", de, from, to)
                        .isTrue();
            }
        }
    }

    /** Whether a message that carries the element arrives with something under its number. */
    private boolean isMadeOf(Translation translation, Dialect source, int de) {
        Map<Integer, String> elements = new TreeMap<>(request(source.version().nibble()));
        elements.putIfAbsent(de, sample(source, de));
        if ((de == 5 || de == 6) && source.version() != Version.V2003) {
            elements.put(de + 45, "978");
        }
        return translated(translation, source.version().mti(0x0100), elements).containsKey(de);
    }

    private static String sample(Dialect dialect, int de) {
        return switch (de) {
            case 39 -> dialect.version().is1987() ? "51" : dialect.version().codeDigits() == 3 ? "116" : "1016";
            case 54 -> dialect.version().codeDigits() == 4 ? "00015042C000000001000" : "0001504C000000001000";
            case 15 -> "20261122".substring(8 - Math.min(8, dialect.spec(de).length()));
            case 5, 6 -> dialect.version().codeDigits() == 4 ? "9782000000001000" : "000000001000";
            case 28 ->
                dialect.version().is1987()
                        ? "C00000001"
                        : "20261122".substring(8 - dialect.spec(de).length());
            case 29, 30, 31 -> dialect.version().is1987() ? "C00000001" : number(dialect, de);
            default -> number(dialect, de);
        };
    }

    private static String number(Dialect dialect, int de) {
        return "1".repeat(dialect.spec(de).isFixed() ? dialect.spec(de).length() : 1);
    }

    @Test
    void shouldFindTheYearNearestToNow() {
        Translation translation = Translation.of(shipped("iso87-ascii"), shipped("iso03-ascii"));
        Map<Integer, String> request = request(0);
        request.put(13, "0102");
        request.put(15, "1231");
        Map<Integer, String> arrived = translated(translation, 0x0100, request);
        assertThat(arrived.get(12)).isEqualTo("20270102031500");
        assertThat(arrived.get(15)).isEqualTo("20261231");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1970-01-01", "1999-12-31", "2000-02-29", "2023-03-01", "2024-02-29", "2100-02-28", "2400-12-31"
            })
    void shouldKnowTheCalendar(String day) {
        long ms = Instant.parse(day + "T23:59:59Z").toEpochMilli();
        assertThat(Years.date(ms)).isEqualTo(Long.parseLong(day.replace("-", "")));
    }

    @Test
    void shouldKnowEveryDayOfTwoCenturies() {
        java.time.LocalDate day = java.time.LocalDate.of(1950, 1, 1);
        for (int i = 0; i < 73_000; i++, day = day.plusDays(1)) {
            long expected = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
            assertThat(Years.date(day.toEpochDay() * 86_400_000)).isEqualTo(expected);
        }
    }

    @Test
    void shouldMoveAmountsInAndOutOf2003() {
        Translation into = Translation.of(shipped("iso93-ascii"), shipped("iso03-ascii"));
        Translation out = Translation.of(shipped("iso03-ascii"), shipped("iso93-ascii"));
        Map<Integer, String> request = request(1);
        request.put(49, "392");
        request.put(54, "0001504D000000001000" + "0040978C000000000002");

        Map<Integer, String> arrived = translated(into, 0x1100, request);

        assertThat(arrived.get(4)).as("yen have no minor unit").isEqualTo("3920000000005000");
        assertThat(arrived.get(54)).isEqualTo("00015042D000000001000" + "00409782C000000000002");
        assertThat(arrived).doesNotContainKey(49);
        Map<Integer, String> back = translated(out, 0x2100, arrived);
        assertThat(back.get(4)).isEqualTo(request.get(4));
        assertThat(back.get(49)).isEqualTo("392");
        assertThat(back.get(54)).isEqualTo(request.get(54));
    }

    @Test
    void shouldShortenTextOnlyByItsBlanks() {
        Translation translation = Translation.of(shipped("iso03-ascii"), shipped("iso87-ascii"));
        Map<Integer, String> request = request(2);
        request.put(41, "ABCDEFGH        ");
        assertThat(translated(translation, 0x2100, request).get(41)).isEqualTo("ABCDEFGH");

        request.put(41, "ABCDEFGHI       ");
        assertThat(begins(translation, 0x2100, request)).isFalse();
    }

    @Test
    void shouldFollowWhatIsDeclared() {
        List<MappingConfig> mappings = List.of(
                mapping("22", "22", Map.of("051", "51010151134C"), "000000000000", false),
                mapping("48", "44", Map.of(), null, true),
                mapping(null, "24", Map.of(), "101", false),
                new MappingConfig(Optional.of("25"), Optional.empty(), Map.of(), Optional.empty(), false));
        Translation translation = Translation.of(shipped("iso87-ascii"), shipped("iso93-ascii"), mappings);
        Map<Integer, String> request = request(0);
        request.put(48, "x".repeat(150));

        Map<Integer, String> arrived = translated(translation, 0x0100, request);

        assertThat(arrived.get(22)).isEqualTo("51010151134C");
        assertThat(arrived.get(24)).isEqualTo("101");
        assertThat(arrived.get(44)).isEqualTo("x".repeat(99));
        assertThat(translation.losses().stream().map(Loss::element)).doesNotContain(22, 25, 48);
        request.put(22, "900");
        assertThat(translated(translation, 0x0100, request).get(22)).isEqualTo("000000000000");
    }

    @Test
    void shouldMapPartsToPartsAndElements() throws Exception {
        Dialect source = dialect("{ type: any...999, parts: { form: tagged, tag: { bytes: 2, encoding: ascii },"
                + " length: { bytes: 2, encoding: ascii }, fields: { 01: { type: n..9 }, 02: { type: an..9 } } } }");
        Dialect target = dialect(
                "{ type: any...999, parts: { form: positional, fields: { 1: { type: n4 }, 2: { type: an4 } } } }");
        Translation translation = Translation.of(
                source,
                target,
                List.of(
                        mapping("48.01", "48.1", Map.of(), null, false),
                        mapping("48.02", "44", Map.of("AB", "yes"), null, false)));
        writer.begin(source, 0x0100);
        writer.setText(11, "000001")
                .set(PartPath.of(source, "48.01"), "1234".getBytes(StandardCharsets.US_ASCII), 0, 4);
        writer.set(PartPath.of(source, "48.02"), "AB".getBytes(StandardCharsets.US_ASCII), 0, 2);
        MessageView view = decode(source, writer.encode(buffer, 0, buffer.length));

        assertThat(translation.begin(writer, 0x0100, view, CLOCK)).isTrue();
        byte[] out = new byte[4096];
        int length = writer.encode(out, 0, out.length);
        MessageView arrived = new MessageView();
        assertThat(arrived.decode(target, out, 0, length)).isTrue();
        PartView part = new PartView();
        assertThat(part.find(arrived, PartPath.of(target, "48.1"))).isTrue();
        assertThat(part.neutralLength()).isEqualTo(4);
        assertThat(text(arrived, 44)).isEqualTo("yes");
    }

    /** The same dialect on both legs, and still something declared: the rest passes. */
    @Test
    void shouldChangeOnlyWhatIsDeclaredWithinOneDialect() {
        Dialect dialect = shipped("iso87-ascii");
        Translation translation =
                Translation.of(dialect, dialect, List.of(mapping("25", "25", Map.of("00", "08"), null, false)));
        Map<Integer, String> request = request(0);
        Map<Integer, String> expected = new TreeMap<>(request);
        expected.put(25, "08");

        assertThat(translated(translation, 0x0100, request)).isEqualTo(expected);
        assertThat(translation.losses()).isEmpty();
    }

    /** A mapping into one part leaves the others of its element as they came. */
    @Test
    void shouldLeaveTheOtherPartsOfAnElement() throws Exception {
        Dialect dialect = dialect("{ type: any...999, parts: { form: tagged, tag: { bytes: 2, encoding: ascii },"
                + " length: { bytes: 2, encoding: ascii }, fields: { 01: { type: n..9 }, 02: { type: an..9 } } } }");
        Translation translation =
                Translation.of(dialect, dialect, List.of(mapping("44", "48.02", Map.of(), null, false)));
        Map<Integer, String> request = new TreeMap<>(Map.of(11, "000001", 44, "CD", 48, "01041234" + "0202AB"));

        assertThat(translated(translation, 0x0100, request).get(48)).isEqualTo("01041234" + "0202CD");
    }

    @ParameterizedTest
    @CsvSource({"22.7, 22, has no parts", "22, 65, declares no element 65", "22, 64, made by the link"})
    void shouldRefuseAMappingOfWhatIsNotThere(String from, String to, String reason) {
        assertThatThrownBy(() -> Translation.of(
                        shipped("iso87-ascii"),
                        shipped("iso93-ascii"),
                        List.of(mapping(from, to, Map.of(), null, false))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldSayOfKeptElementsWhatTheLegSaid() {
        Translation translation = Translation.of(shipped("iso87-ascii"), shipped("iso93-ascii"));
        MessageView view = view(shipped("iso87-ascii"), 0x0100, request(0));
        ElementSet kept = new ElementSet(2048);
        assertThat(view.copyTo(kept, ElementMask.ALL)).isTrue();
        ElementSet leg = new ElementSet(2048);

        assertThat(translation.translate(kept, 0x0100, leg, CLOCK)).isTrue();

        Map<Integer, String> arrived = translated(translation, 0x0100, request(0));
        Map<Integer, String> said = new TreeMap<>();
        for (int entry = 0; entry < leg.length(); entry = leg.next(entry)) {
            said.put(leg.elementAt(entry), leg.text(leg.elementAt(entry)));
        }
        assertThat(said).isEqualTo(arrived);
    }

    @Test
    void shouldAllocateNothing() {
        Translation translation = Translation.of(shipped("iso87-ascii"), shipped("iso03-binary"));
        MessageView view = view(shipped("iso87-ascii"), 0x0100, request(0));
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        byte[] out = new byte[4096];
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 40 && least > 0; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                translation.begin(writer, 0x0100, view, CLOCK);
                writer.encode(out, 0, out.length);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(writer.failedElement()).isNegative();
        assertThat(least).isZero();
    }

    @Test
    void shouldRefuseACodeThatNobodyKnows() {
        Translation translation = Translation.of(shipped("iso87-ascii"), shipped("iso93-ascii"));
        Map<Integer, String> answer = request(0);
        answer.put(39, "Q7");
        assertThat(begins(translation, 0x0110, answer)).isFalse();
        answer.put(39, ResponseCode.toString(ResponseCode.PARTIALLY_APPROVED));
        assertThat(translated(translation, 0x0110, answer).get(39)).isEqualTo("002");
    }

    private static Map<Integer, String> request(int version) {
        Map<Integer, String> elements = new TreeMap<>();
        elements.put(2, "4000001234567899");
        elements.put(3, "000000");
        elements.put(4, version == 2 ? "5042000000005000" : "000000005000");
        elements.put(7, "1122031500");
        elements.put(11, version == 2 ? "000000000007" : "000007");
        elements.put(12, version == 0 ? "031500" : version == 1 ? "261122031500" : "20261122031500");
        elements.put(32, "12345");
        elements.put(37, "632603000007");
        elements.put(41, version == 2 ? "TERM0001        " : "TERM0001");
        if (version == 0) {
            elements.put(13, "1122");
            elements.put(18, "5999");
            elements.put(22, "051");
            elements.put(25, "00");
        } else {
            elements.put(24, "100");
            elements.put(26, "5999");
        }
        if (version != 2) {
            elements.put(49, "504");
        }
        return elements;
    }

    private static MappingConfig mapping(
            @Nullable String from, String to, Map<String, String> values, @Nullable String otherwise, boolean cut) {
        return new MappingConfig(
                Optional.ofNullable(from), Optional.of(to), values, Optional.ofNullable(otherwise), cut);
    }

    private boolean begins(Translation translation, int mti, Map<Integer, String> elements) {
        return translation.begin(writer, mti, view(translation.from(), mti, elements), CLOCK);
    }

    private Map<Integer, String> translated(Translation translation, int mti, Map<Integer, String> elements) {
        MessageView view = view(translation.from(), mti, elements);
        assertThat(translation.begin(writer, mti, view, CLOCK)).isTrue();
        byte[] out = new byte[8192];
        int length = writer.encode(out, 0, out.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        MessageView arrived = new MessageView();
        assertThat(arrived.decode(translation.to(), out, 0, length)).isTrue();
        Map<Integer, String> read = new TreeMap<>();
        for (int de = 2; de <= 128; de++) {
            if (arrived.has(de)) {
                read.put(de, text(arrived, de));
            }
        }
        return read;
    }

    private MessageView view(Dialect dialect, int mti, Map<Integer, String> elements) {
        writer.begin(dialect, dialect.version().mti(mti));
        elements.forEach(writer::setText);
        return decode(dialect, writer.encode(buffer, 0, buffer.length));
    }

    private MessageView decode(Dialect dialect, int length) {
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        MessageView view = new MessageView();
        byte[] message = java.util.Arrays.copyOf(buffer, length);
        assertThat(view.decode(dialect, message, 0, length)).isTrue();
        return view;
    }

    private static String text(MessageView view, int de) {
        byte[] value = new byte[view.neutralLength(de)];
        view.copy(de, value, 0);
        return new String(value, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static Dialect dialect(String element48) throws Exception {
        Path folder = java.nio.file.Files.createTempDirectory("dialect");
        java.nio.file.Files.writeString(folder.resolve("own.yaml"), """
                version: 1987
                mti: ascii
                bitmap: hex
                encodings: { b: hex }
                prefix: ascii
                elements:
                  11: { type: n6 }
                  39: { type: an2 }
                  44: { type: ans..25 }
                  48: %s
                """.formatted(element48));
        return Dialects.load("own", folder);
    }

    private static Dialect shipped(String name) {
        try {
            return Dialects.load(name, Path.of("."));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
