package io.wasl.engine;

import io.wasl.journal.Journal;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.routing.Router;
import io.wasl.security.PanTokenizer;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import java.util.List;

/**
 * What the engine reaches outside itself.
 *
 * @param tokenizers one for each PAN token key, the one in use first
 * @param random for jitter only
 * @param older where transactions are found that memory has forgotten
 */
public record EnginePorts(
        Journal journal,
        Router router,
        List<PanTokenizer> tokenizers,
        NanoClock nanos,
        EpochClock epoch,
        RandomSource random,
        AlarmSink alarms,
        OlderTransactions older) {

    public EnginePorts {
        tokenizers = List.copyOf(tokenizers);
    }
}
