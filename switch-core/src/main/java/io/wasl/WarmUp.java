package io.wasl;

import io.wasl.check.CheckedConfig;
import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigException;
import io.wasl.config.IssuerConfig;
import io.wasl.config.JournalConfig;
import io.wasl.config.LimitsConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.engine.EngineCounter;
import io.wasl.engine.EngineListener;
import io.wasl.engine.EnginePorts;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.SwitchEngine;
import io.wasl.frame.Frame;
import io.wasl.journal.ForgettingLog;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.link.Link;
import io.wasl.link.LinkRole;
import io.wasl.routing.BinTable;
import io.wasl.routing.Router;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of an authorization, gone before the first acquirer can come: what a JVM does once for each class is done then, and
 * the first cardholder does not wait for it.
 *
 * <p>It goes through an engine of its own, as the first acquirer and the first issuer are configured, between links to nobody
 * and a log that forgets, under keys made for it. So nothing of the node is touched: no record, counter, history or connection.
 * It ends after a time, and a dialect that it knows no message for leaves the first authorization as slow as it was.
 */
final class WarmUp implements EngineListener {

    /** So much of a start it may take. */
    private static final long MOST_NS = 100_000_000;

    /** Each class has been used then, and the methods called most are no longer interpreted. */
    private static final int MOST_AUTHORIZATIONS = 200;

    private static final int IN_FLIGHT = 64;
    private static final int REMEMBERED = 1_000;
    private static final int OUTBOX_BYTES = 1 << 20;

    private final SystemPorts system;
    private final ForgettingLog log;
    private final SwitchEngine engine;
    private final WarmUpLink acquirer;
    private final WarmUpLink issuer;
    private final WarmUpMessages messages = new WarmUpMessages();
    private final MessageView view = new MessageView();
    private final Frame frame = new Frame();
    private final byte[] received;

    private WarmUp(CheckedConfig checked, SystemPorts system) throws ConfigException {
        this.system = system;
        SwitchConfig config = small(checked.config());
        AcquirerConfig firstAcquirer = config.acquirers().get(0);
        IssuerConfig firstIssuer = config.issuers().get(0);
        int largest = config.limits().maxFrameBytes();
        received = new byte[largest];
        acquirer = new WarmUpLink(
                LinkRole.ACQUIRER,
                firstAcquirer.id(),
                checked.acquirerDialects().get(0),
                largest);
        issuer = new WarmUpLink(
                LinkRole.ISSUER, firstIssuer.id(), checked.issuerDialects().get(0), largest);
        log = new ForgettingLog(system.random());
        byte[] routes = WarmUpMessages.routes(firstIssuer.id()).getBytes(StandardCharsets.US_ASCII);
        engine = new SwitchEngine(
                new EngineSettings(config, List.of(acquirer.dialect()), List.of(issuer.dialect())),
                new EnginePorts(
                        log,
                        new Router(BinTable.parse("warm-up", routes, List.of(firstIssuer.id()))),
                        List.of(new PanTokenizer(Keys.generate(system.random()))),
                        system.nanos(),
                        system.epoch(),
                        system.random(),
                        (alarm, member, epoch, counter) -> {},
                        OlderTransactions.NONE),
                this);
    }

    /** The first members alone, and little memory. */
    private static SwitchConfig small(SwitchConfig config) {
        JournalConfig journal = config.journal();
        LimitsConfig limits = config.limits();
        return new SwitchConfig(
                config.file(),
                config.node(),
                new JournalConfig(
                        journal.directory(),
                        journal.segmentBytes(),
                        journal.reserveSegments(),
                        REMEMBERED,
                        journal.unconfirmed()),
                config.ledger(),
                config.admin(),
                config.acquirers().subList(0, 1),
                config.issuers().subList(0, 1),
                config.routing(),
                config.security(),
                new LimitsConfig(
                        IN_FLIGHT,
                        limits.slotBytes(),
                        OUTBOX_BYTES,
                        IN_FLIGHT,
                        limits.linkWriteBytes(),
                        limits.maxFrameBytes(),
                        limits.connectionsPerAcquirer(),
                        IN_FLIGHT,
                        IN_FLIGHT,
                        limits.startGrace(),
                        limits.drainTimeout()),
                config.businessDate());
    }

    /**
     * Goes the way until it is warm, or time is up.
     *
     * @return how many authorizations were approved
     */
    static long run(CheckedConfig checked, SystemPorts system) throws ConfigException {
        long startNs = system.nanos().nanoTime();
        var warmUp = new WarmUp(checked, system);
        warmUp.log.lead(warmUp.engine);
        warmUp.engine.onUsable(warmUp.issuer);
        int number = 0;
        while (warmUp.authorize(++number)
                && number < MOST_AUTHORIZATIONS
                && system.nanos().nanoTime() - startNs < MOST_NS) {
            warmUp.engine.onTick(system.nanos().nanoTime());
        }
        return warmUp.engine.counters().get(EngineCounter.APPROVED);
    }

    /** Whether an answer came. */
    private boolean authorize(int number) {
        int length = messages.request(acquirer.dialect(), number, received);
        if (length < 0 || !receive(acquirer, length) || issuer.sentLength() == 0) {
            return false;
        }
        if (!view.decode(issuer.dialect(), issuer.sent(), 0, issuer.sentLength())) {
            return false;
        }
        length = messages.approval(view, received);
        issuer.deliver(engine, system.nanos().nanoTime());
        if (length < 0 || !receive(issuer, length) || acquirer.sentLength() == 0) {
            return false;
        }
        acquirer.deliver(engine, system.nanos().nanoTime());
        endTurn();
        return true;
    }

    private boolean receive(Link from, int length) {
        if (!view.decode(from.dialect(), received, 0, length)) {
            return false;
        }
        engine.onMessage(
                from, view, frame.body(received, 0, length), system.nanos().nanoTime());
        endTurn();
        return true;
    }

    private void endTurn() {
        engine.onTurnEnd(system.nanos().nanoTime());
        log.force(engine);
    }

    @Override
    public void onReady() {
        // Nobody waits.
    }

    @Override
    public void onIssuersUsable(int count) {
        // Nobody waits.
    }

    @Override
    public void onStopped(String reason, @Nullable Throwable cause) {
        throw new IllegalStateException("the engine stopped: " + reason, cause);
    }
}
