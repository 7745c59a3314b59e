package io.wasl.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an issuer's {@code hot-list:} and an acquirer's {@code file-maintenance:}. Owner: the thread that loads the configuration. */
final class HotListReader {

    /** DE 101 of 1987 has up to 17 characters. */
    private static final Pattern FILE = Pattern.compile("[!-~]([ -~]{0,15}[!-~])?");

    private HotListReader() {}

    static HotListConfig read(Section issuer) {
        Section section = issuer.section("hot-list");
        HotListConfig config = new HotListConfig(
                section.choice("applies", HotListConfig.Applies.STAND_IN),
                section.text("file").map(text -> section.path("file", text)));
        section.refuseUnknown();
        return config;
    }

    static Optional<FileMaintenanceConfig> fileMaintenance(Section acquirer) {
        if (!acquirer.has("file-maintenance")) {
            return Optional.empty();
        }
        Section section = acquirer.section("file-maintenance");
        FileMaintenanceConfig config = new FileMaintenanceConfig(
                section.names("issuers"),
                file(section, "pick-up", "HOT"),
                file(section, "lost", "LOST"),
                file(section, "stolen", "STOLEN"));
        if (config.issuers().isEmpty() && section.isRight("issuers")) {
            section.wrong("issuers", "must name an issuer whose cards are listed");
        }
        refuseSame(section, config);
        section.refuseUnknown();
        return Optional.of(config);
    }

    private static String file(Section section, String key, String preset) {
        return section.has(key)
                ? section.matching(key, FILE, "must be up to 17 ASCII characters without spaces around")
                : preset;
    }

    /** The file's name alone says what a card is listed for. */
    private static void refuseSame(Section section, FileMaintenanceConfig config) {
        Set<String> names = new LinkedHashSet<>();
        List<String> keys = List.of("pick-up", "lost", "stolen");
        List<String> files = List.of(config.pickUp(), config.lost(), config.stolen());
        for (int i = 0; i < keys.size(); i++) {
            if (!names.add(files.get(i)) && section.isRight(keys.get(i))) {
                section.wrong(keys.get(i), "is another file's name");
            }
        }
    }
}
