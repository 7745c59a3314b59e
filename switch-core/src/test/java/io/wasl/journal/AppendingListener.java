package io.wasl.journal;

/** Of a test that only appends to a local log whose disk is sound: anything else that it hears is a failure. */
abstract class AppendingListener implements JournalListener {

    @Override
    public final void onDeposed(long epoch) {
        throw new AssertionError("a local log is not deposed");
    }

    @Override
    public final void onFailed(Throwable cause) {
        throw new AssertionError(cause);
    }

    @Override
    public final void onRead(long token, JournalRecord record) {
        throw new AssertionError("nothing was asked for");
    }

    @Override
    public final void onUnreadable(long token, String reason) {
        throw new AssertionError("nothing was asked for");
    }
}
