package io.wasl.link.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.config.IssuerConfig;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkProfile;
import io.wasl.metric.Counters;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of the node and the loop that carries them.
 *
 * <pre>
 *   new NettyLinks ─► dial each issuer ─► listen for each acquirer ─► … ─► stopListening ─► signOff ─► close
 * </pre>
 *
 * Its methods may be called from any thread but the loop's; what they start happens on the loop.
 */
public final class NettyLinks implements AutoCloseable {

    /** After this long an orderly close does without the peers' consent. */
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private static final int[] NETWORK_ELEMENTS = {7, 11, 39, 70};

    private static final Logger LOG = LoggerFactory.getLogger(NettyLinks.class);

    private final LinkSettings settings;
    private final LinkLoop loop;
    private final ExecutorService resolver = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "wasl-resolver");
        thread.setDaemon(true);
        return thread;
    });
    /** Owner: whoever calls listen, stopListening and close, one thread. */
    private final List<Channel> listeners = new ArrayList<>();

    private boolean closed;

    /** Starts the loop; the first tick comes at once. */
    public NettyLinks(LinkSettings settings, LoopHooks hooks) {
        this.settings = settings;
        loop = new LinkLoop(settings, hooks);
    }

    /**
     * Runs tasks on the loop's thread, each followed by a turn's end: for the journal's callbacks and commands. After
     * {@link #close} it rejects them.
     */
    public Executor loop() {
        return loop;
    }

    /** Written on the loop, read anywhere. */
    public Counters<LinkCounter> counters() {
        return loop.counters;
    }

    /**
     * Opens an acquirer's port.
     *
     * @param memberIndex the acquirer's place in the configuration
     * @return the port that is open, the system's choice where the configuration says 0
     * @throws ConfigException when the address cannot be bound, or the dialect cannot carry network management
     */
    public int listen(AcquirerConfig acquirer, int memberIndex, Dialect dialect) throws ConfigException {
        String key = "acquirers[" + memberIndex + "]";
        checkDialect(dialect, key);
        LinkProfile profile =
                LinkProfile.of(acquirer, memberIndex, dialect, settings.limits().maxFrameBytes());
        HostPort address = acquirer.listen();
        ChannelFuture bound = new Acceptor(profile, loop)
                .bind(new InetSocketAddress(address.host(), address.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw refusal(key + ".listen", "cannot listen on " + address + ": " + reasonOf(bound.cause()));
        }
        listeners.add(bound.channel());
        int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        LOG.info("acquirer {}: listening on {}:{}", acquirer.id(), address.host(), port);
        return port;
    }

    /**
     * Keeps a connection to each of an issuer's addresses from now on; a failed dial is repeated for ever.
     *
     * @param memberIndex the issuer's place in the configuration
     * @throws ConfigException when the dialect cannot carry network management
     */
    public void dial(IssuerConfig issuer, int memberIndex, Dialect dialect) throws ConfigException {
        checkDialect(dialect, "issuers[" + memberIndex + "]");
        LinkProfile profile =
                LinkProfile.of(issuer, memberIndex, dialect, settings.limits().maxFrameBytes());
        for (HostPort address : issuer.connect()) {
            Dialer dialer = new Dialer(profile, address, issuer.reconnect(), loop, resolver);
            loop.execute(dialer::start);
        }
    }

    /** Closes the listening ports; connections stay. */
    public void stopListening() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        listeners.clear();
    }

    /**
     * Signs off from each issuer and closes each link, an issuer's with its 0810 or the time-out, an acquirer's at once;
     * nothing is dialled any more. For when nothing is in flight.
     *
     * @return done when every link is closed
     */
    public CompletionStage<Void> signOff() {
        return loop.signOffAll();
    }

    /** Closes all links, telling each its end, and stops the loop. */
    @Override
    public void close() {
        if (loop.isCurrentThread()) {
            throw new IllegalStateException("the loop cannot wait for its own end");
        }
        if (closed) {
            return;
        }
        closed = true;
        stopListening();
        CompletableFuture<Void> allClosed = loop.closeAll();
        allClosed
                .completeOnTimeout(null, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .join();
        resolver.shutdownNow();
        loop.shutDown();
    }

    private void checkDialect(Dialect dialect, String key) throws ConfigException {
        for (int de : NETWORK_ELEMENTS) {
            if (!dialect.declares(de)) {
                throw refusal(key + ".dialect", dialect.name() + " does not declare DE " + de + ", needed for 0800");
            }
        }
    }

    private ConfigException refusal(String key, String reason) {
        return new ConfigException(new ConfigError(settings.configFile(), 0, 0, key, reason));
    }

    /** The system's words about a socket: they hold addresses, never data. */
    static String reasonOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
