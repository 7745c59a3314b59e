package io.wasl.link.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.frame.Frame;
import io.wasl.link.Link;
import io.wasl.link.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of things in a turn of the loop. */
class LinkLoopIT {

    private static final String SOCKETS = "io.wasl.link.netty.LinksBench#sockets";

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldSendWhatTheEngineGivesAtTheEndOfTheTurnInTheSameTurn(SocketKind sockets) throws Exception {
        List<Integer> waiting = new ArrayList<>();
        List<Link> from = new ArrayList<>();
        try (LinksBench bench = new LinksBench(sockets)) {
            bench.behaviour = (link, message, frame) -> {
                waiting.add((int) message.number(11));
                from.add(link);
            };
            bench.turnEnd = () -> {
                for (int i = 0; i < waiting.size(); i++) {
                    byte[] body = LinksBench.answerTo(waiting.get(i));
                    from.get(i).send(new Frame().body(body, 0, body.length), i + 1);
                }
                bench.heard.add("turn end, told " + bench.outcomes.size() + " of " + waiting.size());
                waiting.clear();
            };
            try (PlainPeer peer = PlainPeer.connect(bench.listen())) {
                peer.send(Wire.frames(Wire.business("0100", 1), Wire.business("0100", 2)));

                assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(1));
                assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(2));
                await().until(() -> bench.outcomes.size() == 2);
            }
            List<String> turns = bench.heard.stream()
                    .filter(line -> line.startsWith("turn end"))
                    .dropWhile(line -> line.endsWith("of 0"))
                    .limit(2)
                    .toList();
            assertThat(turns)
                    .as("told after the flush of the turn, before the next one")
                    .containsExactly("turn end, told 0 of 2", "turn end, told 2 of 0");
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldEndTheTurnBehindEachTask(SocketKind sockets) {
        List<String> order = new ArrayList<>();
        try (LinksBench bench = new LinksBench(sockets)) {
            bench.turnEnd = () -> order.add("turn end");
            CompletableFuture<List<String>> seen = new CompletableFuture<>();

            bench.links.loop().execute(() -> {
                order.clear();
                order.add(Thread.currentThread().getName());
            });
            await().until(() -> CompletableFuture.supplyAsync(() -> List.copyOf(order), bench.links.loop())
                    .thenApply(copy -> copy.size() >= 2 && seen.complete(copy))
                    .join());

            assertThat(seen)
                    .isCompletedWithValueMatching(copy -> copy.subList(0, 2).equals(List.of("wasl-loop", "turn end")));
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldReportWhatFailsOutsideAnyLink(SocketKind sockets) {
        try (LinksBench bench = new LinksBench(sockets)) {
            bench.links.loop().execute(() -> {
                throw new IllegalStateException("planted");
            });

            await().until(() -> !bench.faults.isEmpty());
            assertThat(bench.faults).first(InstanceOfAssertFactories.THROWABLE).hasMessage("planted");
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldTickWhetherAnythingIsReadOrNot(SocketKind sockets) {
        try (LinksBench bench = new LinksBench(sockets)) {
            await().until(() -> bench.ticks.get() >= 5);
        }
    }
}
