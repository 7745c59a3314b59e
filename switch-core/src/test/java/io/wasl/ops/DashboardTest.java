package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.engine.EngineCounter;
import io.wasl.journal.JournalCounter;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.link.LinkCounter;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped dashboard asks only for what a node publishes. */
class DashboardTest {

    private static final Pattern METRIC = Pattern.compile("\\b((wasl|jvm)_[a-z0-9_]+)\\b");

    @Test
    void shouldNameOnlyPublishedMetrics() throws IOException {
        Set<String> named = METRIC.matcher(Files.readString(Path.of("../config/grafana/wasl.json")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(published());
    }

    private static Set<String> published() {
        try (MetricsPage page = new MetricsPage("wasl-1", "test")) {
            page.counters("engine", new Counters<>(EngineCounter.class), EngineCounter.LEVELS);
            page.counters("journal", new Counters<>(JournalCounter.class), Levels.JOURNAL);
            page.counters("link", new Counters<>(LinkCounter.class), Levels.LINK);
            page.counters("ledger", new Counters<>(LedgerCounter.class), Levels.LEDGER);
            return page.scrape()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
