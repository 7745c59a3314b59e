package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.routing.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that find other issuers would be no yardstick. */
class RoutingBenchmarkTest {

    private static final int PANS = 5000;

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void shouldFindTheIssuerThatASearchAndATreeFind(int ranges) {
        RoutingBenchmark wasl = new RoutingBenchmark();
        wasl.ranges = ranges;
        wasl.prepare();
        RoutingPeerBenchmark search = peer(ranges);
        RoutingPeerBenchmark tree = peer(ranges);
        for (int i = 0; i < PANS; i++) {
            int issuer = ((Route.To) wasl.route()).issuers()[0];
            assertThat(search.binarySearch()).as("PAN %d", i).isEqualTo(issuer);
            assertThat(tree.treeMap()).as("PAN %d", i).isEqualTo(issuer);
        }
    }

    private static RoutingPeerBenchmark peer(int ranges) {
        RoutingPeerBenchmark benchmark = new RoutingPeerBenchmark();
        benchmark.ranges = ranges;
        benchmark.prepare();
        return benchmark;
    }
}
