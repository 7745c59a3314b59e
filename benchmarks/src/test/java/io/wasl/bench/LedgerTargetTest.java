package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class LedgerTargetTest {

    @Test
    void shouldTakeAnEmptyDatabase() {
        assertThat(LedgerTarget.missing("jdbc:h2:mem:empty")).isEmpty();
    }

    @Test
    void shouldNameATableOfADatabaseThatIsUsed() throws Exception {
        String url = "jdbc:h2:mem:used";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE applied (position BIGINT)");

            assertThat(LedgerTarget.missing(url))
                    .hasValueSatisfying(why ->
                            assertThat(why).startsWith("the database is not empty: it has a table PUBLIC.APPLIED"));
        }
    }
}
