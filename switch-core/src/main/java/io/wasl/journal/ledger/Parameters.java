package io.wasl.journal.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Fills a statement's parameters from left to right. */
final class Parameters {

    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Back to the first parameter. */
    Parameters restart() {
        last = 0;
        return this;
    }

    Parameters text(@Nullable String value) throws SQLException {
        last++;
        if (value == null) {
            statement.setNull(last, Types.VARCHAR);
        } else {
            statement.setString(last, value);
        }
        return this;
    }

    Parameters number(long value) throws SQLException {
        last++;
        statement.setLong(last, value);
        return this;
    }

    Parameters number(@Nullable Long value) throws SQLException {
        if (value != null) {
            return number(value.longValue());
        }
        last++;
        statement.setNull(last, Types.BIGINT);
        return this;
    }

    /** Of the log; 0 is none. */
    Parameters position(long value) throws SQLException {
        if (value != 0) {
            return number(value);
        }
        last++;
        statement.setNull(last, Types.BIGINT);
        return this;
    }

    Parameters date(@Nullable LocalDate value) throws SQLException {
        last++;
        if (value == null) {
            statement.setNull(last, Types.DATE);
        } else {
            statement.setObject(last, value);
        }
        return this;
    }

    Parameters time(long epochMs) throws SQLException {
        last++;
        statement.setObject(last, Column.time(epochMs));
        return this;
    }
}
