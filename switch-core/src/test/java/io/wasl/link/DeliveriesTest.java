package io.wasl.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries();
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldTellDeliveredOnceTheLastByteIsAccepted() {
        deliveries.add(1, 0, 10);
        deliveries.add(2, 10, 20);

        deliveries.tellDelivered(9, this::tell);
        assertThat(told).isEmpty();
        deliveries.tellDelivered(10, this::tell);
        deliveries.tellDelivered(19, this::tell);

        assertThat(told).containsExactly("1 DELIVERED");
    }

    @Test
    void shouldTellUnknownOnlyForTheFrameAtTheBreak() {
        deliveries.add(1, 0, 10);
        deliveries.add(2, 10, 20);
        deliveries.add(3, 20, 30);

        deliveries.tellClosed(11, this::tell);

        assertThat(told).containsExactly("1 DELIVERED", "2 UNKNOWN", "3 NOT_SENT");
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void shouldTellNotSentWhenTheBreakIsBetweenFrames() {
        deliveries.add(1, 0, 10);
        deliveries.add(2, 10, 20);

        deliveries.tellClosed(10, this::tell);

        assertThat(told).containsExactly("1 DELIVERED", "2 NOT_SENT");
    }

    @Test
    void shouldKeepOrderWhileTheRingGrowsAndTurns() {
        List<String> expected = new ArrayList<>();
        long end = 0;
        for (int i = 1; i <= 5_000; i++) {
            deliveries.add(i, end, end + 7);
            end += 7;
            expected.add(i + " DELIVERED");
            if (i % 3 == 0) {
                deliveries.tellDelivered(end / 2, this::tell);
            }
        }

        deliveries.tellDelivered(end, this::tell);

        assertThat(told).isEqualTo(expected);
    }

    private void tell(long token, SendOutcome outcome) {
        told.add(token + " " + outcome);
    }
}
