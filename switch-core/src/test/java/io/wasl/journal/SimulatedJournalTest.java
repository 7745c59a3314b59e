package io.wasl.journal;

/** The contract in one thread, on a disk in memory. */
final class SimulatedJournalTest extends JournalContract {

    private final FakeDisk disk = new FakeDisk();

    @Override
    protected Node open() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1);
        return new Node() {
            @Override
            public Journal journal() {
                return world.journal;
            }

            @Override
            public HeardListener heard() {
                return world.heard;
            }

            @Override
            public void setClock(long epochMillis) {
                world.nowMs = epochMillis;
            }

            @Override
            public void lead() {
                world.lead();
            }

            @Override
            public void settle() {
                world.settle();
            }

            @Override
            public void replay(long from, RecordVisitor visitor) throws Exception {
                world.journal.replay(from, visitor);
            }

            @Override
            public void close() throws Exception {
                world.journal.close();
            }
        };
    }
}
