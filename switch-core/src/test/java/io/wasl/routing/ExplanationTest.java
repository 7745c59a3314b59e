package io.wasl.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

    @TempDir
    Path folder;

    private TableFile file;

    @BeforeEach
    void inFolder() {
        file = new TableFile(folder);
    }

    @Test
    void shouldNameRangeLinesIssuersAndTheWiderRangesThatLose() throws ConfigException {
        BinTable table = file.load(
                "400000,499999,atlas,VISA,16-19,1",
                "400000,400099,rif,DEBIT,16,2",
                "400000,400099,souss,DEBIT,16,1",
                "400000,449999,souss,VISA,16,1");

        assertThat(table.explain("400012").lines())
                .containsExactly(
                        "400012: range 400000-400099 to souss (line 4), then rif (line 3), brand DEBIT, PAN length 16,"
                                + " check digit",
                        "  narrower than 400000-449999 to souss (line 5), brand VISA, PAN length 16, check digit",
                        "  narrower than 400000-499999 to atlas (line 2), brand VISA, PAN length 16-19, check digit");
    }

    @Test
    void shouldListTheRangesInsideAPrefix() throws ConfigException {
        BinTable table = file.load("4000001,4000001,atlas,A,16,1", "40000015,40000016,rif,B,16,1");

        assertThat(table.explain("400000").lines())
                .containsExactly(
                        "4000000: in no range, UNKNOWN_BIN",
                        "40000010-40000014: range 4000001 to atlas (line 2), brand A, PAN length 16, check digit",
                        "40000015-40000016: range 40000015-40000016 to rif (line 3), brand B, PAN length 16, check digit",
                        "  narrower than 4000001 to atlas (line 2), brand A, PAN length 16, check digit",
                        "40000017-40000019: range 4000001 to atlas (line 2), brand A, PAN length 16, check digit",
                        "4000002-4000009: in no range, UNKNOWN_BIN");
    }

    @Test
    void shouldBoundTheListAndCountTheRest() throws ConfigException {
        String[] rows = new String[50];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (40000000 + 2 * i) + "," + (40000000 + 2 * i) + ",atlas,A,16,1";
        }
        Explanation explanation = file.load(rows).explain("400000");

        assertThat(explanation.parts()).hasSize(20);
        assertThat(explanation.furtherParts()).isEqualTo(80);
        assertThat(explanation.lines()).hasSize(21).last().isEqualTo("and 80 further parts");
    }

    @Test
    void shouldSayWhatAWholePanWouldGet() throws ConfigException {
        BinTable table = file.load("400000,400099,atlas,A,16,1");

        assertThat(table.explain("4000001234567899").lines()).last().isEqualTo("as a whole PAN: valid");
        assertThat(table.explain("4000001234567890").lines()).last().isEqualTo("as a whole PAN: INVALID_PAN");
        assertThat(table.explain("400000123456").lines()).last().isEqualTo("as a whole PAN: INVALID_PAN");
    }

    @Test
    void shouldShowAtMostEightDigitsOfACard() throws ConfigException {
        BinTable table = file.load("4000001234567899,4000001234567899,atlas,A,16,1");
        Explanation explanation = table.explain("4000001234567899");

        assertThat(explanation.prefix()).isEqualTo("40000012…");
        assertThat(explanation.toString() + explanation.lines()).doesNotContain("400000123");
    }

    @Test
    void shouldRefuseWhatIsNoPrefixWithoutRepeatingIt() throws ConfigException {
        BinTable table = file.load("400000,400099,atlas,A,16,1");

        for (String wrong : new String[] {"40000", "40000012345678901234", "40000x", ""}) {
            assertThatThrownBy(() -> table.explain(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a prefix has 6 to 19 digits");
        }
    }
}
