package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.MessageView;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerBookTest {

    private static final long DUE_NS = 4711;

    private static final Conversation CONVERSATION = new Conversation();
    private final AnswerBook book = new AnswerBook(CONVERSATION.requests);

    @Test
    void shouldCloseEachKeyWithItsAnswerAndSayWhenItWasDue() {
        long first = book.open(DUE_NS);
        long second = book.open(DUE_NS + 1);

        assertThat(book.close(CONVERSATION.answerTo(second))).isEqualTo(DUE_NS + 1);
        assertThat(book.close(CONVERSATION.answerTo(first))).isEqualTo(DUE_NS);

        assertThat(book.open()).isZero();
        AnswerBook.Count count = book.settle();
        assertThat(count.isGood()).isTrue();
        assertThat(count.answered()).isEqualTo(2);
    }

    @Test
    void shouldCountARequestWithoutAnswer() {
        long answered = book.open(DUE_NS);
        book.open(DUE_NS);
        book.close(CONVERSATION.answerTo(answered));

        AnswerBook.Count count = book.settle();

        assertThat(count.unanswered()).isEqualTo(1);
        assertThat(count.isGood()).isFalse();
    }

    @Test
    void shouldCountASecondAnswer() {
        long number = book.open(DUE_NS);
        book.close(CONVERSATION.answerTo(number));

        assertThat(book.close(CONVERSATION.answerTo(number))).isEqualTo(AnswerBook.NO_SUCH_KEY);

        AnswerBook.Count count = book.settle();
        assertThat(count.unknown()).isEqualTo(1);
        assertThat(count.isGood()).isFalse();
        assertThat(count.examples()).singleElement().asString().contains("not open");
    }

    @Test
    void shouldNotTakeTheAnswerToARequestThatWasNeverMade() {
        book.open(DUE_NS);

        assertThat(book.close(CONVERSATION.answerTo(99))).isEqualTo(AnswerBook.NO_SUCH_KEY);
    }

    @Test
    void shouldNotTakeAnAnswerUnderTheSameStanOfAnotherRound() {
        long number = book.open(DUE_NS);

        assertThat(book.close(CONVERSATION.answerTo(number + RequestFrames.STANS)))
                .isEqualTo(AnswerBook.NO_SUCH_KEY);
        assertThat(book.open()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"4, 000000999999, amount", "39, 05, code 05", "38, A99999, approval code"})
    void shouldCountAnAnswerThatIsWrong(int de, String value, String said) {
        long number = book.open(DUE_NS);
        byte[] answer = CONVERSATION.answer(CONVERSATION.request(number));
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, answer, CONVERSATION.view(answer).offset(de), bytes.length);

        book.close(CONVERSATION.view(answer));

        AnswerBook.Count count = book.settle();
        assertThat(count.wrong()).isEqualTo(1);
        assertThat(count.unanswered()).isZero();
        assertThat(count.isGood()).isFalse();
        assertThat(count.examples()).singleElement().asString().contains(said);
    }

    @Test
    void shouldNotCountItsOwnRequestComingBackAsAnAnswer() {
        long number = book.open(DUE_NS);

        book.close(CONVERSATION.view(CONVERSATION.request(number)));

        AnswerBook.Count count = book.settle();
        assertThat(count.wrong()).isEqualTo(1);
        assertThat(count.examples()).singleElement().asString().contains("0100");
    }

    @Test
    void shouldCountFromTheBeginningAfterItWasSettled() {
        book.open(DUE_NS);
        book.settle();
        long number = book.open(DUE_NS);
        book.close(CONVERSATION.answerTo(number));

        assertThat(book.settle().isGood()).isTrue();
    }

    @Test
    void shouldNotFindAWindowGoodInWhichNothingWasSent() {
        assertThat(book.settle().isGood()).isFalse();
    }

    @Test
    void shouldNeverGiveAKeyTwice() {
        MessageView one = CONVERSATION.view(CONVERSATION.request(7));
        MessageView later = CONVERSATION.view(CONVERSATION.request(7 + RequestFrames.STANS));

        assertThat(later.number(11)).isEqualTo(one.number(11));
        assertThat(later.number(7)).isEqualTo(one.number(7) + 1);
        assertThat(later.number(37)).isNotEqualTo(one.number(37));
    }
}
