package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.yaml.Forms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no peer should send: each has its answer or ends its own connection, and twenty others miss nothing. */
final class BadInputIT {

    private static final int GOOD_CONNECTIONS = 20;
    private static final double GOOD_RATE = 100;
    private static final List<String> CARDS = Traffic.cards("400000", 16, 50);

    /** Payments in one write: a hundred more than fill a write limit of 64 KiB. */
    private static final int BURST = 600;

    /** The kernel's buffers on both ways and the write limit hold far less. */
    private static final long MOST_UNREAD_BYTES = 32 << 20;

    /** Where the body of an iso87-ascii message has its primary bitmap, 16 hex digits. */
    private static final int BITMAP_OFFSET = 4;

    @TempDir
    Path folder;

    private int number;

    @Test
    void shouldAnswerOrCloseEachBadLinkAndLeaveTheOthersAlone() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("BadInputIT: seed " + seed);
        try (var issuers = new Issuers()) {
            int issuerPort = issuers.start("rules:\n  - { then: approve, delay: 0ms-5ms }\n", seed)
                    .port();
            String[] speech = {"framing: length-2", "dialect: iso87-ascii"};
            var files = new SwitchFiles(folder)
                    .acquirer("bank", 0, speech[0], speech[1], "response-timeout: 31s")
                    .issuer("atlas", issuerPort, speech[0], speech[1], "response-timeout: 30s")
                    .route("400000", "atlas")
                    // The smallest there is: reached soon by a peer that does not read, and by no other.
                    .line("links: { write-limit: 64KiB }")
                    .write();
            try (SwitchNode node = SwitchNode.start(files.load());
                    var load = new BackgroundLoad(plan(node.port("bank")), seed)) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                load.start();

                misbehave(node, node.port("bank"), new Random(seed));

                LoadReport report = load.stopInGoodOrder();
                assertThat(report.connectionsLost()).isZero();
                assertThat(report.payments()).isGreaterThan(GOOD_CONNECTIONS);
                assertThat(node.stopped().toCompletableFuture()).isNotDone();
            }
        }
    }

    private void misbehave(SwitchNode node, int port, Random random) throws IOException {
        try {
            sendABurst(port);
            sendDamagedMessages(port);
            sendUnreadableFrames(port);
            sendGarbage(port, random);
            sendHalfAFrame(port);
            readNothing(port);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the engine counted " + counted(node), e);
        }
    }

    private static String counted(SwitchNode node) {
        return Stream.of(EngineCounter.values())
                .map(counter -> counter + "=" + node.engineCounters().get(counter))
                .filter(line -> !line.endsWith("=0"))
                .collect(Collectors.joining(" "));
    }

    /** More at once than the write limit, as after a stall: the issuer reads all of it, so its link must stand. */
    private void sendABurst(int port) throws IOException {
        var burst = new ByteArrayOutputStream();
        for (int i = 0; i < BURST; i++) {
            burst.writeBytes(RawPeer.framed(good()));
        }
        try (RawPeer peer = RawPeer.connect(port)) {
            peer.send(burst.toByteArray());
            for (int i = 0; i < BURST; i++) {
                assertThat(peer.answer()).as("a burst").isEqualTo("0110 00");
            }
        }
    }

    /** Damage that is confined to one message: answered, and the connection goes on. */
    private void sendDamagedMessages(int port) throws IOException {
        try (RawPeer peer = RawPeer.connect(port)) {
            assertThat(exchange(peer, good())).isEqualTo("0110 00");
            byte[] lying = good();
            lying[BITMAP_OFFSET + 1] |= 0x08; // bit 5, of which there is nothing in the message
            assertThat(exchange(peer, lying)).as("a bitmap that lies").isEqualTo("0110 30");
            assertThat(exchange(peer, undeclared()))
                    .as("a bit without declaration")
                    .isEqualTo("0110 30");
            byte[] letters = good();
            letters[BITMAP_OFFSET + 16 + 18 + 6 + 3] = 'X'; // in DE 4: behind LL and 16 digits of DE 2, and DE 3
            assertThat(exchange(peer, letters)).as("a letter in a number").isEqualTo("0110 30");
            byte[] bitmap = good();
            bitmap[BITMAP_OFFSET] = 'G';
            assertThat(exchange(peer, bitmap)).as("a bitmap that is not hex").isEqualTo("0110 30");
            byte[] overlong = good();
            overlong[BITMAP_OFFSET + 16] = '9';
            assertThat(exchange(peer, overlong)).as("a length over the maximum").isEqualTo("0110 30");
            assertThat(exchange(peer, lengthPastTheEnd()))
                    .as("a length past the end")
                    .isEqualTo("0110 30");
            byte[] longer = Arrays.copyOf(good(), good().length + 3);
            assertThat(exchange(peer, longer))
                    .as("bytes behind the last element")
                    .isEqualTo("0110 30");
            var lacking = RawPeer.payment(CARDS.get(0), 1_000, ++number);
            lacking.remove(3);
            assertThat(exchange(peer, RawPeer.body(0x0100, lacking)))
                    .as("no DE 3")
                    .isEqualTo("0110 30");
            var elements = RawPeer.payment(CARDS.get(0), 1_000, ++number);
            assertThat(exchange(peer, RawPeer.body(0x0300, elements)))
                    .as("a class not taken")
                    .isEqualTo("0310 12");
            assertThat(exchange(peer, good())).as("after all that").isEqualTo("0110 00");
        }
    }

    /** Without an MTI nothing can be answered; the third in a row ends the connection. */
    private void sendUnreadableFrames(int port) throws IOException {
        try (RawPeer peer = RawPeer.connect(port)) {
            byte[] unreadable = good();
            unreadable[1] = 'X';
            for (int i = 0; i < 3; i++) {
                peer.send(RawPeer.framed(unreadable));
                peer.send(RawPeer.framed(unreadable));
                assertThat(exchange(peer, good())).as("after two").isEqualTo("0110 00");
            }
            for (int i = 0; i < 3; i++) {
                peer.send(RawPeer.framed(unreadable));
            }
            peer.awaitEnd();
        }
        try (RawPeer peer = RawPeer.connect(port)) {
            peer.send(new byte[] {(byte) 0x20, 0x01}); // 8,193 bytes are announced, one over the limit
            peer.awaitEnd();
        }
        try (RawPeer peer = RawPeer.connect(port)) {
            peer.send(new byte[] {0, 0}); // length zero: this framing closes
            peer.awaitEnd();
        }
    }

    private static void sendGarbage(int port, Random random) throws IOException {
        for (int i = 0; i < 10; i++) {
            try (RawPeer peer = RawPeer.connect(port)) {
                var garbage = new byte[64 << 10];
                random.nextBytes(garbage);
                try {
                    while (true) { // more garbage sooner or later announces too long a frame
                        peer.send(garbage);
                    }
                } catch (SocketException closed) {
                    peer.awaitEnd();
                }
            }
        }
    }

    /** Half a frame is no harm to anybody, and its other half may come when it likes. */
    private void sendHalfAFrame(int port) throws IOException {
        try (RawPeer slow = RawPeer.connect(port);
                RawPeer other = RawPeer.connect(port)) {
            byte[] frame = RawPeer.framed(good());
            slow.send(Arrays.copyOf(frame, 1));
            for (int i = 0; i < 50; i++) {
                assertThat(exchange(other, good())).isEqualTo("0110 00");
            }
            slow.send(Arrays.copyOfRange(frame, 1, frame.length / 2));
            assertThat(exchange(other, good())).isEqualTo("0110 00");
            slow.send(Arrays.copyOfRange(frame, frame.length / 2, frame.length));
            assertThat(slow.answer()).isEqualTo("0110 00");
        }
    }

    /** Asks and asks and never reads an answer: its connection is closed when too much waits for it. */
    private static void readNothing(int port) throws IOException {
        var echo = new TreeMap<>(Map.of(7, "1122101112", 11, "000001", 70, "301"));
        byte[] frame = RawPeer.framed(RawPeer.body(0x0800, echo));
        var many = new byte[frame.length * 500];
        for (int i = 0; i < many.length; i++) {
            many[i] = frame[i % frame.length];
        }
        try (RawPeer peer = RawPeer.connectWithSmallBuffer(port)) {
            assertThatThrownBy(() -> {
                        for (long sent = 0; sent < MOST_UNREAD_BYTES; sent += many.length) {
                            peer.send(many);
                        }
                    })
                    .as("closed before the node held all the answers")
                    .isInstanceOf(SocketException.class);
        }
    }

    private static String exchange(RawPeer peer, byte[] body) throws IOException {
        peer.send(RawPeer.framed(body));
        return peer.answer();
    }

    private byte[] good() {
        return RawPeer.body(0x0100, RawPeer.payment(CARDS.get(number % CARDS.size()), 1_000, ++number));
    }

    /** Bit 65 announces a third bitmap, which the dialect does not have. */
    private byte[] undeclared() {
        String text = new String(good(), StandardCharsets.US_ASCII);
        char first = Character.forDigit(Character.digit(text.charAt(BITMAP_OFFSET), 16) | 8, 16);
        String secondary = "8000000000000000";
        return (text.substring(0, BITMAP_OFFSET)
                        + Character.toUpperCase(first)
                        + text.substring(BITMAP_OFFSET + 1, BITMAP_OFFSET + 16)
                        + secondary
                        + text.substring(BITMAP_OFFSET + 16))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** DE 63 says 500 characters and has 5. */
    private byte[] lengthPastTheEnd() {
        var values = RawPeer.payment(CARDS.get(0), 1_000, ++number);
        values.put(63, "short");
        byte[] body = RawPeer.body(0x0100, values);
        body[body.length - 8] = '5';
        return body;
    }

    private static LoadPlan plan(int port) throws Exception {
        var traffic =
                new Traffic("good", 1, 0x0100, CARDS, new Forms.Span(100, 9_000), "504", Map.of(), 0, Set.of("00"));
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                GOOD_CONNECTIONS,
                Issuers.format(),
                new Pace.OpenLoop(GOOD_RATE, true),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                new Duty(true, Duration.ofSeconds(32), 3, Duration.ofSeconds(5), Duration.ofSeconds(60)),
                new TrafficMix(List.of(traffic)),
                true,
                false);
    }
}
