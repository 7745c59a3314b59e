package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigException;
import io.wasl.iso.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotCardsTest {

    private static final String CARD = "4000001234567899";

    @TempDir
    Path folder;

    private final PanTokenizer tokenizer = new PanTokenizer(Keys.generate(new Random(1)::nextBytes));

    @Test
    void shouldKnowItsCardsByToken() throws Exception {
        HotCards cards = load("# of March\r\npan,code\r\n\r\n" + CARD + ",43\r\n5100001234567895,41\n40000012,04");
        assertThat(cards.size()).isEqualTo(3);
        assertThat(find(cards, CARD)).isEqualTo(Reason.STOLEN_CARD);
        assertThat(find(cards, "5100001234567895")).isEqualTo(Reason.LOST_CARD);
        assertThat(find(cards, "40000012")).isEqualTo(Reason.HOT_CARD);
        assertThat(HotCards.none().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4000001234567899;43    | 2:1 pan: must have 8 to 19 digits, then a comma
            4000001,43             | 2:1 pan: must have 8 to 19 digits, then a comma
            4000001234567899       | 2:1 pan: must have 8 to 19 digits, then a comma
            4000001234567899,05    | 2:18 code: must be 04 (pick up), 41 (lost) or 43 (stolen)
            4000001234567899,      | 2:18 code: must be 04 (pick up), 41 (lost) or 43 (stolen)
            """)
    void shouldNameWhatIsWrongAndNoDigitOfTheCard(String line, String error) throws Exception {
        String told = refused("pan,code\n" + line + "\n");
        assertThat(told).contains(error).doesNotContain("400000");
    }

    @Test
    void shouldRefuseACardTwiceAndAFileWithoutHeader() throws Exception {
        assertThat(refused("pan,code\n" + CARD + ",43\n" + CARD + ",04\n"))
                .contains("3:1 pan: is a card of a line above");
        assertThat(refused(CARD + ",43\n")).contains("1:1").contains("must begin with the header row pan,code");
    }

    private String refused(String text) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(text));
        return String.valueOf(refused.getMessage()) + refused.errors();
    }

    private HotCards load(String text) throws IOException, ConfigException {
        Path file = folder.resolve("hot.csv");
        Files.writeString(file, text);
        return HotCards.load(file, tokenizer);
    }

    private Reason find(HotCards cards, String pan) {
        tokenizer.compute(pan.getBytes(StandardCharsets.US_ASCII), 0, pan.length());
        return java.util.Objects.requireNonNull(cards.find(tokenizer.low()));
    }
}
