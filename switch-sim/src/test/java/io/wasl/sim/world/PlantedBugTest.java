package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In each build: a patch that no longer fits the source fails at once, not when the long tests run. */
final class PlantedBugTest {

    static java.util.List<PlantedBug> bugs() {
        return PlantedBug.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void shouldFitTheSourceOnce(PlantedBug bug) throws IOException {
        assertThat(bug.plant()).contains(bug.after()).isNotEqualTo(bug.before());
    }
}
