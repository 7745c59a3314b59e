package io.wasl.sim.chaos;

import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.security.KeyFile;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.proxy.FaultProxy;
import io.wasl.sim.proxy.ProxyCounter;
import io.wasl.sim.proxy.ProxyTrace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands for a whole run: folder, disk, proxies, and the switch that is started and killed between them. Owner: the run. */
final class Stage {

    private static final long DISK_BYTES = 1L << 30;
    /** Virtual: a minute at 1,000 payments a second takes about a quarter of it. */
    private static final long DISK_BYTES_PER_MINUTE = 256L << 20;

    private static final int PAYMENTS_PER_SECOND = 1_000;

    private final ChaosFiles files;
    private final LogDisk disk;
    private final Children children;
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<Integer> issuerPorts;
    private final FramedLoop loop;
    private final ChaosSwitch node;

    private Stage(ChaosPlan plan, JavaProgram program, Ambient ambient, SeededRandom random, Cleanup cleanup)
            throws IOException, InterruptedException, ConfigException {
        files = cleanup.register(ChaosFiles.create(plan.keep()));
        boolean needsDisk =
                plan.faults().contains(ChaosFault.POWER_CUT) || plan.faults().contains(ChaosFault.DISK_FULL);
        long thousands = 1L + plan.rate() / PAYMENTS_PER_SECOND;
        long diskBytes = DISK_BYTES + plan.duration().toMinutes() * thousands * DISK_BYTES_PER_MINUTE;
        disk = cleanup.register(
                needsDisk ? LogDisk.open(files.disk(), files.image(), diskBytes) : LogDisk.plain(files.disk()));
        KeyFile.create(files.keys(), ambient.random());
        children = cleanup.register(new Children(program, files.logs()));
        loop = FramedLoop.halfClosing("proxies", ambient.nanos());
        cleanup.register(loop::close);
        int acquirers = Acquirers.NAMES.size();
        int issuers = ChaosTraffic.ISSUERS.size();
        List<Integer> ports = unusedPorts(acquirers + issuers + 1);
        List<Integer> listeners = ports.subList(0, acquirers);
        issuerPorts = ports.subList(acquirers, acquirers + issuers);
        for (int port : ports.subList(0, acquirers + issuers)) {
            var setup = new FaultProxy.Setup(
                    new HostPort("127.0.0.1", 0), new HostPort("127.0.0.1", port), ProxyTrace.NONE);
            proxies.add(FaultProxy.start(loop, setup, new SeededRandom(random.below(Long.MAX_VALUE))));
        }
        int admin = ports.get(acquirers + issuers);
        files.writeConfiguration(new ChaosFiles.Ports(listeners, proxyPorts(acquirers, issuers), admin), plan.ledger());
        node = new ChaosSwitch(children, files.configuration(), admin, ambient.nanos());
    }

    /** @param cleanup closes what is opened here, even when this fails in its middle */
    static Stage open(ChaosPlan plan, JavaProgram program, Ambient ambient, SeededRandom random, Cleanup cleanup)
            throws IOException, InterruptedException, ConfigException {
        return new Stage(plan, program, ambient, random, cleanup);
    }

    /** All of them open at one time, so that they differ. */
    private static List<Integer> unusedPorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    ChaosFiles files() {
        return files;
    }

    LogDisk disk() {
        return disk;
    }

    Children children() {
        return children;
    }

    ChaosSwitch node() {
        return node;
    }

    /** Those before the switch first, then those before the issuers. */
    List<FaultProxy> proxies() {
        return proxies;
    }

    /** Where acquirers dial. */
    List<Integer> acquirersDial() {
        return proxyPorts(0, Acquirers.NAMES.size());
    }

    /** Where issuers listen. */
    List<Integer> issuersListen() {
        return issuerPorts;
    }

    private List<Integer> proxyPorts(int from, int count) {
        return proxies.subList(from, from + count).stream()
                .map(FaultProxy::port)
                .toList();
    }

    /** What all proxies did. */
    SortedMap<String, Long> proxyCounts() {
        var counts = new TreeMap<String, Long>();
        for (ProxyCounter counter : ProxyCounter.values()) {
            long sum = proxies.stream().mapToLong(proxy -> proxy.count(counter)).sum();
            if (counter != ProxyCounter.MOST_BYTES_HELD) {
                counts.put(counter.name().toLowerCase(Locale.ROOT).replace('_', ' '), sum);
            }
        }
        return counts;
    }

    /**
     * @throws IllegalStateException if a proxy has failed, so that what was seen is not what the network did
     */
    void assertProxies() {
        loop.failure().ifPresent(cause -> {
            throw new IllegalStateException("a proxy failed", cause);
        });
    }
}
