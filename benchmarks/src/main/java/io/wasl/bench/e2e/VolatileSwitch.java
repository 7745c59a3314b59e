package io.wasl.bench.e2e;

import io.wasl.bench.VolatileJournal;
import io.wasl.check.CheckedConfig;
import io.wasl.check.ConfigCheck;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.engine.EngineListener;
import io.wasl.engine.EnginePorts;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.SwitchEngine;
import io.wasl.frame.Frame;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.link.Link;
import io.wasl.link.LinkListener;
import io.wasl.link.SendOutcome;
import io.wasl.link.netty.LinkSettings;
import io.wasl.link.netty.LoopHooks;
import io.wasl.link.netty.NettyLinks;
import io.wasl.link.netty.SocketKind;
import io.wasl.routing.Router;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The switch's links and engine as they ship, on a log that forgets: no file, no ledger, nothing survives. What is appended in
 * a turn is called durable at its end, on the loop. It exists to measure with, here alone; the shipped switch cannot do this.
 */
final class VolatileSwitch implements EngineListener {

    private static final long PATIENCE_S = 30;

    private final VolatileJournal journal = new VolatileJournal();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch issuersUsable = new CountDownLatch(1);
    private final SwitchConfig config;
    private final CheckedConfig checked;
    private final SwitchEngine engine;
    private final NettyLinks links;

    private VolatileSwitch(LoadedConfig loaded) throws ConfigException, IOException {
        checked = ConfigCheck.check(loaded);
        config = checked.config();
        var random = new SecureRandom();
        var ports = new EnginePorts(
                journal,
                new Router(checked.routes()),
                List.of(new PanTokenizer(Keys.generate(random::nextBytes))),
                System::nanoTime,
                System::currentTimeMillis,
                random::nextBytes,
                (alarm, member, epoch, counter) -> System.err.println("alarm " + alarm + " " + member),
                OlderTransactions.NONE);
        engine = new SwitchEngine(
                new EngineSettings(config, checked.acquirerDialects(), checked.issuerDialects()), ports, this);
        links = new NettyLinks(
                new LinkSettings(
                        config.file().toString(),
                        config.limits(),
                        SocketKind.best(),
                        System::nanoTime,
                        System::currentTimeMillis,
                        random::nextBytes),
                new LoopHooks(new ForgettingTurns(), engine::onTick, VolatileSwitch::stop));
    }

    /**
     * Returns when the issuers are up and the acquirers may come.
     *
     * @return the port of the first acquirer
     */
    static int start(LoadedConfig loaded) throws ConfigException, IOException, InterruptedException {
        return new VolatileSwitch(loaded).open();
    }

    private int open() throws ConfigException, InterruptedException {
        links.loop().execute(() -> journal.lead(engine));
        await(ready, "the engine is not ready");
        List<Dialect> dialects = checked.issuerDialects();
        for (int i = 0; i < dialects.size(); i++) {
            links.dial(config.issuers().get(i), i, dialects.get(i));
        }
        await(issuersUsable, "the issuer does not sign on");
        return links.listen(
                config.acquirers().get(0), 0, checked.acquirerDialects().get(0));
    }

    private static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void onReady() {
        ready.countDown();
    }

    @Override
    public void onIssuersUsable(int count) {
        if (count == config.issuers().size()) {
            issuersUsable.countDown();
        }
    }

    @Override
    public void onStopped(String reason, @Nullable Throwable cause) {
        System.err.println("stopped: " + reason);
        Runtime.getRuntime().halt(1);
    }

    private static void stop(Throwable fault) {
        System.err.println("stopped: " + fault);
        Runtime.getRuntime().halt(1);
    }

    /** The engine as it is, and at the end of each turn, after it, the log that calls everything durable. */
    private final class ForgettingTurns implements LinkListener {

        @Override
        public void onUsable(Link link) {
            engine.onUsable(link);
        }

        @Override
        public void onUnusable(Link link) {
            engine.onUnusable(link);
        }

        @Override
        public void onMessage(Link link, MessageView message, Frame frame, long receivedNs) {
            engine.onMessage(link, message, frame, receivedNs);
        }

        @Override
        public void onMalformed(Link link, MessageView message, Frame frame, long receivedNs) {
            engine.onMalformed(link, message, frame, receivedNs);
        }

        @Override
        public boolean onCutover(Link link) {
            return engine.onCutover(link);
        }

        @Override
        public void onSent(Link link, long token, SendOutcome outcome, long nowNs) {
            engine.onSent(link, token, outcome, nowNs);
        }

        @Override
        public void onClosed(Link link, String reason) {
            engine.onClosed(link, reason);
        }

        @Override
        public void onTurnEnd(long nowNs) {
            engine.onTurnEnd(nowNs);
            journal.force(engine);
        }
    }
}
