package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only an issuer can verify is seen wherever it stands. */
class CardFactsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "9F2608AABBCCDDEEFF0011, false, a cryptogram",
        "9F2608AABBCCDDEEFF00119908AABBCCDDEEFF0011, true, a PIN behind it",
        "9F26089908AABBCCDDEEFF, false, 99 within another value",
        "9908AABBCCDDEEFF0011, true, a PIN alone",
        "DF810C81029908, false, a tag of three bytes and a long length",
        "9F2608AABB, true, cut off",
        "9F, true, not even a tag",
        "9F2682010099, true, a length nobody needs"
    })
    void shouldSeeAPinAmongChipData(String chip, boolean hasPin, String why) throws ConfigException {
        byte[] value = HexFormat.of().parseHex(chip);
        int facts = facts(writer("iso87-ascii").set(55, value, 0, value.length));
        assertThat(CardFacts.hasPin(facts)).as(why).isEqualTo(hasPin);
        assertThat(CardFacts.hasChip(facts)).isTrue();
    }

    @Test
    void shouldSeeAPinBlock() throws ConfigException {
        assertThat(CardFacts.hasPin(facts(writer("iso87-ascii").set(52, new byte[8], 0, 8))))
                .isTrue();
        assertThat(CardFacts.hasPin(facts(writer("iso87-ascii")))).isFalse();
    }

    /** ISO 8583:1993, DE 22: position 8 says that a PIN was entered, position 9 who verifies it. */
    @ParameterizedTest
    @CsvSource({"510101513344, true", "510101511344, false", "510101503344, false"})
    void shouldSeeAPinThatIsVerifiedElsewhere(String entryMode, boolean hasPin) throws ConfigException {
        assertThat(CardFacts.hasPin(facts(writer("iso93-ascii").setText(22, entryMode))))
                .isEqualTo(hasPin);
    }

    @Test
    void shouldKnowTheExpiry() throws ConfigException {
        assertThat(CardFacts.expiry(facts(writer("iso87-ascii")))).isEqualTo(-1);
        assertThat(CardFacts.expiry(facts(writer("iso87-ascii").setText(14, "0001"))))
                .isEqualTo(1);
        assertThat(CardFacts.expiry(facts(writer("iso87-ascii").setText(35, "4000001234567899=2912101"))))
                .isEqualTo(2912);
        assertThat(CardFacts.expiry(facts(writer("iso87-ascii").setText(35, "4000001234567899=29"))))
                .isEqualTo(-1);
    }

    private MessageWriter writer(String dialect) throws ConfigException {
        Dialect spoken = Dialects.load(dialect, folder);
        return new MessageWriter().begin(spoken, spoken.version().mti(0x0100)).setText(11, "000001");
    }

    private int facts(MessageWriter message) throws ConfigException {
        byte[] body = new byte[2000];
        int length = message.encode(body, 0, body.length);
        assertThat(length).as("DE %d", message.failedElement()).isPositive();
        MessageView view = new MessageView();
        for (String dialect : Dialects.shipped()) {
            Dialect spoken = Dialects.load(dialect, folder);
            if ((spoken.name().equals("iso87-ascii") || spoken.name().equals("iso93-ascii"))
                    && spoken.version().nibble() == body[0] - '0') {
                assertThat(view.decode(spoken, body, 0, length)).isTrue();
                return new CardFacts().of(view);
            }
        }
        throw new AssertionError("no dialect");
    }
}
