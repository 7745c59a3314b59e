package io.wasl.engine;

/** Where alarms go; the engine itself writes no log. Called on the loop's thread, must not block. */
@FunctionalInterface
public interface AlarmSink {

    /**
     * @param member the acquirer or issuer concerned, empty when none
     * @param epoch and {@code counter}: the transaction's id; zero when none
     */
    void raise(Alarm alarm, String member, long epoch, long counter);
}
