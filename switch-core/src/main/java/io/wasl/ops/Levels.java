package io.wasl.ops;

import io.wasl.journal.JournalCounter;
import io.wasl.journal.keys.KeyCounter;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.link.LinkCounter;
import java.util.Set;

/**
 * Which constants of a room are set rather than added to: {@link MetricsPage#counters} publishes them as gauges. The
 * engine's are {@code EngineCounter.LEVELS}.
 */
public final class Levels {

    public static final Set<JournalCounter> JOURNAL = Set.of(
            JournalCounter.SPARE_SEGMENTS,
            JournalCounter.FORCE_NS_MAX,
            JournalCounter.CHECKPOINT_POSITION,
            JournalCounter.CHECKPOINT_DELIVERIES);

    public static final Set<LinkCounter> LINK = Set.of(LinkCounter.OPEN_LINKS, LinkCounter.WAITING_BYTES);

    public static final Set<LedgerCounter> LEDGER = Set.of(
            LedgerCounter.APPLIED_POSITION,
            LedgerCounter.LAG_RECORDS,
            LedgerCounter.RECORDS_PER_SECOND,
            LedgerCounter.SHARE_PERCENT);

    public static final Set<KeyCounter> KEYS = Set.of(
            KeyCounter.RUNS,
            KeyCounter.ENTRIES,
            KeyCounter.RUNS_WITHOUT_FILTER,
            KeyCounter.FILTER_BYTES,
            KeyCounter.KNOWN_POSITION);

    private Levels() {}
}
