package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a right configuration means. Wrong ones are {@link ConfigErrorsTest}. */
class ConfigLoaderTest {

    @TempDir
    Path folder;

    private ConfigFile file() {
        return new ConfigFile(folder, Map.of("PORT", "9100", "TRICK", "${PORT}"));
    }

    @Test
    void shouldPinTheDefaults() throws ConfigException {
        SwitchConfig config = file().load().config();
        FramingConfig length2 = FramingPresets.find("length-2").orElseThrow();

        assertThat(config)
                .isEqualTo(new SwitchConfig(
                        folder.resolve("switch.yaml"),
                        "wasl-1",
                        journalByDefault(),
                        new LedgerConfig(
                                "jdbc:h2:file:" + folder.resolve("data/ledger") + ";MODE=STRICT",
                                "",
                                Optional.empty(),
                                512,
                                LedgerConfig.Applier.NODE),
                        new AdminConfig(new HostPort("127.0.0.1", 8083), folder.resolve("data/run/wasl.sock")),
                        List.of(new AcquirerConfig(
                                "shop-bank",
                                new HostPort("127.0.0.1", 8583),
                                length2,
                                "iso87-ascii",
                                Duration.ofSeconds(12),
                                SignOn.OPTIONAL,
                                new AcquirerProfile(
                                        AcquirerProfile.UnknownBin.CODE_15,
                                        AcquirerProfile.Duplicate.REPLAY,
                                        AcquirerProfile.UnknownOriginal.CODE_00,
                                        AcquirerProfile.AdviceOriginal.OPTIONAL,
                                        AcquirerProfile.Completions.ONE,
                                        PartialForm.DE95,
                                        AcquirerProfile.Reversal.TAKE_OVER,
                                        List.of(),
                                        List.of(7, 11, 32, 37, 41, 42)),
                                Optional.empty())),
                        List.of(new IssuerConfig(
                                "atlas",
                                List.of(new HostPort("127.0.0.1", 9001)),
                                length2,
                                "iso87-ascii",
                                Duration.ofSeconds(10),
                                SignOn.REQUIRED,
                                new ReconnectConfig(
                                        Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(5)),
                                new EchoConfig(Duration.ofSeconds(30), Duration.ofSeconds(5), 2),
                                new ReversalConfig(
                                        Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(60), 8, 2000),
                                new IssuerProfile(
                                        IssuerProfile.StanPolicy.OWN,
                                        IssuerProfile.Answers.SAME,
                                        IssuerProfile.ReversalStan.NEW,
                                        IssuerProfile.ReversalAmount.APPROVED,
                                        IssuerProfile.Mismatch.AT_DEADLINE,
                                        PartialForm.DE95,
                                        List.of(7, 11, 37)),
                                List.of(),
                                Optional.empty(),
                                HotListConfig.none())),
                        new RoutingConfig(folder.resolve("routes.csv")),
                        new SecurityConfig(folder.resolve("wasl.keys")),
                        limitsByDefault(),
                        BusinessDateConfig.defaults()));
    }

    private static LimitsConfig limitsByDefault() {
        return new LimitsConfig(
                65_536,
                1_024,
                33_554_432,
                1_000_000,
                1_048_576,
                8_192,
                1_024,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
    }

    private JournalConfig journalByDefault() {
        return new JournalConfig(
                folder.resolve("data/journal"),
                67_108_864,
                2,
                1_000_000,
                100_000,
                167_772_160,
                JournalConfig.Unconfirmed.KEEP,
                Duration.ofDays(3),
                Optional.empty());
    }

    private static JournalConfig anotherJournal() {
        return new JournalConfig(
                Path.of("/var/lib/wasl/journal"),
                16 << 20,
                3,
                200_000,
                50_000,
                64L << 20,
                JournalConfig.Unconfirmed.REVERSE,
                Duration.ofDays(7),
                Optional.of(Path.of("/var/lib/wasl/archive")));
    }

    @Test
    void shouldReadEveryKey() throws ConfigException {
        SwitchConfig config = withEveryKey().load().config();

        assertThat(config.journal()).isEqualTo(anotherJournal());
        assertThat(config.ledger())
                .isEqualTo(new LedgerConfig(
                        "jdbc:postgresql://db.example/wasl",
                        "wasl",
                        Optional.of(folder.resolve("ledger.password")),
                        64,
                        LedgerConfig.Applier.PROCESS));
        assertThat(config.admin()).isEqualTo(new AdminConfig(new HostPort("::1", 0), Path.of("/run/wasl/wasl.sock")));
        AcquirerConfig acquirer = config.acquirers().get(0);
        assertThat(acquirer.responseTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(acquirer.signOn()).isEqualTo(SignOn.REQUIRED);
        assertThat(acquirer.profile())
                .isEqualTo(new AcquirerProfile(
                        AcquirerProfile.UnknownBin.CODE_92,
                        AcquirerProfile.Duplicate.CODE_94,
                        AcquirerProfile.UnknownOriginal.CODE_25,
                        AcquirerProfile.AdviceOriginal.REQUIRED,
                        AcquirerProfile.Completions.MANY,
                        PartialForm.DE30,
                        AcquirerProfile.Reversal.RELAY,
                        List.of(4, 11),
                        List.of(11, 41)));
        IssuerConfig issuer = config.issuers().get(0);
        assertThat(issuer.signOn()).isEqualTo(SignOn.OPTIONAL);
        assertThat(issuer.reconnect())
                .isEqualTo(new ReconnectConfig(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMillis(500)));
        assertThat(issuer.echo()).isEqualTo(new EchoConfig(Duration.ZERO, Duration.ofSeconds(2), 3));
        assertThat(issuer.reversal())
                .isEqualTo(
                        new ReversalConfig(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofHours(1), 1, 50));
        assertThat(issuer.profile())
                .isEqualTo(new IssuerProfile(
                        IssuerProfile.StanPolicy.KEEP,
                        IssuerProfile.Answers.GROUP,
                        IssuerProfile.ReversalStan.ORIGINAL,
                        IssuerProfile.ReversalAmount.REQUESTED,
                        IssuerProfile.Mismatch.AT_ONCE,
                        PartialForm.DE30,
                        List.of(11, 41)));
        assertThat(issuer.translations())
                .containsExactly(new TranslationConfig(
                        "iso93-ascii",
                        TranslationConfig.Lost.ERROR,
                        List.of(
                                new MappingConfig(
                                        Optional.of("22"),
                                        Optional.of("22"),
                                        Map.of("510101", "051"),
                                        Optional.of("000"),
                                        false),
                                new MappingConfig(
                                        Optional.of("48.1"), Optional.of("44"), Map.of(), Optional.empty(), true),
                                new MappingConfig(
                                        Optional.empty(), Optional.of("25"), Map.of(), Optional.of("00"), false)),
                        List.of(new MappingConfig(
                                Optional.of("44"), Optional.empty(), Map.of(), Optional.empty(), false))));
        assertThat(config.security().keys()).isEqualTo(folder.resolve("secret/wasl.keys"));
        assertThat(config.limits()).isEqualTo(limitsOfEveryKey());
    }

    private static LimitsConfig limitsOfEveryKey() {
        return new LimitsConfig(
                1000, 2048, 8 << 20, 5000, 2 << 20, 16 << 10, 7, 9000, 8000, Duration.ZERO, Duration.ofMinutes(1));
    }

    private ConfigFile withEveryKey() {
        return file().with("  directory: data/journal", """
                          directory: /var/lib/wasl/journal
                          segment-size: 16MiB
                          reserve-segments: 3
                          memory-window: 200000
                          start-window: 50000
                          filter-limit: 64MiB
                          retention: 168h
                          archive: /var/lib/wasl/archive
                          unconfirmed: reverse""".indent(2).stripTrailing())
                .with("  url: jdbc:h2:file:./data/ledger;MODE=STRICT", """
                          url: jdbc:postgresql://db.example/wasl
                          user: wasl
                          password-file: ledger.password
                          batch-rows: 64
                          applier: process""".indent(2)
                        .stripTrailing())
                .with("  listen: 127.0.0.1:8083", "  listen: '[::1]:0'\n  command-socket: /run/wasl/wasl.sock")
                .with("    response-timeout: 12s", """
                            response-timeout: 3m
                            sign-on: required
                            unknown-bin: 92
                            duplicate: 94
                            unknown-original-advice: 25
                            completions: many
                            reversal: relay
                            partial: de30
                            advice-original: required
                            echo: [4, 11]
                            duplicate-key: [11, 41]""".indent(4).stripTrailing())
                .with("    response-timeout: 10s", """
                            response-timeout: 2m
                            sign-on: optional
                            reconnect: { first: 1s, max: 10s, connect-timeout: 500ms }
                            echo: { interval: 0s, timeout: 2s, misses: 3 }
                            reversal: { response-timeout: 7s, retry-first: 1s, retry-max: 1h, window: 1, rate: 50 }
                            stan: keep
                            answers: group
                            reversal-stan: original
                            reversal-amount: requested
                            partial: de30
                            mismatch: at-once
                            match: [11, 41]
                            translations:
                              - dialect: iso93-ascii
                                lost: error
                                request:
                                  - { from: '22', to: '22', values: { '510101': '051' }, otherwise: '000' }
                                  - { from: 48.1, to: '44', cut: true }
                                  - { to: '25', value: '00' }
                                answer:
                                  - { drop: '44' }""".indent(4).stripTrailing())
                .plus(
                        "security: { keys: secret/wasl.keys }",
                        "in-flight: { capacity: 1000, slot-size: 2KiB }",
                        "outbox: { size: 8MiB }",
                        "owed: { capacity: 5000 }",
                        "links: { write-limit: 2MiB, max-frame: 16KiB, connections-per-acquirer: 7 }",
                        "stand-in: { capacity: 9000 }",
                        "hot-list: { capacity: 8000 }",
                        "start: { grace: 0s }",
                        "drain: { timeout: 1m }");
    }

    @Test
    void shouldFillValuesFromTheEnvironment() throws ConfigException {
        SwitchConfig config = file().with("[127.0.0.1:9001]", "['127.0.0.1:${PORT}', '${HOST:localhost}:${PORT}']")
                .with("node: wasl-1", "node: ${NODE:wasl-2}")
                .with("directory: data/journal", "directory: 'data/$${PORT}/${TRICK}/${EMPTY:}x'")
                .load()
                .config();

        assertThat(config.issuers().get(0).connect())
                .containsExactly(new HostPort("127.0.0.1", 9100), new HostPort("localhost", 9100));
        assertThat(config.node()).isEqualTo("wasl-2");
        assertThat(config.journal().directory()).isEqualTo(folder.resolve("data/${PORT}/${PORT}/x"));
    }

    @Test
    void shouldResolveRelativePathsAgainstTheFileAndLeaveOthersAlone() throws ConfigException {
        String inHome = "jdbc:h2:file:~/wasl/ledger";
        String absolute = "jdbc:h2:file:/var/lib/wasl/ledger;MODE=STRICT";
        String memory = "jdbc:h2:mem:test";
        for (String url : List.of(inHome, absolute, memory)) {
            assertThat(file().with("jdbc:h2:file:./data/ledger;MODE=STRICT", url)
                            .load()
                            .config()
                            .ledger()
                            .url())
                    .isEqualTo(url);
        }
    }

    @Test
    void shouldReadACustomFramingFromNothingOrFromAPreset() throws ConfigException {
        SwitchConfig config = file().with(
                        "    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 12s",
                        """
                            framing:
                              length: ascii-digits
                              width: 5
                              inclusive: true
                              before: "02"
                              after: 0d 0A
                              header: 49534F
                              tpdu: 60 00 03 00 00
                              trailer: "03"
                              zero-length: echo
                            dialect: iso87-ascii
                            response-timeout: 12s""".indent(4).stripTrailing())
                .with("    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 10s", """
                            framing: { preset: length-2, zero-length: close }
                            dialect: iso87-ascii
                            response-timeout: 10s""".indent(4)
                        .stripTrailing())
                .load()
                .config();
        FramingConfig preset = FramingPresets.find("length-2").orElseThrow();

        assertThat(config.acquirers().get(0).framing())
                .isEqualTo(new FramingConfig(
                        "custom",
                        FramingConfig.LengthKind.ASCII_DIGITS,
                        5,
                        true,
                        "02",
                        "0d0a",
                        "49534f",
                        "6000030000",
                        "03",
                        FramingConfig.ZeroLength.ECHO,
                        FramingConfig.HeaderForm.CONSTANT,
                        Duration.ZERO));
        assertThat(config.issuers().get(0).framing())
                .isEqualTo(new FramingConfig(
                        "custom",
                        preset.lengthKind(),
                        preset.lengthWidth(),
                        preset.inclusive(),
                        preset.before(),
                        preset.after(),
                        preset.header(),
                        preset.tpdu(),
                        preset.trailer(),
                        FramingConfig.ZeroLength.CLOSE,
                        FramingConfig.HeaderForm.CONSTANT,
                        Duration.ZERO));
    }

    @Test
    void shouldReadHeadersAndKeepAliveOfAFraming() throws ConfigException {
        SwitchConfig config = file().with(
                        "    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 12s",
                        """
                            framing: { preset: ascii-4+tpdu, header-form: iso-literal, header: ISO025000055, keep-alive: 30s }
                            dialect: iso87-ascii
                            response-timeout: 12s""".indent(4).stripTrailing())
                .with("    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 10s", """
                            framing: length-4+iso
                            dialect: iso87-ascii
                            response-timeout: 10s""".indent(4)
                        .stripTrailing())
                .load()
                .config();
        FramingConfig acquirer = config.acquirers().get(0).framing();
        FramingConfig issuer = config.issuers().get(0).framing();

        assertThat(acquirer.tpdu()).isEqualTo("6000000000");
        assertThat(acquirer.headerForm()).isEqualTo(FramingConfig.HeaderForm.ISO_LITERAL);
        assertThat(acquirer.header()).isEqualTo("49534f303235303030303535");
        assertThat(acquirer.keepAlive()).isEqualTo(Duration.ofSeconds(30));
        assertThat(issuer.name()).isEqualTo("length-4+iso");
        assertThat(issuer.headerForm()).isEqualTo(FramingConfig.HeaderForm.ISO_LITERAL);
        assertThat(issuer.keepAlive()).isZero();
    }

    @Test
    void shouldKeepThePlacesOfKeysForLaterChecks() throws ConfigException {
        Locations locations = file().load().locations();
        String name = folder.resolve("switch.yaml").toString();

        assertThat(locations.error("issuers[0].dialect", "is not known").toString())
                .isEqualTo(name + ":18:14 issuers[0].dialect: is not known");
        assertThat(locations.error("security.keys", "is not there").toString())
                .isEqualTo(name + ":1:1 security.keys: is not there");
        assertThat(locations.error("issuers[0].echo.interval", "x").toString())
                .isEqualTo(name + ":15:5 issuers[0].echo.interval: x");
        assertThat(locations.error("journal.segment-size", "x").toString())
                .isEqualTo(name + ":2:1 journal.segment-size: x");
    }

    @Test
    void shouldRefuseAFileThatCannotBeRead() throws IOException {
        Path missing = folder.resolve("none.yaml");
        assertThatThrownBy(() -> ConfigLoader.load(missing, name -> Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(missing + ": cannot be read: no such file");
        assertThatThrownBy(() -> ConfigLoader.load(folder, name -> Optional.empty()))
                .hasMessage(folder + ": cannot be read: it is a folder");
        Path latin = Files.write(folder.resolve("latin.yaml"), "node: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigLoader.load(latin, name -> Optional.empty()))
                .hasMessage(latin + ":1:10: byte E9 is not UTF-8, in which this file must be");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(4 << 20) + 1]);
        assertThatThrownBy(() -> ConfigLoader.load(large, name -> Optional.empty()))
                .hasMessage(large + ": has more than the 4194304 bytes allowed");
    }
}
