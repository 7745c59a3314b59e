package io.wasl.sim.demo;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.sim.net.FramedClient;
import io.wasl.sim.net.FramedConnection;
import io.wasl.sim.net.FramedListener;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.FramedServer;
import io.wasl.sim.net.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The least that the demonstration takes for a switch: relays by the first six digits, answers 91 after a time-out and
 * reverses. It may be told to be a bad one. Runs on its own loop.
 */
final class RelaySwitch implements RunningSwitch, FramedListener {

    /** What it does wrong. */
    enum Vice {
        NONE,
        FORGETS_REVERSALS,
        LEDGER_FORGETS_ONE,
        ANSWERS_96_FOR_UNKNOWN_BIN
    }

    private static final long TIMEOUT_NS = 300_000_000L;
    private static final Map<String, String> ROUTES =
            Map.of("400000", "atlas", "510000", "rif", "520000", "rif", "620000", "draa");

    private final FramedLoop loop = new FramedLoop("relay", System::nanoTime);
    private final Vice vice;
    private final FramedServer server;
    private final Map<String, IssuerSide> issuers = new HashMap<>();
    private final Map<String, Pending> pending = new HashMap<>();
    private final TreeMap<String, Long> netMinor = new TreeMap<>();
    private final MessageWriter writer = new MessageWriter();
    private long owed;
    private long acknowledged;

    private record Pending(FramedConnection acquirer, int mti, ElementSet elements) {}

    RelaySwitch(Path configuration, Vice vice) throws ConfigException, IOException {
        this.vice = vice;
        var format = WireFormat.of(FramingPresets.preset("length-2"), "iso87-ascii");
        var pattern = Pattern.compile("- id: (\\w+)\\s+connect: \\[\"127.0.0.1:(\\d+)\"");
        var matcher = pattern.matcher(Files.readString(configuration));
        while (matcher.find()) {
            var side = new IssuerSide();
            issuers.put(matcher.group(1), side);
            new FramedClient(loop, new HostPort("127.0.0.1", Integer.parseInt(matcher.group(2))), format, side).dial();
        }
        server = FramedServer.listen(loop, new HostPort("127.0.0.1", 0), format, this);
    }

    @Override
    public int acquirerPort() {
        return server.port();
    }

    @Override
    public LedgerTotals ledger() {
        return loop.call(() -> {
            List<LedgerTotals.Total> totals = new ArrayList<>();
            long missing = vice == Vice.LEDGER_FORGETS_ONE ? 1 : 0;
            netMinor.forEach(
                    (currency, sum) -> totals.add(new LedgerTotals.Total("souk-bank", currency, 1, sum - missing)));
            return new LedgerTotals(
                    0,
                    totals,
                    List.of(),
                    List.of(),
                    List.of(
                            new LedgerTotals.Deliveries("OWED", owed - acknowledged),
                            new LedgerTotals.Deliveries("ACKED", acknowledged)));
        });
    }

    @Override
    public void close() {
        loop.failure().ifPresent(cause -> {
            throw new AssertionError("the relay failed", cause);
        });
        loop.close();
    }

    @Override
    public void onMessage(FramedConnection connection, MessageView message, Frame frame, long receivedNs) {
        var request = new Pending(connection, message.mti(), elements(message));
        if (Mti.messageClass(message.mti()) == Mti.CLASS_NETWORK) {
            answer(request, "00");
            return;
        }
        String bin = request.elements().text(2).substring(0, 6);
        IssuerSide issuer = issuers.get(ROUTES.getOrDefault(bin, "nobody"));
        if (issuer == null) {
            answer(request, vice == Vice.ANSWERS_96_FOR_UNKNOWN_BIN ? "96" : "15");
        } else if (issuer.connection == null) {
            answer(request, "91");
        } else {
            FramedConnection towards = issuer.connection;
            pending.put(key(request.elements()), request);
            towards.send(
                    writer.begin(towards.dialect(), message.mti()).setAll(request.elements()),
                    FramedConnection.NO_HEADER);
            loop.schedule(TIMEOUT_NS, () -> onTimeout(request, towards));
        }
    }

    private void onTimeout(Pending request, FramedConnection issuer) {
        if (pending.remove(key(request.elements()), request)) {
            answer(request, "91");
            owed++;
            if (vice != Vice.FORGETS_REVERSALS) {
                ElementSet sent = request.elements();
                String original = Mti.toString(request.mti()) + sent.text(11) + sent.text(7) + sent.text(32);
                writer.begin(issuer.dialect(), 0x0420).setAll(sent).setText(90, original + "00000000000");
                issuer.send(writer, FramedConnection.NO_HEADER);
            }
        }
    }

    private void onAnswer(MessageView answer) {
        if (Mti.messageClass(answer.mti()) == Mti.CLASS_REVERSAL) {
            acknowledged++;
            return;
        }
        ElementSet elements = elements(answer);
        Pending request = pending.remove(key(elements));
        if (request != null) {
            if (answer.dialect().isApproving(answer.code())) {
                netMinor.merge(elements.text(49), elements.number(4), Math::addExact);
            }
            writer.begin(answer.dialect(), answer.mti()).setAll(elements);
            request.acquirer().send(writer, FramedConnection.NO_HEADER);
        }
    }

    private void answer(Pending request, String code) {
        writer.begin(request.acquirer().dialect(), Mti.answer(request.mti()))
                .setAll(request.elements())
                .remove(ElementMask.of(18, 22, 25))
                .setCode(ResponseCode.of(code));
        request.acquirer().send(writer, FramedConnection.NO_HEADER);
    }

    private static String key(ElementSet elements) {
        return elements.text(7) + elements.text(11) + elements.text(37);
    }

    private static ElementSet elements(MessageView message) {
        var elements = new ElementSet(2048);
        if (!message.copyTo(elements, ElementMask.ALL)) {
            throw new AssertionError("a test's message does not fit");
        }
        return elements;
    }

    @Override
    public void onOpened(FramedConnection connection) {
        // an acquirer is known by what it sends
    }

    @Override
    public void onDialFailed(String reason) {
        throw new AssertionError("acquirers are not dialled");
    }

    @Override
    public void onMalformed(FramedConnection connection, MessageView message, Frame frame) {
        throw new AssertionError("malformed: " + message.error());
    }

    @Override
    public void onClosed(FramedConnection connection, String reason) {
        // its requests stay pending until their answers come to nobody
    }

    private final class IssuerSide implements FramedListener {
        private @Nullable FramedConnection connection;

        @Override
        public void onOpened(FramedConnection opened) {
            connection = opened;
        }

        @Override
        public void onDialFailed(String reason) {
            // this issuer is down
        }

        @Override
        public void onMessage(FramedConnection from, MessageView message, Frame frame, long receivedNs) {
            onAnswer(message);
        }

        @Override
        public void onMalformed(FramedConnection from, MessageView message, Frame frame) {
            throw new AssertionError("malformed: " + message.error());
        }

        @Override
        public void onClosed(FramedConnection from, String reason) {
            connection = null;
        }
    }
}
