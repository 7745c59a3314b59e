package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Traffic;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jpos.iso.BaseChannel;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** jPOS hosts of different versions of the standard on the two sides of the switch, over real sockets. */
final class JposVersionsIT {

    private static final int MESSAGES = 200;
    private static final int[] CARRIED = {2, 3, 4, 7, 14, 32, 37, 41, 42, 49};
    private static final int[] ECHOED = {2, 3, 4, 7, 11, 12, 37, 41, 42, 49};
    private static final List<String> PANS = Traffic.cards("400000", 16, 20);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "acquirer {0}, issuer {1}")
    @CsvSource({"ASCII, BINARY_1993", "ASCII_1993, BINARY", "BINARY_1993, ASCII_1993"})
    void shouldRelayAndReverseBetweenVersions(JposWire acquirerWire, JposWire issuerWire) throws Exception {
        try (InputStream definition = ISOMsg.class.getResourceAsStream("/" + JposWire.DEFINITION_1993)) {
            Files.copy(Objects.requireNonNull(definition), folder.resolve("iso93binary.xml"));
        }
        try (var issuer = new JposIssuer(issuerWire, 1)) {
            var files = new SwitchFiles(folder)
                    .acquirer("bank", 0, acquirerWire.keys("response-timeout: 40s"))
                    .issuer("atlas", issuer.port(), issuerWire.keys("response-timeout: 30s"))
                    .route("400000", "atlas")
                    .write();
            try (SwitchNode node = SwitchNode.start(files.load())) {
                BaseChannel channel = acquirerWire.channel();
                channel.setHost("127.0.0.1", node.port("bank"));
                channel.connect();
                signOn(channel, acquirerWire);
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);

                Map<String, ISOMsg> sent = new HashMap<>();
                for (int i = 1; i <= MESSAGES; i++) {
                    ISOMsg request = request(acquirerWire, i);
                    sent.put(request.getString(37), request);
                    channel.send(request);
                }
                for (int i = 0; i < MESSAGES; i++) {
                    ISOMsg answer = channel.receive();
                    ISOMsg request = Objects.requireNonNull(sent.get(answer.getString(37)));
                    checkAnswer(acquirerWire, request, answer);
                    ISOMsg forwarded = Objects.requireNonNull(issuer.requests().get(answer.getString(37)));
                    checkForward(issuerWire, request, forwarded);
                }
                reverse(channel, acquirerWire, request(acquirerWire, 1));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> node.engineCounters().get(EngineCounter.DELIVERIES_ACKED) == 1);
                checkReversal(issuer, issuerWire, request(acquirerWire, 1));
                assertThat(issuer.failures()).isEmpty();
                channel.disconnect();
            }
        }
    }

    private static void signOn(BaseChannel channel, JposWire wire) throws Exception {
        ISOMsg signOn = new ISOMsg(wire.is1993() ? "1804" : "0800");
        signOn.set(7, "1122101112");
        signOn.set(11, "000001");
        signOn.set(wire.is1993() ? 24 : 70, wire.is1993() ? "801" : "001");
        channel.send(signOn);
        ISOMsg answer = channel.receive();
        assertThat(answer.getMTI()).isEqualTo(wire.is1993() ? "1814" : "0810");
        assertThat(answer.getString(39)).isEqualTo(wire.is1993() ? "800" : "00");
    }

    private static void checkForward(JposWire issuer, ISOMsg request, ISOMsg forwarded) throws ISOException {
        assertThat(forwarded.getMTI())
                .isEqualTo((issuer.is1993() ? "1" : "0") + request.getMTI().substring(1));
        for (int de : CARRIED) {
            assertThat(forwarded.getString(de)).as("DE %d", de).isEqualTo(request.getString(de));
        }
        assertThat(forwarded.getString(issuer.is1993() ? 26 : 18)).isEqualTo("5411");
        assertThat(forwarded.getString(12)).endsWith("101112").hasSize(issuer.is1993() ? 12 : 6);
        assertThat(forwarded.hasField(13)).isEqualTo(!issuer.is1993());
        assertThat(forwarded.hasField(24)).isEqualTo(issuer.is1993());
    }

    private static void checkAnswer(JposWire acquirer, ISOMsg request, ISOMsg answer) throws ISOException {
        assertThat(answer.getMTI()).isEqualTo(request.getMTI().substring(0, 2) + "10");
        for (int de : ECHOED) {
            assertThat(answer.getString(de)).as("DE %d", de).isEqualTo(request.getString(de));
        }
        assertThat(answer.getString(39)).isEqualTo(JposIssuer.code(request)).hasSize(acquirer.is1993() ? 3 : 2);
        assertThat(answer.getString(38)).isEqualTo(JposIssuer.authorization(request));
        assertThat(answer.getString(44)).isEqualTo("A" + request.getString(37));
    }

    /** The acquirer takes its first approval back. */
    private static void reverse(BaseChannel channel, JposWire acquirer, ISOMsg original) throws Exception {
        ISOMsg reversal = (ISOMsg) original.clone();
        reversal.setMTI(acquirer.is1993() ? "1420" : "0420");
        reversal.set(11, "999999");
        if (acquirer.is1993()) {
            reversal.set(24, "400");
            reversal.set(25, "4000");
            reversal.set(56, "1100" + original.getString(11) + original.getString(12) + "06100001");
        } else {
            reversal.set(90, "0100" + original.getString(11) + original.getString(7) + "00000100001" + "00000000000");
        }
        channel.send(reversal);
        ISOMsg taken = channel.receive();
        assertThat(taken.getMTI()).isEqualTo(acquirer.is1993() ? "1430" : "0430");
        assertThat(taken.getString(39)).isEqualTo(acquirer.is1993() ? "400" : "00");
    }

    private static void checkReversal(JposIssuer issuer, JposWire wire, ISOMsg original) throws ISOException {
        ISOMsg reversal = Objects.requireNonNull(issuer.reversals().get(original.getString(37)));
        ISOMsg forwarded = Objects.requireNonNull(issuer.requests().get(original.getString(37)));
        assertThat(reversal.getMTI()).isEqualTo(wire.is1993() ? "1420" : "0420");
        assertThat(reversal.getString(4)).isEqualTo(original.getString(4));
        if (wire.is1993()) {
            assertThat(reversal.getString(24)).isEqualTo("400");
            assertThat(reversal.getString(25)).isEqualTo("4000");
            assertThat(reversal.getString(56))
                    .isEqualTo("1100" + forwarded.getString(11) + forwarded.getString(12) + "06100001");
        } else {
            assertThat(reversal.getString(39)).isEqualTo("17");
            assertThat(reversal.getString(90))
                    .isEqualTo(
                            "0100" + forwarded.getString(11) + forwarded.getString(7) + "00000100001" + "00000000000");
        }
    }

    private static ISOMsg request(JposWire wire, int number) throws ISOException {
        var message = new ISOMsg(wire.is1993() ? "1100" : "0100");
        message.set(2, PANS.get(number % PANS.size()));
        message.set(3, "000000");
        message.set(4, String.format("%012d", 1000 + number));
        message.set(7, String.format("1122%02d%02d%02d", number / 3600, number / 60 % 60, number % 60));
        message.set(11, String.format("%06d", number));
        message.set(14, "2912");
        message.set(32, "100001");
        message.set(37, String.format("%012d", 600_000_000_000L + number));
        message.set(41, String.format("TERM%04d", number));
        message.set(42, "CAFE DES ARTS  ");
        message.set(49, "504");
        if (wire.is1993()) {
            message.set(12, "261122101112");
            message.set(22, "510101511344");
            message.set(24, "100");
            message.set(26, "5411");
        } else {
            message.set(12, "101112");
            message.set(13, "1122");
            message.set(18, "5411");
            message.set(22, "051");
        }
        return message;
    }
}
