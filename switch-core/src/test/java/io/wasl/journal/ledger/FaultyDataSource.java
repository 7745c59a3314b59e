package io.wasl.journal.ledger;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connects by URL and fails where its plan says so: on connecting, on a statement, before a commit or after it. */
final class FaultyDataSource implements DataSource {

    /** What is about to happen. */
    enum Step {
        CONNECT,
        EXECUTE,
        BEFORE_COMMIT,
        /** The commit has happened; failing now leaves its outcome unknown to the caller. */
        AFTER_COMMIT
    }

    /** Decides. May block, for a database that does not answer. */
    @FunctionalInterface
    interface Plan {
        boolean fails(Step step);

        /** How it fails; a lost connection unless said otherwise. */
        default SQLException failure(Step step) {
            return new SQLException("planned failure: " + step, "08006");
        }
    }

    private static final Set<String> EXECUTIONS =
            Set.of("execute", "executeUpdate", "executeBatch", "executeQuery", "executeLargeUpdate");

    private final String url;
    private final Plan plan;

    FaultyDataSource(String url, Plan plan) {
        this.url = url;
        this.plan = plan;
    }

    @Override
    public Connection getConnection() throws SQLException {
        failIf(Step.CONNECT);
        Connection target = DriverManager.getConnection(url);
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("commit")) {
                failIf(Step.BEFORE_COMMIT);
                target.commit();
                failIf(Step.AFTER_COMMIT);
                return null;
            }
            Object result = invoke(target, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, executing(statement));
            }
            return result instanceof Statement statement ? proxy(Statement.class, executing(statement)) : result;
        });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private InvocationHandler executing(Statement target) {
        return (self, method, arguments) -> {
            if (EXECUTIONS.contains(method.getName())) {
                failIf(Step.EXECUTE);
            }
            return invoke(target, method, arguments);
        };
    }

    private void failIf(Step step) throws SQLException {
        if (plan.fails(step)) {
            throw plan.failure(step);
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Nothing here waits.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
