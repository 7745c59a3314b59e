package io.wasl.sim.system;

import io.wasl.config.ConfigException;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.rules.RulesFile;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Issuer simulators in the test's process, length-2 and iso87-ascii where nothing else is said, on one loop. */
final class Issuers implements AutoCloseable {

    private final FramedLoop loop = new FramedLoop("issuers", System::nanoTime);
    private final List<IssuerSimulator> running = new ArrayList<>();

    private final WireFormat format;

    Issuers() throws ConfigException {
        this("iso87-ascii");
    }

    Issuers(String dialect) throws ConfigException {
        format = format(dialect);
    }

    static WireFormat format() throws ConfigException {
        return format("iso87-ascii");
    }

    static WireFormat format(String dialect) throws ConfigException {
        return WireFormat.of(FramingPresets.preset("length-2"), dialect);
    }

    /** @param rules a rules file's text */
    IssuerSimulator start(String rules, long seed) throws ConfigException, IOException {
        return start(rules, seed, 0, new IssuerBook(Effect.Sink.NOWHERE), IssuerTrace.NONE);
    }

    /** On a port of its own choice and with a book that may outlive it. */
    IssuerSimulator start(String rules, long seed, int port, IssuerBook book, IssuerTrace trace)
            throws ConfigException, IOException {
        var setup = new IssuerSimulator.Setup(
                new HostPort("127.0.0.1", port),
                format,
                RulesFile.parse("rules", new StringReader(rules)),
                book,
                trace);
        IssuerSimulator issuer = IssuerSimulator.start(loop, setup, new SeededRandom(seed));
        running.add(issuer);
        return issuer;
    }

    /** Stops one; its book is counted by whoever goes on with it. */
    void stop(IssuerSimulator issuer) {
        issuer.close();
        running.remove(issuer);
    }

    Totals totals() {
        var all = new Totals();
        running.forEach(issuer -> all.addAll(issuer.totals()));
        return all;
    }

    long count(IssuerCounter counter) {
        return running.stream().mapToLong(issuer -> issuer.count(counter)).sum();
    }

    @Override
    public void close() {
        loop.close();
    }
}
