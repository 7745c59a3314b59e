package io.wasl.sim.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DE 4 by hand: acquirer and issuer both use it, so that their agreement proves nothing of it. */
final class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "V1987, 504, 1250, 000000001250, 000000000625",
        "V1993, 504, 1250, 000000001250, 000000000625",
        "V2003, 504, 1250, 5042000000001250, 5042000000000625", // two decimals
        "V2003, 392, 1250, 3920000000001250, 3920000000000625", // yen: none
        "V2003, 414, 1250, 4143000000001250, 4143000000000625", // Kuwaiti dinar: three
        "V2003, 036, 1250, 0362000000001250, 0362000000000625"
    })
    void shouldWriteAndReadAnAmount(Version version, String currency, long minor, String text, String half) {
        assertThat(Amount.text(version, currency, minor)).isEqualTo(text);
        long number = Long.parseLong(text);
        assertThat(Amount.minor(version, number)).isEqualTo(minor);
        assertThat(Amount.with(version, number, minor / 2)).isEqualTo(Long.parseLong(half));
        String told = version == Version.V2003 ? "" : currency;
        assertThat(Amount.currency(version, text, told)).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource({"V1987", "V1993", "V2003"})
    void shouldSayThatThereIsNone(Version version) {
        assertThat(Amount.minor(version, -1)).isNegative();
        assertThat(Amount.currency(version, "", "")).isEmpty();
    }
}
