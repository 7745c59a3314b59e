package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jpos.iso.BaseChannel;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** jPOS as an independent peer on both sides, over real sockets. */
final class JposPeerIT {

    private static final int MESSAGES = 1_000;
    private static final int WINDOW = 64;
    private static final int PATIENCE_SECONDS = 60;

    private static final String[] SLOW = {"response-timeout: 40s"};
    private static final String[] ECHOING = {
        "response-timeout: 30s", "echo: { interval: 1500ms, timeout: 1500ms, misses: 10 }"
    };

    /** Sent, and expected at the issuer as sent; DE 11 is the switch's own there. */
    private static final int[] FORWARDED = {2, 3, 4, 7, 12, 13, 14, 18, 22, 25, 32, 35, 37, 41, 42, 43, 49, 52, 55, 63};
    /** Of the request, expected in the answer. */
    private static final int[] ECHOED = {2, 3, 4, 7, 11, 32, 37, 41, 42, 49};

    private static final List<String> PANS = new ArrayList<>(Traffic.cards("400000", 16, 40));

    static {
        PANS.addAll(Traffic.cards("400000", 19, 10));
    }

    @TempDir
    Path folder;

    @ParameterizedTest(name = "acquirer {0}, issuer {1}")
    @CsvSource({"ASCII, ASCII", "BINARY, BINARY", "ASCII, BINARY", "BINARY, ASCII"})
    void shouldRelayAThousandMessagesOfJposAnsweredInAnyOrder(JposWire acquirerWire, JposWire issuerWire)
            throws Exception {
        long seed = new Random().nextLong();
        System.out.println("JposPeerIT " + acquirerWire + " to " + issuerWire + ": seed " + seed);
        var random = new Random(seed);
        try (var issuer = new JposIssuer(issuerWire, seed)) {
            var files = new SwitchFiles(folder)
                    .acquirer("bank", 0, acquirerWire.keys(SLOW))
                    .issuer("atlas", issuer.port(), issuerWire.keys(ECHOING))
                    .route("400000", "atlas")
                    .write();
            try (SwitchNode node = SwitchNode.start(files.load())) {
                BaseChannel channel = acquirerWire.channel();
                channel.setHost("127.0.0.1", node.port("bank"));
                channel.connect();
                signOnAndEcho(channel);
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                var sent = new ConcurrentHashMap<String, ISOMsg>();
                Map<String, ISOMsg> answers = relay(channel, random, sent);

                assertThat(answers.keySet()).isEqualTo(sent.keySet());
                assertThat(issuer.requests().keySet()).isEqualTo(sent.keySet());
                for (Map.Entry<String, ISOMsg> request : sent.entrySet()) {
                    ISOMsg forwarded = Objects.requireNonNull(issuer.requests().get(request.getKey()));
                    checkForward(request.getValue(), forwarded, issuerWire);
                    ISOMsg answer = Objects.requireNonNull(answers.get(request.getKey()));
                    checkAnswer(request.getValue(), answer, acquirerWire);
                }
                assertThat(issuer.overtaken())
                        .as("answers that overtook others")
                        .isGreaterThan(MESSAGES / 10);
                checkIssuersNetworkMessages(issuer);
                assertThat(issuer.failures()).isEmpty();
                channel.disconnect();
            }
        }
    }

    private static void signOnAndEcho(BaseChannel channel) throws IOException, ISOException {
        for (String code : List.of("001", "301")) {
            channel.send(network(code, "0000" + code.substring(1)));
            ISOMsg answer = channel.receive();
            assertThat(answer.getMTI()).isEqualTo("0810");
            assertThat(answer.getString(39)).isEqualTo("00");
            assertThat(answer.getString(70)).isEqualTo(code);
            assertThat(answer.getString(11)).isEqualTo("0000" + code.substring(1));
        }
    }

    /** The switch signed on and echoes; the issuer's own echo is answered too. */
    private static void checkIssuersNetworkMessages(JposIssuer issuer) throws IOException, ISOException {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> issuer.network().stream()
                        .anyMatch(message -> message.getString(70).equals("301") && has(message, "0800")));
        assertThat(issuer.network().element().getString(70)).isEqualTo("001");
        issuer.send(network("301", "987654"));
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> issuer.network().stream()
                        .anyMatch(message -> has(message, "0810")
                                && message.getString(11).equals("987654")
                                && message.getString(39).equals("00")));
    }

    private static boolean has(ISOMsg message, String mti) {
        try {
            return message.getMTI().equals(mti);
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends with {@link #WINDOW} in flight; gives the answers by DE 37. */
    private static Map<String, ISOMsg> relay(BaseChannel channel, Random random, Map<String, ISOMsg> sent)
            throws Exception {
        var answers = new ConcurrentHashMap<String, ISOMsg>();
        var window = new Semaphore(WINDOW);
        var mostInFlight = new AtomicInteger();
        var failure = new ConcurrentHashMap<String, Exception>();
        var receiver = new Thread(
                () -> {
                    try {
                        while (answers.size() < MESSAGES) {
                            ISOMsg answer = channel.receive();
                            mostInFlight.accumulateAndGet(sent.size() - answers.size(), Math::max);
                            if (answers.put(answer.getString(37), answer) != null) {
                                throw new IllegalStateException("answered twice: " + answer.getString(37));
                            }
                            window.release();
                        }
                    } catch (IOException | ISOException | IllegalStateException e) {
                        failure.put("receiver", e);
                    }
                },
                "jpos-acquirer");
        receiver.start();
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(window.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("room in the window after %d answers, failures %s", answers.size(), failure)
                    .isTrue();
            ISOMsg request = request(i, random);
            sent.put(request.getString(37), request);
            channel.send(request);
        }
        receiver.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(failure).isEmpty();
        assertThat(mostInFlight.get()).isEqualTo(WINDOW);
        return answers;
    }

    private static void checkForward(ISOMsg sent, ISOMsg forwarded, JposWire wire) throws ISOException {
        assertThat(forwarded.getMTI()).isEqualTo(sent.getMTI());
        for (int de : FORWARDED) {
            assertThat(text(forwarded, de)).as("DE %d at the issuer", de).isEqualTo(text(sent, de));
        }
        assertThat(elements(forwarded)).isEqualTo(elements(sent));
        assertThat(forwarded.getString(11)).matches("\\d{6}");
        if (wire.hasTpdu()) {
            assertThat(forwarded.getHeader()).as("the switch's own TPDU").isEqualTo(JposWire.TPDU);
        }
    }

    private static void checkAnswer(ISOMsg sent, ISOMsg answer, JposWire wire) throws ISOException {
        assertThat(answer.getMTI()).isEqualTo(sent.getMTI().substring(0, 2) + "10");
        for (int de : ECHOED) {
            assertThat(text(answer, de)).as("DE %d in the answer", de).isEqualTo(text(sent, de));
        }
        assertThat(answer.getString(39)).isEqualTo(JposIssuer.code(sent));
        assertThat(answer.getString(38)).isEqualTo(JposIssuer.authorization(sent));
        assertThat(answer.getString(44)).isEqualTo("A" + sent.getString(37));
        assertThat(answer.getString(63)).isEqualTo("answered " + sent.getString(4));
        for (int de : new int[] {14, 35, 36, 45, 52}) {
            assertThat(answer.hasField(de)).as("DE %d in an answer", de).isFalse();
        }
        if (wire.hasTpdu()) {
            assertThat(answer.getHeader()).isEqualTo(JposWire.swapped(JposWire.TPDU));
        }
    }

    private static ISOMsg request(int number, Random random) throws ISOException {
        String pan = PANS.get(random.nextInt(PANS.size()));
        var message = new ISOMsg(number % 3 == 0 ? "0200" : "0100");
        message.set(2, pan);
        message.set(3, "000000");
        message.set(4, String.format("%012d", 1 + random.nextInt(1_000_000)));
        message.set(7, String.format("1122%02d%02d%02d", number / 3600, number / 60 % 60, number % 60));
        message.set(11, String.format("%06d", number));
        message.set(12, "101112");
        message.set(13, "1122");
        message.set(14, "2912");
        message.set(18, "5411");
        message.set(22, "051");
        message.set(25, "00");
        message.set(32, "100001");
        message.set(35, (pan + "=2912101").substring(0, pan.length() + 8));
        message.set(37, String.format("%012d", 600_000_000_000L + random.nextInt(1_000) * 1_000_000L + number));
        message.set(41, String.format("TERM%04d", random.nextInt(10_000)));
        message.set(42, "CAFE DES ARTS  ");
        message.set(43, "CAFE DES ARTS          CASABLANCA     MA");
        message.set(49, "504");
        message.set(52, bytes(random, 8));
        message.set(55, new String(bytes(random, 100 + random.nextInt(50)), StandardCharsets.ISO_8859_1));
        message.set(63, "private " + number);
        return message;
    }

    private static ISOMsg network(String code, String stan) throws ISOException {
        var message = new ISOMsg("0800");
        message.set(7, "1122101112");
        message.set(11, stan);
        message.set(70, code);
        return message;
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(ISOMsg message, int de) {
        return message.hasField(de)
                ? HexFormat.of().formatHex(message.getBytes(de)).toUpperCase(java.util.Locale.ROOT)
                : "";
    }

    private static List<Integer> elements(ISOMsg message) throws ISOException {
        var elements = new ArrayList<Integer>();
        for (int de = 2; de <= 128; de++) {
            if (message.hasField(de)) {
                elements.add(de);
            }
        }
        return elements;
    }
}
