package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReloadWindowsTest {

    private static Measured window(LoadResult load) {
        return Figure.measured(1, Target.WASL, load, Figure.cpu(0.1, 0));
    }

    /** p99.9 is twenty times the figure's latency. */
    private static Measured window(long latencyNs) {
        return window(Figure.load(Figure.SHAPE, 1_000, latencyNs));
    }

    /** The median of the differences, 400, is none of the medians: they are 2,000 and 2,400 or more. */
    @Test
    void shouldTakeTheMedianOfWhatReloadsAddInARound() {
        var windows = new ReloadWindows();
        windows.add(window(100), window(120), 1);
        windows.add(window(200), window(210), 1);
        windows.add(window(50), window(500), 1);

        assertThat(windows.addedNs(LoadResult.P999)).hasValue(400);
        assertThat(windows.areValid()).isTrue();
    }

    @Test
    void shouldLeaveOutARoundInWhichAKeyWasLost() {
        var windows = new ReloadWindows();
        windows.add(window(100), window(120), 1);
        windows.add(window(100), window(Figure.lossy(Figure.load(Figure.SHAPE, 1_000, 900))), 1);

        assertThat(windows.addedNs(LoadResult.P999)).hasValue(400);
        assertThat(windows.areValid()).isFalse();
    }
}
