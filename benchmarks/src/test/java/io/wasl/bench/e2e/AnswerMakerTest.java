package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.bench.Encoding;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.Mti;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMakerTest {

    private static final int[] GIVEN_BACK = {2, 3, 4, 7, 11, 12, 13, 25, 32, 37, 41, 42, 49};

    private static final Conversation CONVERSATION = new Conversation();

    /** Cards of 15, 16 and 19 digits are among these. */
    @Test
    void shouldApproveEachRequestOfTheLoadWithItsOwnElements() {
        for (int number = 1; number <= 200; number++) {
            MessageView request = CONVERSATION.view(CONVERSATION.request(number));
            MessageView answer = CONVERSATION.answerTo(number);

            assertThat(Mti.toString(answer.mti())).isEqualTo("0110");
            for (int de : GIVEN_BACK) {
                assertThat(value(answer, de)).as("DE %d", de).isEqualTo(value(request, de));
            }
            assertThat(value(answer, 39)).isEqualTo("00");
            assertThat(ApprovalCode.isRight(answer)).isTrue();
            assertThat(answer.has(55)).isTrue();
            assertThat(answer.has(35) || answer.has(52)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"0800, 0810", "0420, 0430"})
    void shouldAnswerSignOnsEchoesAndReversals(String asked, String answered) {
        byte[] message = new byte[512];
        int length = new MessageWriter()
                .begin(Encoding.ASCII.dialect(), Mti.parse(asked))
                .setText(7, "1122101112")
                .setText(11, "000042")
                .setText(70, "001")
                .encode(message, 0, message.length);

        MessageView answer = CONVERSATION.view(CONVERSATION.answer(Arrays.copyOf(message, length)));

        assertThat(Mti.toString(answer.mti())).isEqualTo(answered);
        assertThat(value(answer, 7)).isEqualTo("1122101112");
        assertThat(value(answer, 11)).isEqualTo("000042");
        assertThat(value(answer, 70)).isEqualTo("001");
        assertThat(value(answer, 39)).isEqualTo("00");
    }

    private static String value(MessageView view, int de) {
        byte[] neutral = new byte[view.neutralLength(de)];
        view.copy(de, neutral, 0);
        return new String(neutral, StandardCharsets.ISO_8859_1);
    }
}
