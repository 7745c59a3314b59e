package io.wasl.config;

import io.wasl.config.FramingConfig.HeaderForm;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code framing}: the name of a preset, or a mapping that describes one, from nothing or from a preset on.
 *
 * <p>Owner: the thread that loads the configuration.
 */
final class FramingReader {

    /** The commonest of all, and what stands in after an error. */
    private static final FramingConfig PLAIN = FramingPresets.preset("length-2").named("custom");

    private static final int TPDU_DIGITS = 10;
    private static final int LEAST_VAP_BYTES = 22;

    /** A peer that waits longer than this for a sign of life waits for ever. */
    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofHours(1);

    private FramingReader() {}

    static FramingConfig read(Section member) {
        Optional<YamlNode> node = member.node("framing");
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping) {
            return custom(member.section("framing"));
        }
        String name = member.required("framing");
        return name.isEmpty() ? PLAIN : preset(member, "framing", name);
    }

    private static FramingConfig preset(Section section, String key, String name) {
        Optional<FramingConfig> preset = FramingPresets.find(name);
        if (preset.isEmpty()) {
            section.wrong(
                    key,
                    "no framing '" + name + "'; there are " + String.join(", ", FramingPresets.names())
                            + Spelling.suggestion(name, FramingPresets.names()));
        }
        return preset.orElse(PLAIN);
    }

    private static FramingConfig custom(Section section) {
        FramingConfig base = section.text("preset")
                .map(name -> preset(section, "preset", name))
                .orElse(PLAIN);
        if (!section.has("preset") && !section.has("length")) {
            section.wrong("length", "is required where no preset is named");
        }
        LengthKind kind = section.choice("length", base.lengthKind());
        HeaderForm form = section.choice("header-form", base.headerForm());
        FramingConfig framing = new FramingConfig(
                "custom",
                kind,
                width(section, kind, kind == base.lengthKind() ? base.lengthWidth() : usualWidth(kind)),
                section.truth("inclusive", base.inclusive()),
                hex(section, "before", base.before()),
                hex(section, "after", base.after()),
                header(section, form, form == base.headerForm() ? base.header() : usualHeader(form)),
                hex(section, "tpdu", base.tpdu()),
                hex(section, "trailer", base.trailer()),
                section.choice("zero-length", base.zeroLength()),
                form,
                section.duration("keep-alive", base.keepAlive(), Duration.ZERO, LONGEST_KEEP_ALIVE));
        check(section, framing);
        checkHeader(section, framing);
        section.refuseUnknown();
        return framing;
    }

    private static void check(Section section, FramingConfig framing) {
        if (section.isRight("tpdu")
                && !framing.tpdu().isEmpty()
                && framing.tpdu().length() != TPDU_DIGITS) {
            section.wrong("tpdu", "must have 5 bytes: identifier, destination 2, origin 2");
        }
        if (framing.lengthKind() == LengthKind.NONE && framing.trailer().isEmpty() && section.isRight("trailer")) {
            section.wrong("trailer", "is required where no length is sent: nothing else ends a message");
        }
        if (framing.lengthKind() == LengthKind.NONE && framing.inclusive()) {
            section.wrong("inclusive", "means nothing where no length is sent");
        }
        if (!framing.keepAlive().isZero() && framing.zeroLength() != ZeroLength.IGNORE) {
            section.wrong(
                    "keep-alive",
                    "needs zero-length: ignore; echoed by both ends such a frame would go to and fro for ever");
        }
    }

    private static void checkHeader(Section section, FramingConfig framing) {
        if (!section.isRight("header")) {
            return;
        }
        String header = framing.header();
        switch (framing.headerForm()) {
            case CONSTANT -> {
                // Any bytes, or none.
            }
            case KEPT -> {
                if (header.isEmpty()) {
                    section.wrong("header", "is required: as many bytes as it has are kept, and it is sent first");
                }
            }
            case ISO_LITERAL -> {
                if (!header.matches("49534f(3[0-9]){9}")) {
                    section.wrong("header", "must be ISO and 9 digits, such as ISO025000050");
                }
            }
            case VAP -> {
                boolean right = header.length() >= 2 * LEAST_VAP_BYTES
                        && Integer.parseInt(header.substring(0, 2), 16) == header.length() / 2
                        && Integer.parseInt(header.substring(2, 4), 16) < 0x80;
                if (!right) {
                    section.wrong("header", "must have 22 bytes or more, the first of which says how many");
                }
                if (framing.lengthKind() == LengthKind.NONE) {
                    section.wrong("header-form", "vap needs a length: its header holds any byte");
                }
            }
        }
    }

    private static String usualHeader(HeaderForm form) {
        return switch (form) {
            case CONSTANT, KEPT -> "";
            case ISO_LITERAL -> FramingPresets.ISO_LITERAL;
            case VAP -> FramingPresets.VAP_HEADER;
        };
    }

    /** An ISO literal may be written as the text it is. */
    private static String header(Section section, HeaderForm form, String preset) {
        Optional<String> literal = section.text("header")
                .filter(text -> form == HeaderForm.ISO_LITERAL && text.startsWith("ISO"))
                .map(text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        return literal.orElseGet(() -> hex(section, "header", preset));
    }

    private static int width(Section section, LengthKind kind, int preset) {
        if (kind == LengthKind.NONE) {
            if (section.text("width").isPresent()) {
                section.wrong("width", "means nothing where no length is sent");
            }
            return 0;
        }
        int most = mostWidth(kind);
        return section.number("width", preset, 1, most);
    }

    private static int usualWidth(LengthKind kind) {
        return kind == LengthKind.NONE ? 0 : Math.min(PLAIN.lengthWidth(), mostWidth(kind));
    }

    private static int mostWidth(LengthKind kind) {
        return switch (kind) {
            case BINARY_BIG_ENDIAN, BINARY_LITTLE_ENDIAN -> 4;
            case ASCII_DIGITS, HEX_DIGITS -> 6;
            case BCD -> 3;
            case NONE -> 0;
        };
    }

    /** Constant bytes as hex digits, spaces between them allowed; in lower case without spaces. */
    private static String hex(Section section, String key, String preset) {
        Optional<String> text = section.text(key);
        String digits = text.orElse(preset).replace(" ", "").toLowerCase(Locale.ROOT);
        boolean right =
                digits.length() % 2 == 0 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
        if (!right) {
            section.wrong(key, "must be bytes in hex, such as 6000000000");
        }
        return right ? digits : preset;
    }
}
