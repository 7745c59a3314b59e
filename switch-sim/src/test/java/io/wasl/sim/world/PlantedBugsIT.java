package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A world that finds no bugs proves nothing: each bug of {@code resources/planted} must be found. */
@Tag("long")
final class PlantedBugsIT {

    private static final int SEEDS = 2_000;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @BeforeEach
    void hearNothing() {
        root.setLevel(Level.OFF);
    }

    @AfterEach
    void hearAgain() {
        root.setLevel(before);
    }

    static List<PlantedBug> bugs() {
        return PlantedBug.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void shouldFindABug(PlantedBug bug, @TempDir Path folder) throws Exception {
        try (BuggyCopy copy = new BuggyCopy(bug, folder)) {
            List<?> violations = copy.violations(SEEDS);
            System.out.println("planted " + bug + ": " + violations);
            assertThat(violations).as("%s within %d seeds", bug, SEEDS).isNotEmpty();
        }
    }

    @Test
    void shouldHaveAtLeastFifteen() {
        assertThat(PlantedBug.all()).hasSizeGreaterThanOrEqualTo(15);
    }
}
