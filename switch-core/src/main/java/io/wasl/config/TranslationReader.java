package io.wasl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an issuer's {@code translations:}. Owner: the thread that loads the configuration. */
final class TranslationReader {

    private TranslationReader() {}

    static List<TranslationConfig> read(Section issuer) {
        List<TranslationConfig> translations = new ArrayList<>();
        if (!issuer.has("translations")) {
            return translations;
        }
        for (Section section : issuer.sections("translations")) {
            String dialect = section.matching("dialect", DialectName.PATTERN, DialectName.REASON);
            boolean isAgain =
                    translations.stream().anyMatch(earlier -> earlier.dialect().equals(dialect));
            if (isAgain && section.isRight("dialect")) {
                section.wrong("dialect", "has a translation above");
            }
            translations.add(new TranslationConfig(
                    dialect,
                    section.choice("lost", TranslationConfig.Lost.WARN),
                    mappings(section, "request"),
                    mappings(section, "answer")));
            section.refuseUnknown();
        }
        return translations;
    }

    private static List<MappingConfig> mappings(Section translation, String key) {
        List<MappingConfig> mappings = new ArrayList<>();
        if (translation.has(key)) {
            for (Section section : translation.sections(key)) {
                MappingConfig mapping = mapping(section);
                if (mapping.isFixed() && mappings.stream().anyMatch(earlier -> isFixedToo(earlier, mapping))) {
                    section.wrong("to", "has a fixed value above");
                }
                mappings.add(mapping);
            }
        }
        return mappings;
    }

    private static boolean isFixedToo(MappingConfig earlier, MappingConfig mapping) {
        return earlier.isFixed() && earlier.to().equals(mapping.to());
    }

    private static MappingConfig mapping(Section section) {
        Optional<String> dropped = section.text("drop");
        Optional<String> from = section.text("from");
        Optional<String> to = section.text("to");
        Optional<String> value = section.text("value");
        Optional<String> otherwise = section.text("otherwise");
        Map<String, String> values = section.texts("values");
        boolean cut = section.truth("cut", false);
        section.refuseUnknown();
        if (dropped.isPresent()) {
            if (from.isPresent() || to.isPresent() || value.isPresent()) {
                section.wrong("drop", "stands alone: what is left out goes nowhere");
            }
            return new MappingConfig(dropped, Optional.empty(), Map.of(), Optional.empty(), false);
        }
        if (to.isEmpty()) {
            section.required("to");
        } else if (from.isPresent() == value.isPresent()) {
            section.wrong("to", "needs either from (an element of the other leg) or value (always the same)");
        } else if (value.isPresent() && (!values.isEmpty() || otherwise.isPresent())) {
            section.wrong("value", "is always the same: values and otherwise have no meaning beside it");
        }
        return new MappingConfig(from, to, values, value.isPresent() ? value : otherwise, cut);
    }
}
