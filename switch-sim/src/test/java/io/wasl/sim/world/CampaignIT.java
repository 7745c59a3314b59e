package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The worlds that each build lives through; {@code ./wasl sim world --seed S --trace} tells one of them. */
final class CampaignIT {

    private static final int SEEDS = 2_000;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    /** The disks of these worlds fail all the time. */
    @BeforeEach
    void hearFaultsOnly() {
        root.setLevel(Level.ERROR);
    }

    @AfterEach
    void hearAgain() {
        root.setLevel(before);
    }

    @Test
    void shouldComeToRestWithEqualBooksInEveryWorld() throws InterruptedException {
        var done = new AtomicInteger();

        CampaignReport report = Campaign.run(1, SEEDS, Runtime.getRuntime().availableProcessors(), done::set);

        assertThat(report.failures()).as(Commit.here()).isEmpty();
        assertThat(report.neverHappened()).as("never happened").isEmpty();
        assertThat(report.impossible()).as("impossible").isEmpty();
        assertThat(report.crashed()).as("seeds that crash nodes").isGreaterThanOrEqualTo(SEEDS / 2);
        assertThat(report.twice()).as("seeds that ran twice").isEqualTo(SEEDS / 20);
        assertThat(done.get()).isPositive();
    }

    @Test
    void shouldTellTheSameStoryOfASeedAndAnotherOfAnother() {
        WorldFailure once = Campaign.tell(7, true);
        WorldFailure again = Campaign.tell(7, true);

        assertThat(again).isEqualTo(once);
        assertThat(once.lines()).isNotEmpty();
        assertThat(Campaign.tell(8, false).hash()).isNotEqualTo(once.hash());
    }
}
