package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.engine.DeliveryStanding;
import io.wasl.engine.DeliveryView;
import io.wasl.engine.DeskAnswer;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.TransactionId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafTextTest {

    private static final TransactionId ADVICE = new TransactionId(3, 41);

    @ParameterizedTest
    @CsvSource({
        "PARKED, 12, true,  false, 'parked: answered 12, 1970-01-01 00:00:01Z'",
        "PARKED,   , true,  true,  'parked: its advice is parked, 1970-01-01 00:00:01Z'",
        "PARKED,   , true,  false, 'parked: without an answer, 1970-01-01 00:00:01Z'",
        "PARKED,   , false, true,  'parked: issuer not configured, 1970-01-01 00:00:01Z'",
        "BEHIND,   , true,  true,  'behind: behind 3.41'",
        "WAITING,  , true,  false, 'waiting'",
    })
    void shouldSayWhyADeliveryStandsWhereItStands(
            DeliveryStanding standing, String code, boolean isConfigured, boolean isBehind, String said) {
        DeliveryView view = new DeliveryView(
                new TransactionId(3, 43),
                new TransactionId(3, 42),
                "atlas",
                isConfigured,
                0x0420,
                false,
                standing,
                isBehind ? Optional.of(ADVICE) : Optional.empty(),
                1,
                code == null ? ResponseCode.NONE : ResponseCode.of(code),
                standing == DeliveryStanding.PARKED ? 1000 : 0);
        DeskAnswer answer = new DeskAnswer(DeskAnswer.Refusal.NONE, List.of(view), 1, 0);
        assertThat(SafText.show(answer)).contains("  state   " + said + "\n");
    }
}
