package io.wasl.config;

import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code framing}: the name of a preset, or a mapping that describes one, from nothing or from a preset on.
 *
 * <p>Owner: the thread that loads the configuration.
 */
final class FramingReader {

    /** The commonest of all, and what stands in after an error. */
    private static final FramingConfig PLAIN =
            new FramingConfig("custom", LengthKind.BINARY_BIG_ENDIAN, 2, false, "", "", "", "", "", ZeroLength.CLOSE);

    private static final int TPDU_DIGITS = 10;

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
        FramingConfig framing = new FramingConfig(
                "custom",
                kind,
                width(section, kind, kind == base.lengthKind() ? base.lengthWidth() : usualWidth(kind)),
                section.truth("inclusive", base.inclusive()),
                hex(section, "before", base.before()),
                hex(section, "after", base.after()),
                hex(section, "header", base.header()),
                hex(section, "tpdu", base.tpdu()),
                hex(section, "trailer", base.trailer()),
                section.choice("zero-length", base.zeroLength()));
        check(section, framing);
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
    }

    private static int width(Section section, LengthKind kind, int preset) {
        int most = mostWidth(kind);
        return section.number("width", preset, Math.min(1, most), most);
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
