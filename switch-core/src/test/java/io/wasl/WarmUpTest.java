package io.wasl;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wasl.check.CheckedConfig;
import io.wasl.check.ConfigCheck;
import io.wasl.codec.Dialects;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import io.wasl.engine.EngineCounter;
import io.wasl.security.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The warm-up before the listeners open. */
final class WarmUpTest {

    @TempDir
    Path folder;

    static List<String> dialects() {
        return Dialects.shipped();
    }

    /** Approved, so that the whole way was gone, in every dialect and between versions; and nothing is left behind. */
    @ParameterizedTest
    @MethodSource("dialects")
    void shouldApproveInEachDialectAndTouchNothing(String dialect) throws Exception {
        for (String issuers : List.of(dialect, "iso87-ascii")) {
            CheckedConfig checked = configured(dialect, issuers);
            List<Path> before = files();

            assertThat(WarmUp.run(checked, SystemPorts.ofThisMachine())).isPositive();

            assertThat(files()).isEqualTo(before);
        }
    }

    /** What a node tells of itself after a start, its whole log included, is what it would tell without. */
    @Test
    void shouldLeaveNoTraceInTheNode() throws Exception {
        var heard = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        heard.start();
        root.addAppender(heard);
        KeyFile.create(folder.resolve("wasl.keys"), new SecureRandom()::nextBytes);
        try (SwitchNode node = SwitchNode.start(loaded("iso87-ascii", "iso87-ascii"))) {
            // A new node opens its first business date by itself.
            for (EngineCounter counter :
                    EnumSet.complementOf(EnumSet.of(EngineCounter.CUTOVERS, EngineCounter.BUSINESS_DATE))) {
                assertThat(node.engineCounters().get(counter))
                        .as(counter.name())
                        .isZero();
            }
            assertThat(node.status())
                    .as("the log has the beginning of its first epoch and no record more")
                    .contains("epoch 1, position 1,")
                    .contains("received 0, approved 0, in flight 0, owed 0, parked 0");
        } finally {
            root.detachAppender(heard);
        }
        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(message -> message.contains("not warmed up"))
                .noneMatch(message -> message.contains("4000000000000002"));
    }

    private CheckedConfig configured(String acquirers, String issuers) throws Exception {
        return ConfigCheck.check(loaded(acquirers, issuers));
    }

    private LoadedConfig loaded(String acquirers, String issuers) throws Exception {
        Files.writeString(
                folder.resolve("routes.csv"),
                "low,high,issuer,brand,pan-length,priority\n500000,500000,atlas,test,16,1\n");
        Path file = Files.writeString(folder.resolve("switch.yaml"), """
                node: warm
                journal: { directory: data/journal }
                ledger: { url: "jdbc:h2:file:./data/ledger" }
                admin: { listen: "127.0.0.1:0" }
                start: { grace: 50ms }
                acquirers:
                  - { id: bank, listen: "127.0.0.1:0", framing: length-2, dialect: %s, response-timeout: 12s }
                issuers:
                  - id: atlas
                    connect: ["127.0.0.1:1"]
                    framing: length-2
                    dialect: %s
                    response-timeout: 10s
                routing: { table: routes.csv }
                """.formatted(acquirers, issuers));
        return ConfigLoader.load(file, name -> Optional.empty());
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> paths = Files.walk(folder)) {
            return Arrays.asList(paths.sorted().toArray(Path[]::new));
        }
    }
}
