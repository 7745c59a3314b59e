package io.wasl.engine;

/** Where transactions stand in the {@link History}, by their ids: while a start reads. The recovering thread. */
final class RowsById {

    private final KeyIndex index;

    /**
     * @param capacity how many it holds at most
     */
    RowsById(int capacity) {
        index = new KeyIndex(capacity);
    }

    void put(long epoch, long counter, long row) {
        index.put(epoch, home(epoch, counter), row);
    }

    void remove(long epoch, long counter, long row) {
        index.remove(home(epoch, counter), row);
    }

    /** Its row; 0 where none was read, or it is forgotten again. */
    long find(long epoch, long counter) {
        int place = index.find(epoch, home(epoch, counter));
        return place == KeyIndex.NONE ? 0 : index.transactionAt(place);
    }

    /** Spreads counters, which are dense, over the index; different counters of one epoch stay different. */
    private static long home(long epoch, long counter) {
        return counter * 0x9E3779B97F4A7C15L ^ epoch;
    }
}
