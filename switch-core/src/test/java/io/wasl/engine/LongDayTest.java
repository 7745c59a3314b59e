package io.wasl.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LongDayTest {

    @Test
    void shouldStillKnowWhatMemoryForgotAnHourAgo(@TempDir Path folder) throws Exception {
        new LongDay(folder).run(3600);
    }
}
