package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class DutyTest {

    private static final long MS = 1_000_000;
    private static final int RECORDS = 2_000;

    private final Duty duty = new Duty();
    private long nowNs;
    private long end;

    /**
     * Batches of ten milliseconds and their rests.
     *
     * @param growth records a second that the log grows by
     * @return the share of the time that it worked
     */
    private double work(long millis, double growth) {
        long startNs = nowNs;
        long workedNs = 0;
        double grown = end;
        while (nowNs - startNs < millis * MS) {
            long before = nowNs;
            nowNs += 10 * MS;
            workedNs += 10 * MS;
            duty.worked(RECORDS, 10 * MS, end, nowNs);
            long restMs = duty.restMs();
            nowNs += restMs * MS;
            duty.rested(restMs * MS);
            grown += growth * (nowNs - before) / 1e9;
            end = (long) grown;
        }
        return (double) workedNs / (nowNs - startNs);
    }

    @Test
    void shouldTakeAllOfItsTimeWhenTheLogStandsStill() {
        work(1_000, 0);
        assertThat(work(10_000, 0)).isEqualTo(1);
    }

    @Test
    void shouldLeaveThreeQuartersToAuthorizationsWhileItCan() {
        work(1_000, 20_000);
        assertThat(work(10_000, 20_000)).isCloseTo(Duty.LEAST, Offset.offset(0.01));
    }

    /** 200,000 a second when it works: half of the time would only keep up with 100,000. */
    @Test
    void shouldTakeWhatItNeedsToGainOnTheLog() {
        work(2_000, 100_000);
        assertThat(work(10_000, 100_000)).isCloseTo(0.75, Offset.offset(0.03));
        work(2_000, 500_000);
        assertThat(work(10_000, 500_000)).isEqualTo(1);
    }

    @Test
    void shouldBeginGently() {
        duty.worked(RECORDS, 10 * MS, 1_000_000, 10 * MS);
        assertThat(duty.share()).isEqualTo(Duty.LEAST);
        assertThat(duty.restMs()).isEqualTo(30);
    }

    @Test
    void shouldGiveWayWithinASecondWhenBusinessComesBack() {
        work(2_000, 0);
        work(500, 20_000);
        assertThat(duty.share()).isEqualTo(Duty.LEAST);
    }

    @Test
    void shouldForgetItsRestWhenNothingIsLeft() {
        duty.worked(RECORDS, 10 * MS, 0, 10 * MS);
        duty.drained();
        assertThat(duty.restMs()).isZero();
    }
}
