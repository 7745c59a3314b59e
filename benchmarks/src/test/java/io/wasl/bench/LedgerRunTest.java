package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.bench.e2e.RunFolder;
import io.wasl.config.LoadedConfig;
import io.wasl.journal.ledger.Ledger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LedgerRunTest {

    private static final int TRANSACTIONS = 1_000;

    @TempDir
    private Path folder;

    /** Tables of somebody else, which the ledger does not touch. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldGiveALedgerUpThatGetsNoFurtherAndSayWhy() throws Exception {
        String url = "jdbc:h2:mem:foreign";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var run = new LedgerRun(RunFolder.make(Optional.of(folder), "ledger"), Duration.ofSeconds(2))) {
            statement.execute("CREATE TABLE somebody (id BIGINT)");
            LoadedConfig loaded = run.configure(url, 512);
            LedgerLog.write(loaded, TRANSACTIONS);
            Ledger ledger = run.start(loaded);

            assertThatThrownBy(() -> run.await(ledger, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RETRYING: ")
                    .hasMessageContaining("non-empty schema");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
