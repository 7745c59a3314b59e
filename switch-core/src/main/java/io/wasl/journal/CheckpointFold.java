package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.time.EpochClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The next checkpoint: the one before and the segments sealed since, folded together. Never asks the engine.
 *
 * <pre>
 *   checkpoint before ── its deliveries, one by one ──┐
 *   segment n + 1 … m ── what they change, in memory ─┴─► draft (aside) ── forced, renamed, folder forced ─► checkpoint
 * </pre>
 *
 * Memory is bounded by {@link #MOST_CHANGES}: when the segments change more deliveries than that, a draft is written on
 * the way, which no start ever sees, and the fold goes on from it. The keeper's thread; used once.
 */
final class CheckpointFold {

    /** About 20 MiB. */
    static final int MOST_CHANGES = 64 << 10;

    private final JournalPorts ports;
    private final Keys keys;
    private final EpochClock clock;
    private final SegmentCatalog catalog;
    private final long memoryWindow;
    private final int mostChanges;
    private final JournalRecord record = new JournalRecord();
    private final List<Checkpoint.SegmentRows> segments = new ArrayList<>();
    private final List<String> drafts = new ArrayList<>();
    private final RecordVisitor applying = this::apply;
    private DeliveryChanges changes = new DeliveryChanges();
    private final CardState cards = new CardState();
    private final LooseEnds.Fold looseEnds = new LooseEnds.Fold();
    private Checkpoint before;
    private long rows;

    CheckpointFold(JournalPorts ports, SegmentCatalog catalog, Checkpoint before, long memoryWindow, int mostChanges) {
        this.memoryWindow = memoryWindow;
        this.ports = ports;
        keys = ports.keys();
        clock = ports.clock();
        this.catalog = catalog;
        this.before = before;
        this.mostChanges = mostChanges;
        segments.addAll(before.segments());
    }

    /**
     * Folds up to the end of the sealed segment {@code last} and makes its checkpoint durable.
     *
     * @return the new one; {@link Checkpoint#NONE} when the node is closing
     */
    Checkpoint run(long last, BooleanSupplier isClosing) throws IOException {
        long first = before.isNone() ? catalog.snapshot().get(0).header().number() : before.segment() + 1;
        try {
            if (!before.isNone()) {
                readBefore();
            }
            for (long number = first; number <= last; number++) {
                if (!fold(catalog.get(number), catalog.get(number + 1).header(), isClosing)) {
                    return Checkpoint.NONE;
                }
            }
            return finish(catalog.get(last), catalog.get(last + 1).header());
        } finally {
            dropDrafts();
        }
    }

    /** Its deliveries are read when the next one is written. */
    private void readBefore() throws IOException {
        CheckpointReader.read(ports.files(), before.file(), keys, cards, new CheckpointReader.Visitor() {
            @Override
            public void onDelivery(OpenDelivery open) {}

            @Override
            public void onInFlight(TransactionId id, long position) {
                looseEnds.forwarded(id, position);
            }
        });
    }

    private boolean fold(Segment segment, SegmentHeader next, BooleanSupplier isClosing) throws IOException {
        try (GroupCursor cursor = new GroupCursor(ports.files(), catalog, null)) {
            cursor.enter(segment);
            while (cursor.expectedPosition() < next.firstPosition()) {
                if (isClosing.getAsBoolean()) {
                    return false;
                }
                if (!cursor.next(next.firstPosition() - 1)) {
                    break;
                }
                cursor.visit(0, record, applying);
                if (changes.size() >= mostChanges) {
                    before = write(draft(segment));
                    rows += changes.takeRows();
                    changes = new DeliveryChanges();
                }
            }
        }
        rows += changes.takeRows();
        segments.add(new Checkpoint.SegmentRows(
                segment.header().number(), segment.header().firstPosition(), rows));
        rows = 0;
        return true;
    }

    private boolean apply(JournalRecord read) {
        changes.apply(read);
        cards.apply(read);
        looseEnds.apply(read);
        return true;
    }

    /** Of deliveries and STANs alone: true for a place within a segment. */
    private Checkpoint draft(Segment segment) {
        String name = Checkpoint.nameAside(segment.header().number(), drafts.size() + 1);
        return new Checkpoint(
                name,
                segment.header().number(),
                0,
                0,
                0,
                ChainValue.NONE,
                0,
                List.of(),
                before.stans(),
                LooseEnds.NONE,
                0);
    }

    private Checkpoint finish(Segment last, SegmentHeader next) throws IOException {
        long oldest = catalog.snapshot().get(0).header().number();
        segments.removeIf(segment -> segment.number() < oldest);
        long number = last.header().number();
        Checkpoint whole = write(new Checkpoint(
                Checkpoint.nameAside(number, 0),
                number,
                last.header().epoch(),
                next.firstPosition() - 1,
                clock.epochMillis(),
                next.chainBefore(),
                Checkpoint.replayStart(segments, memoryWindow, oldest).number(),
                segments,
                before.stans(),
                LooseEnds.NONE,
                0));
        ports.files().rename(whole.file(), Checkpoint.name(number));
        drafts.remove(whole.file());
        ports.files().forceFolder();
        return whole.named(Checkpoint.name(number));
    }

    private Checkpoint write(Checkpoint head) throws IOException {
        SegmentFiles files = ports.files();
        drafts.add(head.file());
        try (CheckpointWriter writer = new CheckpointWriter(files.create(head.file()), head, keys, ports.random())) {
            cards.write(writer);
            if (!before.isNone()) {
                CheckpointReader.read(files, before.file(), keys, open -> changes.writeOver(open, writer));
            }
            changes.writeRest(writer);
            Checkpoint whole = head.with(changes.stans(before.stans()), looseEnds.end(), writer.deliveries());
            writer.finish(whole, looseEnds.forwarded());
            writer.force();
            return whole;
        }
    }

    /** Drafts, and what could not be finished; what cannot be deleted now is when the next node starts. */
    private void dropDrafts() {
        for (String draft : drafts) {
            try {
                ports.files().delete(draft);
            } catch (IOException e) {
                SegmentKeeper.LOG.debug("{} stays until the next start: {}", draft, e.getMessage());
            }
        }
    }
}
