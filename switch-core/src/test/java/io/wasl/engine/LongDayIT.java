package io.wasl.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
final class LongDayIT {

    private static final int SECONDS_A_DAY = 86_400;

    @Test
    void shouldStillKnowWhatMemoryForgotADayAgo(@TempDir Path folder) throws Exception {
        new LongDay(folder).run(SECONDS_A_DAY);
    }
}
