package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an acquirer's host expects to be told of its payments. */
class PaymentTest {

    private final Payment payment = new Payment(
            Message.of(0x0200).with(4, "000000001000"), Message.of(0x0400).with(11, "500001"), false);

    PaymentTest() {
        payment.netMinor = 1000;
        payment.state = Payment.State.STANDS;
    }

    /** A copy of it may be answered late, on another connection, when all of the payment has been given back. */
    @Test
    void shouldExpectOfEachCopyOfAPartialReversalWhatTheFirstWasAnswered() {
        payment.reduceTo(400, "700001");
        assertThat(payment.reductionCode()).isEqualTo("00");
        payment.netMinor = 400;
        assertThat(payment.reductionCode()).isEqualTo("00");
        payment.netMinor = 0;
        assertThat(payment.reductionCode()).isEqualTo("00");
    }

    @Test
    void shouldExpectARefusalWhereMoreWouldRemainThanStands() {
        payment.reduceTo(1001, "700001");
        assertThat(payment.reductionCode()).isEqualTo("25");
        payment.netMinor = 0;
        assertThat(payment.reductionCode()).isEqualTo("25");
    }
}
