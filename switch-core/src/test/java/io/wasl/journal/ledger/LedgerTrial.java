package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.config.LedgerConfig;
import io.wasl.journal.RecordHistory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** One database that ledgers are tried on. */
final class LedgerTrial {

    static final LedgerPace QUICK = new LedgerPace(5, 1, 8);
    static final LedgerListener NOT_FOREIGN = reason -> {
        throw new AssertionError(reason);
    };

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;

    LedgerTrial(String url) {
        this.url = url;
    }

    /** An H2 database in memory that outlives its connections. */
    static LedgerTrial inMemory(String name) {
        return new LedgerTrial("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    LedgerConfig config(int batchRows) {
        return new LedgerConfig(url, "", Optional.empty(), batchRows, LedgerConfig.Applier.NODE);
    }

    Ledger ledger(RecordSource source, int batchRows) {
        return new Ledger(config(batchRows), source, NOT_FOREIGN, System::nanoTime, QUICK, Optional.empty());
    }

    Ledger ledger(RecordSource source, int batchRows, FaultyDataSource.Plan plan) {
        DataSource driver = new FaultyDataSource(LedgerDatabase.url(url), plan);
        return new Ledger(config(batchRows), source, NOT_FOREIGN, System::nanoTime, QUICK, Optional.of(driver));
    }

    /** Follows until everything is applied, and closes. */
    static Ledger runToEnd(Ledger ledger) {
        try (ledger) {
            ledger.start();
            awaitEnd(ledger);
        }
        return ledger;
    }

    static void awaitEnd(Ledger ledger) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .failFast("the ledger has ended", () -> ledger.health().state().isFinal())
                .until(() -> ledger.health().state() == LedgerState.FOLLOWING && ledger.lag() == 0);
    }

    /** Every row of every table, in order. */
    List<String> dump() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("transactions", "deliveries", "applied")) {
            rows.addAll(rows("SELECT * FROM " + table + " ORDER BY 1"));
        }
        return rows;
    }

    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : "|").append(row.getString(i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As an operator rebuilds: the ledger forgets how far it is. */
    void setBack(FakeSource source, long position) throws SQLException {
        Applied[] place = {Applied.NOTHING};
        source.seek(position);
        source.poll(entry -> {
            place[0] = Applied.at(entry);
            return false;
        });
        Applied to = position == 0 ? Applied.NOTHING : place[0];
        execute("UPDATE applied SET position = " + to.position() + ", epoch = " + to.epoch() + ", log_time_ms = "
                + to.logTimeMs());
    }

    /** For reading, as the ledger's own pool would be. */
    static DataSource source(LedgerTrial trial) {
        return new FaultyDataSource(trial.url, step -> false);
    }

    LedgerTotals totals() throws LedgerUnavailableException {
        return LedgerTotals.read(config(1));
    }

    /** The ledger's money and deliveries are those of the stories that made the log. */
    void assertMoneyOf(RecordHistory history) throws LedgerUnavailableException {
        LedgerTotals totals = totals();
        Map<String, Long> money = new TreeMap<>();
        book(money, "acquirer", totals.acquirers());
        book(money, "issuer", totals.issuers());
        book(money, "card", totals.cards());
        assertThat(money).isEqualTo(history.money());
        Map<String, Long> deliveries = new TreeMap<>();
        totals.deliveries().forEach(count -> deliveries.put(count.state(), count.count()));
        assertThat(deliveries).isEqualTo(history.deliveries());
    }

    private static void book(Map<String, Long> money, String role, List<LedgerTotals.Total> totals) {
        for (LedgerTotals.Total total : totals) {
            String key = role + "|" + total.of() + "|" + total.currency();
            money.put(key + "#", total.count());
            money.put(key, total.sumMinor());
        }
    }
}
