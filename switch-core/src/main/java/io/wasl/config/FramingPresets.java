package io.wasl.config;

import io.wasl.config.FramingConfig.HeaderForm;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The framings that the field knows by name.
 *
 * <pre>
 *   length-2             LL LL body                     2 bytes, big endian
 *   length-2-tpdu        LL LL TPDU(5) body
 *   length-2-inclusive   LL LL body                     the number counts itself
 *   length-2-zeros       LL LL 00 00 body
 *   zeros-length-2       00 00 LL LL body
 *   length-3, length-4   3, 4 bytes, big endian
 *   length-2-le, -4-le   2, 4 bytes, little endian
 *   ascii-4              '0' '1' '2' '3' body           also ascii-2, ascii-3, ascii-5, ascii-6
 *   hex-4                '0' '0' '7' 'B' body
 *   bcd-2                01 23 body
 *   bcd-2-tpdu           01 23 TPDU(5) body
 *   vap                  LL LL 00 00 header(22+) body   the number counts the header
 *   length-2-etx         LL LL body 03                  the number counts the 03
 *   etx                  body 03
 * </pre>
 *
 * A name may be followed by what else stands before each message, in this order: {@code ascii-4+tpdu}, {@code
 * length-2+iso} (the ISO literal, {@code ISO} and 9 digits), {@code length-4+tpdu+iso}.
 *
 * A frame of length zero is echoed where peers of that framing use it to ask whether somebody is there, ignored where
 * they send it as keep-alive, and elsewhere the sign of a broken peer.
 */
public final class FramingPresets {

    /** Id 60, no addresses: what hosts send that do not care; a profile sets its own. */
    static final String TPDU = "6000000000";

    /** {@code ISO000000000}: no product, no release, no status. */
    static final String ISO_LITERAL = "49534f" + "30".repeat(9);

    /** 22 bytes, form 1, text form 2; a profile sets the stations. */
    static final String VAP_HEADER = "160102" + "00".repeat(19);

    private static final String WITH_TPDU = "+tpdu";
    private static final String WITH_ISO = "+iso";

    private static final LengthKind BIG = LengthKind.BINARY_BIG_ENDIAN;
    private static final LengthKind LITTLE = LengthKind.BINARY_LITTLE_ENDIAN;

    private static final Map<String, FramingConfig> PRESETS = new LinkedHashMap<>();

    /** Constant bytes, as hex: in front of the length, behind it, behind the message. */
    private record Around(String before, String after, String trailer) {}

    private static final Around NOTHING = new Around("", "", "");

    static {
        put("length-2", BIG, 2, NOTHING, ZeroLength.CLOSE);
        put(framing("length-2-tpdu", BIG, 2, false, NOTHING, ZeroLength.CLOSE).withTpdu(TPDU));
        put(framing("length-2-inclusive", BIG, 2, true, NOTHING, ZeroLength.ECHO));
        put("length-2-zeros", BIG, 2, new Around("", "0000", ""), ZeroLength.ECHO);
        put("zeros-length-2", BIG, 2, new Around("0000", "", ""), ZeroLength.ECHO);
        put("length-3", BIG, 3, NOTHING, ZeroLength.ECHO);
        put("length-4", BIG, 4, NOTHING, ZeroLength.CLOSE);
        put("length-2-le", LITTLE, 2, NOTHING, ZeroLength.CLOSE);
        put("length-4-le", LITTLE, 4, NOTHING, ZeroLength.CLOSE);
        for (int digits : new int[] {2, 3, 4, 5, 6}) {
            put("ascii-" + digits, LengthKind.ASCII_DIGITS, digits, NOTHING, ZeroLength.IGNORE);
        }
        put("hex-4", LengthKind.HEX_DIGITS, 4, NOTHING, ZeroLength.CLOSE);
        put("bcd-2", LengthKind.BCD, 2, NOTHING, ZeroLength.CLOSE);
        put(framing("bcd-2-tpdu", LengthKind.BCD, 2, false, NOTHING, ZeroLength.CLOSE)
                .withTpdu(TPDU));
        put(framing("vap", BIG, 2, false, new Around("", "0000", ""), ZeroLength.ECHO)
                .withHeader(HeaderForm.VAP, VAP_HEADER));
        put("length-2-etx", BIG, 2, new Around("", "", "03"), ZeroLength.ECHO);
        put("etx", LengthKind.NONE, 0, new Around("", "", "03"), ZeroLength.IGNORE);
    }

    private FramingPresets() {}

    /** In the order of the table above, without what may follow a name. */
    public static List<String> names() {
        return List.copyOf(PRESETS.keySet());
    }

    /** Empty for a name that is not among {@link #names()}, nor one of them with {@code +tpdu}, {@code +iso} or both. */
    public static Optional<FramingConfig> find(String name) {
        boolean withIso = name.endsWith(WITH_ISO);
        String rest = withIso ? name.substring(0, name.length() - WITH_ISO.length()) : name;
        boolean withTpdu = rest.endsWith(WITH_TPDU);
        String base = withTpdu ? rest.substring(0, rest.length() - WITH_TPDU.length()) : rest;
        return Optional.ofNullable(PRESETS.get(base))
                .filter(preset -> !withTpdu || preset.tpdu().isEmpty())
                .filter(preset -> !withIso || preset.header().isEmpty())
                .map(preset -> withTpdu ? preset.withTpdu(TPDU) : preset)
                .map(preset -> withIso ? preset.withHeader(HeaderForm.ISO_LITERAL, ISO_LITERAL) : preset)
                .map(preset -> preset.named(name));
    }

    /**
     * As {@link #find}, for names known to be right.
     *
     * @throws IllegalArgumentException for another name
     */
    public static FramingConfig preset(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("no framing of this name; one of " + String.join(", ", names())));
    }

    private static void put(FramingConfig preset) {
        PRESETS.put(preset.name(), preset);
    }

    private static void put(String name, LengthKind kind, int width, Around around, ZeroLength zero) {
        put(framing(name, kind, width, false, around, zero));
    }

    private static FramingConfig framing(
            String name, LengthKind kind, int width, boolean inclusive, Around around, ZeroLength zero) {
        return new FramingConfig(
                name,
                kind,
                width,
                inclusive,
                around.before(),
                around.after(),
                "",
                "",
                around.trailer(),
                zero,
                HeaderForm.CONSTANT,
                Duration.ZERO);
    }
}
