package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in config/ load, also with every commented line in force, and the page of keys is complete. */
class ShippedConfigTest {

    private static final Path CONFIG = repository().resolve("config");

    /** A line that would be configuration without its number sign: a key, indented by two or more, or a section. */
    private static final Pattern COMMENTED = Pattern.compile("(\\s*)# ( *[a-z-]+:( .*)?)");

    private static final Pattern TABLE_ROW = Pattern.compile("\\| `([a-z\\[\\].-]+)` \\|.*");

    @TempDir
    Path folder;

    @Test
    void shouldLoadTheShippedConfiguration() throws ConfigException {
        SwitchConfig config = load(CONFIG.resolve("switch.yaml"));

        assertThat(config.acquirers()).extracting(AcquirerConfig::id).containsExactly("shop-bank", "fuel-network");
        assertThat(config.issuers()).extracting(IssuerConfig::id).containsExactly("atlas", "rif", "souss");
        assertThat(config.routing().table()).isEqualTo(CONFIG.toAbsolutePath().resolve("routes.csv"));
        assertThat(config.limits()).isEqualTo(LimitsConfig.defaults());
    }

    @Test
    void shouldLoadTheShippedConfigurationWithItsCommentsInForce() throws IOException, ConfigException {
        Path file = folder.resolve("switch.yaml");
        String text = Files.readString(CONFIG.resolve("switch.yaml"));
        String uncommented = text.lines()
                .map(line -> COMMENTED.matcher(line).replaceFirst("$1$2"))
                .collect(Collectors.joining("\n"));
        Files.writeString(file, uncommented);
        SwitchConfig config = load(file);

        assertThat(config.limits()).isEqualTo(LimitsConfig.defaults());
        assertThat(config.security().keys()).isEqualTo(Path.of("/etc/wasl/wasl.keys"));
        assertThat(config.ledger().user()).isEqualTo("wasl");
        assertThat(config.acquirers().get(1).profile().unknownBin()).isEqualTo(AcquirerProfile.UnknownBin.CODE_92);
        assertThat(config.issuers().get(1).profile().answers()).isEqualTo(IssuerProfile.Answers.GROUP);
    }

    @Test
    void shouldDescribeEveryKeyAndNoOther() throws IOException, ConfigException {
        Set<String> described = new TreeSet<>();
        List<String> page = Files.readAllLines(repository().resolve("docs/CONFIGURATION.md"));
        page.forEach(line -> TABLE_ROW.matcher(line).results().forEach(row -> described.add(row.group(1))));

        assertThat(described).isEqualTo(knownKeys());
    }

    /** What the loader asks for. The keys of a framing are the same for both kinds of member: the page has them once. */
    private Set<String> knownKeys() throws ConfigException {
        String custom = "framing: { preset: length-2 }\n    dialect: iso87-ascii\n    response-timeout: ";
        String named = "framing: length-2\n    dialect: iso87-ascii\n    response-timeout: ";
        Path file = new ConfigFile(folder, Map.of())
                .with(
                        named + "12s",
                        custom + "12s\n    file-maintenance: { issuers: [atlas], pick-up: A, lost: B, stolen: C }")
                .with(
                        named + "10s",
                        custom
                                + "10s\n    translations: [ { dialect: own, request: [ { drop: 3 } ] } ]\n    stand-in: {"
                                + " rules: [ { currency: '504', per-transaction: 1, per-card-per-day: { count: 1, amount: 1"
                                + " } } ], mark: { value: STAND-IN } }")
                .write();
        YamlNode root = ConfigLoader.parse(file);
        ConfigContext context = new ConfigContext(
                file, new Environment(name -> Optional.empty()), new Locations(file.toString(), root));
        new ConfigLoader(context, root).read();
        context.throwIfAny();
        Set<String> known = context.knownKeys().stream()
                .map(key -> key.replaceFirst("^(acquirers|issuers)\\[]\\.framing\\.", "framing."))
                .collect(Collectors.toCollection(TreeSet::new));
        known.add("acquirers[].framing");
        known.add("issuers[].framing");
        return known;
    }

    private static SwitchConfig load(Path file) throws ConfigException {
        return ConfigLoader.load(file, name -> Optional.empty()).config();
    }

    /** Tests run in the module's folder. */
    private static Path repository() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
