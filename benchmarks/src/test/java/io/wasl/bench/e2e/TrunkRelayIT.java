package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many connections over few, all in this process. */
class TrunkRelayIT {

    private static final LoadRun.Listener SILENT = new LoadRun.Listener() {
        @Override
        public void onMeasuring() {
            // Nobody looks at the processors here.
        }

        @Override
        public void onMeasured() {
            // Likewise.
        }
    };

    private final Sockets around = new Sockets("test-loop");

    @AfterEach
    void close() {
        around.close();
    }

    /** Each answer must come back on the connection that its request came from: another has nothing open by that key. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldBringEachAnswerBackToWhoAsked(int loops) throws Exception {
        List<Integer> issuers = List.of(Issuer.start(around), Issuer.start(around), Issuer.start(around));
        try (var own = new Sockets("relay-loop", loops)) {
            int port = TrunkRelay.start(own, issuers);
            var one = new LoadGenerator(around, Duration.ofSeconds(5));
            one.connect(port, 25);
            var other = new LoadGenerator(around, Duration.ofSeconds(5), 100);
            other.connect(port, 1);
            var plan = new LoadPlan(new LoadShape.Closed(40), 0, 0.5);

            var first = one.run(plan, SILENT);
            var second = other.run(plan, SILENT);

            assertThat(first.get(20, TimeUnit.SECONDS).count().isGood()).isTrue();
            assertThat(second.get(20, TimeUnit.SECONDS).count().isGood()).isTrue();
        }
    }
}
