package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedTextTest {

    @Test
    void shouldReplaceWhatIsBetweenTheMarksAndKeepAllElse() throws Exception {
        String before = "# Head\r\n\ttext  \n<!-- report: goals -->\n";
        String after = "<!-- /report: goals -->\nmore, without an end";

        String text = new MarkedText(before + "old\nlines\n" + after)
                .with("goals", "new\n")
                .text();

        assertThat(text).isEqualTo(before + "new\n" + after);
        assertThat(new MarkedText(text).with("goals", "new\n").text()).isEqualTo(text);
    }

    @Test
    void shouldKeepALineEndOfTwoCharacters() throws Exception {
        assertThat(new MarkedText("<!-- report: e2e -->\r\n<!-- /report: e2e -->\r\n")
                        .with("e2e", "x\n")
                        .text())
                .isEqualTo("<!-- report: e2e -->\r\nx\n<!-- /report: e2e -->\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'text\n', has no line <!-- report: goals -->",
        "'<!-- report: goals -->\n', has no line <!-- /report: goals -->",
        "'<!-- /report: goals -->\n<!-- report: goals -->\n', stands before",
        "'<!-- report: goals -->\n<!-- report: goals -->\n<!-- /report: goals -->\n', more than one line <!-- report: goals -->",
        "'<!-- report: goals -->\n<!-- /report: goals -->\n<!-- /report: goals -->\n', more than one line <!-- /report: goals -->",
        "'x <!-- report: goals -->\n<!-- /report: goals -->\n', on a line of its own",
        "'<!-- report: goals --> x\n<!-- /report: goals -->\n', on a line of its own",
        "'<!-- report: goals -->\n<!-- report: e2e -->\n<!-- /report: goals -->\n', another section begins",
    })
    void shouldSayWhatIsWrongWithTheMarks(String text, String said) {
        assertThatThrownBy(() -> new MarkedText(text).require("goals"))
                .isInstanceOf(MarkedText.MarkException.class)
                .hasMessageContaining(said);
    }
}
