package io.wasl.bench.e2e;

import io.wasl.bench.BinMix;
import io.wasl.routing.BinTable;
import io.wasl.routing.Route;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.packager.ISO87APackager;

/**
 * The least that is still a switch, by jPOS 2.1.10: read, route, send on under a STAN of its own, find the request of each
 * answer, send it back.
 *
 * <pre>
 *   acquirer ── a thread each: receive, route, STAN, table ──► issuer
 *   acquirer ◄── table, old STAN ── one thread: receive ────── issuer
 * </pre>
 *
 * <p>As favourable as it can be: nothing waits for an answer; no logger, space, MUX, transaction manager or log of transactions;
 * one compiled packager; an array by STAN in place of a map by strings; Wasl's table for the routes; {@link JposLine} for the
 * sockets. Nothing is validated, no repeat is noticed, nothing is remembered.
 */
final class JposSwitch {

    private static final int STANS = 1_000_000;
    private static final int LONGEST_PAN = 32;

    private final ISOPackager packager = new ISO87APackager();
    private final BinTable table;
    private final boolean isBatched;
    private final JposLine issuer;
    private final AtomicInteger lastStan = new AtomicInteger();
    private final AtomicReferenceArray<Waiting> waiting = new AtomicReferenceArray<>(STANS);

    /** What an answer needs from its request. */
    private record Waiting(JposLine from, String time, String stan, String rrn) {}

    private JposSwitch(BinTable table, int issuerPort, boolean isBatched) throws IOException {
        this.table = table;
        this.isBatched = isBatched;
        issuer = new JposLine(packager, isBatched);
        issuer.setHost(InetAddress.getLoopbackAddress().getHostAddress(), issuerPort);
        issuer.connect();
    }

    /**
     * @param isBatched see {@link JposLine}
     * @return the port on which it listens
     */
    static int start(int issuerPort, boolean isBatched) throws IOException {
        BinTable table = new BinMix(RequestFrames.RANGES, BinMix.SEED).load();
        var jpos = new JposSwitch(table, issuerPort, isBatched);
        ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        begin("jpos-issuer", jpos::carryAnswers);
        begin("jpos-accept", () -> jpos.accept(listener));
        return listener.getLocalPort();
    }

    /** Carries messages until a connection ends. */
    private interface Carrying {
        void run() throws IOException, ISOException;
    }

    private static void begin(String name, Carrying carrying) {
        var thread = new Thread(
                () -> {
                    try {
                        carrying.run();
                    } catch (EOFException e) {
                        System.err.println(name + ": the other end has closed");
                    } catch (IOException | ISOException e) {
                        System.err.println(name + ": " + e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listener) throws IOException {
        for (int number = 1; !listener.isClosed(); number++) {
            var acquirer = new JposLine(packager, isBatched);
            acquirer.accept(listener);
            begin("jpos-acquirer-" + number, () -> carryRequests(acquirer));
        }
    }

    private void carryRequests(JposLine acquirer) throws IOException, ISOException {
        var pan = new byte[LONGEST_PAN];
        while (acquirer.isConnected()) {
            ISOMsg request = acquirer.receive();
            if (!isRouted(request.getString(2), pan)) {
                throw new ISOException("a request that leads nowhere");
            }
            int stan = 1 + Math.floorMod(lastStan.getAndIncrement(), STANS - 1);
            waiting.set(
                    stan, new Waiting(acquirer, request.getString(7), request.getString(11), request.getString(37)));
            request.set(11, sixDigits(stan));
            issuer.send(request);
            if (acquirer.isReadThrough()) {
                issuer.release();
            }
        }
    }

    private void carryAnswers() throws IOException, ISOException {
        JposLine last = issuer;
        while (issuer.isConnected()) {
            ISOMsg answer = issuer.receive();
            Waiting request = waiting.getAndSet(Integer.parseInt(answer.getString(11)), null);
            if (request == null
                    || !request.time.equals(answer.getString(7))
                    || !request.rrn.equals(answer.getString(37))) {
                throw new ISOException("an answer to no request");
            }
            if (last != request.from) {
                last.release();
                last = request.from;
            }
            answer.set(11, request.stan);
            last.send(answer);
            if (issuer.isReadThrough()) {
                last.release();
            }
        }
    }

    private boolean isRouted(String digits, byte[] pan) {
        int length = digits.length();
        for (int i = 0; i < length; i++) {
            pan[i] = (byte) digits.charAt(i);
        }
        return table.route(pan, 0, length) instanceof Route.To;
    }

    private static String sixDigits(int number) {
        var digits = new char[6];
        int rest = number;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(digits);
    }
}
