package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.iso.Mti;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.rules.Request;
import io.wasl.sim.system.OperatorShell.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer refuses reversals, and an operator sees to them with {@code wasl saf}, while the node is killed in between. */
final class SafIT {

    private static final List<String> CARDS = Traffic.cards("400000", 16, 3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9.]+)\"");

    private static final String REFUSING = """
            rules:
              - { when: { mti: "04*" }, then: decline 05 }
              - { then: approve, deliver: silence }
            """;
    private static final String TAKING = "rules:\n  - { then: approve }\n";

    @TempDir
    Path folder;

    private final List<String> reversals = new CopyOnWriteArrayList<>();

    @Test
    void shouldDoWhatAnOperatorSaysAboutRefusedReversalsThroughKills() throws Exception {
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers()) {
            IssuerSimulator refusing = issuers.start(REFUSING, 1, 0, book, trace());
            int issuerPort = refusing.port();
            Path configuration = files(port, issuerPort).configuration();
            List<String> ids;
            try (SwitchProcess node = started(configuration)) {
                payThrice(port);
                ids = awaitParked(3);
                Ended shown = saf("show", ids.get(0));
                assertThat(shown.status()).isZero();
                assertThat(shown.text())
                        .contains("delivery " + ids.get(0) + " to atlas, 0420 reversal of ")
                        .contains("parked: answered 05")
                        .contains("delivery ended to atlas PARKED DE 39 05")
                        .contains("PAN 400000******")
                        .doesNotContain(CARDS.get(0));
                node.kill();
            }
            try (SwitchProcess node = started(configuration)) {
                assertThat(awaitParked(3)).as("after the kill").isEqualTo(ids);
                assertRefusals(ids.get(1));

                Ended dropped = saf("drop", ids.get(0), "--reason", "settled by hand, case 81");
                assertThat(dropped).extracting(Ended::status).isEqualTo(0);
                assertThat(dropped.text()).startsWith("dropped: " + ids.get(0) + " to atlas");
                assertThat(saf("retry", ids.get(0)).status()).as("it is gone").isEqualTo(1);

                assertThat(saf("retry", ids.get(1)).text()).startsWith("owed again: " + ids.get(1));
                await().atMost(PATIENCE)
                        .until(() -> saf("show", "--short", ids.get(1)).text().contains("copies  2"));
                assertThat(awaitParked(2)).as("refused again").isEqualTo(ids.subList(1, 3));
                node.kill();
            }
            issuers.stop(refusing);
            try (SwitchProcess node = started(configuration)) {
                assertThat(awaitParked(2)).isEqualTo(ids.subList(1, 3));
                Ended all = saf("retry", "--all", "--issuer", "atlas");
                assertThat(all).isEqualTo(new Ended(0, "owed again: 2 to atlas\n"));
                node.kill();
            }
            try (SwitchProcess node = started(configuration)) {
                assertThat(saf("list").text()).contains("atlas      2       0");
                assertThat(saf("retry", ids.get(1)).text()).contains("is not parked");
                issuers.start(TAKING, 1, issuerPort, book, trace());
                await().atMost(PATIENCE).until(() -> saf("list").text().contains("atlas      0       0"));
                assertThat(issuers.totals().byCurrency())
                        .as("what was dropped stands in the issuer's book")
                        .containsEntry("504", 100L);
                Ended life = OperatorShell.run("journal", "--config", configuration.toString(), "--id", ids.get(0));
                assertThat(life.text()).contains("DROPPED by operator amina: settled by hand, case 81");
                assertThat(node.drain()).isZero();
            }
        }
        assertThat(reversals.stream().distinct().filter(copy -> copy.startsWith("0420")))
                .as("each began once")
                .hasSize(3);
        assertThat(reversals.stream().map(copy -> copy.substring(5)).distinct())
                .as("every copy under the number of the first")
                .hasSize(3);
    }

    private void assertRefusals(String id) {
        assertThat(saf("retry", "9.9"))
                .isEqualTo(
                        new Ended(1, "nothing is owed or parked under 9.9; `wasl journal --id 9.9` tells its life\n"));
        assertThat(saf("retry", "--all", "--issuer", "nobody"))
                .isEqualTo(new Ended(2, "no such issuer; there are atlas\n"));
        assertThat(saf("retry").status()).isEqualTo(2);
        assertThat(saf("drop", id).status()).isEqualTo(2);
        Ended card = saf("drop", id, "--reason", "card 4000 0012 3456 7899");
        assertThat(card.status()).isEqualTo(2);
        assertThat(card.text()).contains("no long number").doesNotContain("7899");
        assertThat(saf("list", "--state", "lost").status()).isEqualTo(2);
    }

    private List<String> awaitParked(int count) {
        List<String> ids = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            ids.clear();
            String json = saf("list", "--state", "parked", "--json").text();
            ID.matcher(json).results().forEach(found -> ids.add(found.group(1)));
            return ids.size() == count && json.contains("\"issuer\":\"atlas\",\"owed\":0,\"parked\":" + count);
        });
        return ids;
    }

    private Ended saf(String verb, String... options) {
        var words = new ArrayList<>(
                List.of("saf", verb, "--config", folder.resolve("switch.yaml").toString()));
        words.addAll(List.of(options));
        return OperatorShell.run(words.toArray(String[]::new));
    }

    private static void payThrice(int port) throws Exception {
        try (RawPeer peer = RawPeer.connect(port)) {
            for (int i = 0; i < CARDS.size(); i++) {
                peer.send(0x0100, RawPeer.payment(CARDS.get(i), 100, i + 1));
                assertThat(peer.answer()).isEqualTo("0110 91");
            }
        }
    }

    private static SwitchProcess started(Path configuration) throws Exception {
        return SwitchProcess.start(configuration).awaitStarting().awaitReady();
    }

    private IssuerTrace trace() {
        return new IssuerTrace() {
            @Override
            public void connection(String peer, String event) {
                // messages are what counts
            }

            @Override
            public void message(Request request, String stan, String outcome, String rule) {
                if (Mti.messageClass(request.mti()) == Mti.CLASS_REVERSAL) {
                    reversals.add(Mti.toString(request.mti()) + " STAN " + stan);
                }
            }
        };
    }

    private SwitchFiles files(int port, int issuerPort) throws Exception {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 3s")
                .issuer(
                        "atlas",
                        issuerPort,
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 1s",
                        "reconnect: { first: 50ms, max: 500ms }",
                        "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }")
                .route("400000", "atlas")
                .write();
    }
}
