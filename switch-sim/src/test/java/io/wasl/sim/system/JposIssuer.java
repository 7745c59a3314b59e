package io.wasl.sim.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jpos.core.ConfigurationException;
import org.jpos.core.SimpleConfiguration;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISORequestListener;
import org.jpos.iso.ISOServer;
import org.jpos.iso.ISOSource;
import org.jpos.iso.ServerChannel;
import org.jspecify.annotations.Nullable;

/**
 * An issuer host made of jPOS: answers from a pool, each after a random delay of its own, so that answers overtake each
 * other.
 */
final class JposIssuer implements ISORequestListener, AutoCloseable {

    private static final int MOST_DELAY_MS = 20;

    private final ISOServer server;
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Random random;
    private final Map<String, ISOMsg> requests = new ConcurrentHashMap<>();
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private final List<String> answered = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, ISOMsg> reversals = new ConcurrentHashMap<>();
    private final Queue<ISOMsg> network = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ISOSource switchSide;
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    JposIssuer(JposWire wire, long seed) throws ConfigurationException {
        random = new Random(seed);
        server = new ISOServer(0, (ServerChannel) wire.channel(), null);
        server.setConfiguration(new NoConfiguration());
        server.setSocketFactory(ignored -> {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            port.complete(socket.getLocalPort());
            return socket;
        });
        server.addISORequestListener(this);
        new Thread(server, "jpos-issuer").start();
    }

    int port() {
        return port.join();
    }

    /** Business requests by DE 37. */
    Map<String, ISOMsg> requests() {
        return requests;
    }

    /** The newest copy of each, by DE 37. */
    Map<String, ISOMsg> reversals() {
        return reversals;
    }

    /** Class 8 messages, requests and answers. */
    Queue<ISOMsg> network() {
        return network;
    }

    Queue<Exception> failures() {
        return failures;
    }

    /** How many answers left in another place of the order than their request had. */
    long overtaken() {
        long moved = 0;
        for (int i = 0; i < answered.size(); i++) {
            moved += answered.get(i).equals(arrived.get(i)) ? 0 : 1;
        }
        return moved;
    }

    /** Sends a message of its own on the connection by which the switch came last. */
    void send(ISOMsg message) throws IOException, ISOException {
        Objects.requireNonNull(switchSide, "the switch has not signed on").send(message);
    }

    @Override
    public boolean process(ISOSource source, ISOMsg message) {
        try {
            if (message.getMTI().charAt(1) == '8') {
                onNetwork(source, message);
            } else if (message.getMTI().charAt(1) == '4') {
                onReversal(source, message);
            } else {
                requests.put(message.getString(37), message);
                arrived.add(message.getString(37));
                ScheduledFuture<?> unused = pool.schedule(
                        () -> answer(source, message), random.nextInt(MOST_DELAY_MS), TimeUnit.MILLISECONDS);
            }
        } catch (IOException | ISOException e) {
            failures.add(e);
        }
        return true;
    }

    private void onNetwork(ISOSource source, ISOMsg message) throws IOException, ISOException {
        network.add(message);
        switchSide = source;
        if (message.isRequest()) {
            ISOMsg answer = answerTo(message);
            answer.set(39, is1993(message) ? "800" : "00");
            source.send(answer);
        }
    }

    private void onReversal(ISOSource source, ISOMsg reversal) throws IOException, ISOException {
        reversals.put(reversal.getString(37), reversal);
        ISOMsg answer = answerTo(reversal);
        answer.set(39, is1993(reversal) ? "400" : "00");
        source.send(answer);
    }

    private static boolean is1993(ISOMsg message) throws ISOException {
        return message.getMTI().charAt(0) == '1';
    }

    private void answer(ISOSource source, ISOMsg request) {
        try {
            ISOMsg answer = answerTo(request);
            for (int de : new int[] {12, 13, 14, 18, 22, 25, 35, 43, 52, 55, 63}) {
                answer.unset(de);
            }
            answer.set(39, code(request));
            answer.set(38, authorization(request));
            answer.set(44, "A" + request.getString(37));
            answer.set(63, "answered " + request.getString(4));
            synchronized (answered) {
                answered.add(request.getString(37));
                source.send(answer);
            }
        } catch (IOException | ISOException e) {
            failures.add(e);
        }
    }

    /** Its decision, which the other end of the test computes too. */
    static String code(ISOMsg request) throws ISOException {
        boolean declines = request.getString(4).endsWith("7");
        return is1993(request) ? declines ? "116" : "000" : declines ? "51" : "00";
    }

    static String authorization(ISOMsg request) {
        return request.getString(37).substring(6);
    }

    /** A copy of the TPDU: jPOS swaps its addresses in place when it sends a message that has one. */
    private static ISOMsg answerTo(ISOMsg request) throws ISOException {
        var answer = (ISOMsg) request.clone();
        answer.setResponseMTI();
        byte[] tpdu = request.getHeader();
        if (tpdu != null) {
            answer.setHeader(tpdu.clone());
        }
        return answer;
    }

    /** Nothing configured; jPOS's own empty configuration asks for a YAML library that we do not have. */
    private static final class NoConfiguration extends SimpleConfiguration {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] getAll(String name) {
            return new String[0];
        }

        @Override
        public boolean getBoolean(String name) {
            return false;
        }
    }

    @Override
    public void close() {
        server.shutdown();
        pool.shutdownNow();
    }
}
