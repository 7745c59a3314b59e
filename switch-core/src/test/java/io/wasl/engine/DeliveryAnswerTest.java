package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryAnswerTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, 0420, 00, TAKEN",
        "iso87-ascii, 0220, 94, TAKEN",
        "iso87-ascii, 0420, 25, ORIGINAL_UNKNOWN",
        "iso87-ascii, 0420, 91, AGAIN",
        "iso87-ascii, 0420, 05, REFUSED",
        "iso87-ascii, 0420, N7, REFUSED",
        "iso93-ascii, 1420, 400, TAKEN",
        "iso93-ascii, 1220, 901, TAKEN",
        "iso93-ascii, 1620, 600, TAKEN",
        "iso93-ascii, 1620, 000, TAKEN",
        "iso93-ascii, 1220, 600, REFUSED",
        "iso93-ascii, 1420, 909, AGAIN",
        "iso93-ascii, 1420, 999, REFUSED",
        "iso03-ascii, 2420, 4000, TAKEN",
        "iso03-ascii, 2620, 6000, TAKEN",
        "iso03-ascii, 2420, 9109, AGAIN",
        "iso03-ascii, 2420, 9000, REFUSED",
        "iso03-ascii, 2420, 9900, REFUSED",
    })
    void shouldSayWhatBecomesOfTheDelivery(String dialect, String mti, String code, DeliveryAnswer answer)
            throws ConfigException {
        assertThat(DeliveryAnswer.of(Dialects.load(dialect, folder), Mti.parse(mti), ResponseCode.of(code)))
                .isEqualTo(answer);
    }
}
