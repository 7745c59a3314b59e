package io.wasl.ops;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.ops.ChannelForm.MalformedRequestException;
import io.wasl.ops.ChannelSocket.RefusedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's way to a running node: a Unix socket ({@link ChannelSocket}) on which each connection carries one request
 * and its reply ({@link ChannelForm}).
 *
 * <p>One daemon thread accepts; each connection has a daemon thread of its own, at most {@value #MOST_CONNECTIONS} at
 * once, and one more is closed at once. A client that has not sent its request after {@value #PATIENCE_SECONDS} s, or
 * does not read its reply for so long, loses its connection and holds up nobody.
 */
public final class CommandChannel implements AutoCloseable {

    /** One operator and a few scripts. */
    static final int MOST_CONNECTIONS = 8;

    /** A client writes its request at once, and reads until the end. */
    static final int PATIENCE_SECONDS = 5;

    private static final long ACCEPT_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(CommandChannel.class);

    private final ChannelSocket socket;
    private final Map<String, ChannelCommand> commands;
    private final long patienceMs;
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(daemon("wasl-command"));
    private final ScheduledExecutorService patience = patience();

    private CommandChannel(ChannelSocket socket, Map<String, ChannelCommand> commands, long patienceMs) {
        this.socket = socket;
        this.commands = new TreeMap<>(commands);
        this.patienceMs = patienceMs;
    }

    /**
     * Opens the socket and serves it.
     *
     * @param path at most 107 bytes, in a folder of mode 0700, which is made when missing
     * @param commands by name
     * @param metrics where it says how many connections it has and refused
     * @param refusal the error about {@code admin.command-socket} with this reason
     * @throws ConfigException when another node answers there, or the path or its folder cannot be used
     */
    public static CommandChannel open(
            Path path, Map<String, ChannelCommand> commands, MetricsPage metrics, Function<String, ConfigError> refusal)
            throws ConfigException {
        return open(path, commands, metrics, refusal, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    static CommandChannel open(
            Path path,
            Map<String, ChannelCommand> commands,
            MetricsPage metrics,
            Function<String, ConfigError> refusal,
            long patienceMs)
            throws ConfigException {
        try {
            CommandChannel channel = new CommandChannel(ChannelSocket.open(path), commands, patienceMs);
            channel.threads.execute(channel::accept);
            channel.publish(metrics);
            return channel;
        } catch (RefusedException e) {
            throw new ConfigException(refusal.apply(String.valueOf(e.getMessage())));
        } catch (IOException | UnsupportedOperationException e) {
            throw new ConfigException(refusal.apply("cannot open " + path + ": " + e));
        }
    }

    /**
     * Why a socket may not lie in this folder; nothing is said about one that does not exist yet. For {@code check},
     * which starts nothing.
     */
    public static Optional<String> folderProblem(Path folder) throws IOException {
        return ChannelSocket.folderProblem(folder);
    }

    private void publish(MetricsPage metrics) {
        metrics.gauge(
                "wasl.command.connections",
                "Open connections of the command channel.",
                () -> MOST_CONNECTIONS - connections.availablePermits());
        metrics.gauge("wasl.command.refused.connections", "Connections over its limit, closed at once.", refused::get);
    }

    /** Connections that were one too many. Any thread. */
    public int refusedConnections() {
        return refused.get();
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                admit(socket.accept());
            } catch (ClosedChannelException | RejectedExecutionException closed) {
                return;
            } catch (IOException e) {
                LOG.warn("the command channel cannot accept: {}", e.getMessage());
                LockSupport.parkNanos(ACCEPT_RETRY_NS); // such as too many open files
            }
        }
    }

    private void admit(SocketChannel connection) throws IOException {
        if (!connections.tryAcquire()) {
            refused.incrementAndGet();
            connection.close();
            return;
        }
        threads.execute(() -> {
            try (connection) {
                serve(connection);
            } catch (IOException e) {
                LOG.debug("a command's connection ended early: {}", e.toString());
            } finally {
                connections.release();
            }
        });
    }

    private void serve(SocketChannel connection) throws IOException {
        Reply reply = reply(connection);
        Future<?> end = closeLater(connection);
        ChannelForm.write(connection, ChannelForm.reply(reply));
        connection.shutdownOutput();
        ChannelForm.readToEnd(connection); // closing over unread bytes would take the reply back
        end.cancel(false);
    }

    private Reply reply(SocketChannel connection) throws IOException {
        if (!socket.isOwner(connection)) {
            return Reply.failed("only the node's own user may ask");
        }
        List<String> words;
        Future<?> end = closeLater(connection);
        try {
            words = ChannelForm.readRequest(connection);
        } catch (MalformedRequestException e) {
            return new Reply(Reply.BAD_USAGE, String.valueOf(e.getMessage()));
        } finally {
            end.cancel(false);
        }
        return run(words.get(0), words.subList(1, words.size()));
    }

    private Reply run(String name, List<String> arguments) {
        ChannelCommand command = commands.get(name);
        if (command == null) {
            return new Reply(Reply.BAD_USAGE, "the node knows no such command; it knows " + commands.keySet());
        }
        if (!command.isRoutine()) {
            LOG.info("command {}", name);
        }
        try {
            return command.run(arguments);
        } catch (RuntimeException e) {
            LOG.error("command {} failed: {}", name, e.getClass().getName(), e);
            return Reply.failed("the command failed; see the node's log");
        }
    }

    /** Ends a wait for the client: its thread's read or write then throws. */
    private Future<?> closeLater(SocketChannel connection) {
        return patience.schedule(
                () -> {
                    connection.close();
                    return patienceMs;
                },
                patienceMs,
                TimeUnit.MILLISECONDS);
    }

    /** Still needed by commands that run when the channel closes; so nobody ends it, its thread goes when it is idle. */
    private static ScheduledExecutorService patience() {
        ScheduledThreadPoolExecutor patience = new ScheduledThreadPoolExecutor(1, daemon("wasl-command-patience"));
        patience.setRemoveOnCancelPolicy(true);
        patience.setKeepAliveTime(1, TimeUnit.SECONDS);
        patience.allowCoreThreadTimeOut(true);
        return patience;
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Closes and removes the socket. Commands that run go on and may still answer, for as long as the process lives. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("the command socket was not removed: {}", e.getMessage());
        }
        threads.shutdown();
    }
}
