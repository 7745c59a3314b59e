package io.wasl.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a table can be wrong, and the words for it. */
class BinTableErrorsTest {

    private static final String GOOD = "400000,400099,rif,VISA,16,1";

    @TempDir
    Path folder;

    private TableFile file;

    @BeforeEach
    void inFolder() {
        file = new TableFile(folder);
    }

    @Test
    void shouldNameBoundsThatAreNoDigitsOrTooFewOrTooMany() {
        assertThat(file.refused("40000,4000999,rif,VISA,16,1")).containsExactly(":2:1 low: must have 6 to 19 digits");
        assertThat(file.refused("40000x,400099,rif,VISA,16,1")).containsExactly(":2:1 low: must have 6 to 19 digits");
        assertThat(file.refused(",400099,rif,VISA,16,1")).containsExactly(":2:1 low: must have 6 to 19 digits");
        assertThat(file.refused("400000,\"400099\",rif,VISA,16,1"))
                .containsExactly(":2:8 high: must have 6 to 19 digits");
        assertThat(file.refused("400000,40000000000000000000,rif,VISA,16,1"))
                .containsExactly(":2:8 high: must have 6 to 19 digits");
    }

    @Test
    void shouldNameAHighBelowItsLow() {
        assertThat(file.refused(GOOD, "400200,  400199,rif,VISA,16,1")).containsExactly(":3:10 high: lies below low");
        assertThat(file.refused("900000,100000,rif,VISA,16,1")).containsExactly(":2:8 high: lies below low");
    }

    @Test
    void shouldNameAnUnknownIssuerAndTheOneProbablyMeant() {
        assertThat(file.refused("400000,400099,altas,VISA,16,1"))
                .containsExactly(":2:15 issuer: no issuer 'altas' is configured; did you mean 'atlas'?");
        assertThat(file.refused("400000,400099,toubkal,VISA,16,1"))
                .containsExactly(":2:15 issuer: no issuer 'toubkal' is configured");
        assertThat(file.refused("400000,400099,,VISA,16,1")).containsExactly(":2:15 issuer: is missing");
    }

    @Test
    void shouldNotRepeatDigitsThatMayBeACard() {
        assertThat(file.refused("400000,400099,4000001234567899,VISA,16,1"))
                .containsExactly(":2:15 issuer: is not the name of an issuer");
    }

    @Test
    void shouldNameAWrongBrand() {
        String reason = ":2:19 brand: must have 1 to 32 letters, digits, spaces or any of -_.";
        assertThat(file.refused("400000,400099,rif,,16,1")).containsExactly(reason);
        assertThat(file.refused("400000,400099,rif,\"VISA\",16,1")).containsExactly(reason);
        assertThat(file.refused("400000,400099,rif,مدى,16,1")).containsExactly(reason);
        assertThat(file.refused("400000,400099,rif," + "V".repeat(33) + ",16,1"))
                .containsExactly(reason);
    }

    @Test
    void shouldNameAWrongPanLength() {
        String reason = ":2:24 pan-length: must read like 16, 16-19 or 16|19, each from 8 to 19";
        for (String wrong :
                new String[] {"", "7", "20", "16-", "-16", "19-16", "16|", "|16", "16||19", "0x10", "016", "16-20"}) {
            assertThat(file.refused("400000,400099,rif,VISA," + wrong + ",1"))
                    .as(wrong)
                    .containsExactly(reason);
        }
    }

    @Test
    void shouldNameAWrongPriority() {
        String reason = ":2:27 priority: must be a whole number from 0 to 999999; the lowest goes first";
        for (String wrong : new String[] {"", "-1", "1.5", "first", "1000000"}) {
            assertThat(file.refused("400000,400099,rif,VISA,16," + wrong))
                    .as(wrong)
                    .containsExactly(reason);
        }
    }

    @Test
    void shouldNameAWrongLuhn() {
        assertThat(file.refusedText(BinTableReader.HEADER + ",luhn\n" + GOOD + ",maybe\n"))
                .containsExactly(":2:29 luhn: must be yes or no");
    }

    @Test
    void shouldNameARowWithTooFewOrTooManyValues() {
        assertThat(file.refused("400000,400099,rif,VISA,16"))
                .containsExactly(":2:1: the row has 5 values where the header names 6");
        assertThat(file.refused(GOOD + ",yes")).containsExactly(":2:1: the row has 7 values where the header names 6");
        assertThat(file.refused(GOOD + ",,,,")).containsExactly(":2:1: the row has 10 values where the header names 6");
    }

    @Test
    void shouldNameAWrongOrMissingHeader() {
        String reason = "the header row must be low,high,issuer,brand,pan-length,priority, then luhn if wanted";
        assertThat(file.refusedText("# nothing\n" + GOOD + "\n")).containsExactly(":2:1: " + reason);
        assertThat(file.refusedText("  low,high,issuer\n" + GOOD + "\n")).containsExactly(":1:3: " + reason);
        assertThat(file.refusedText("# nothing\n"))
                .containsExactly(": is empty; its first row must be low,high,issuer,brand,pan-length,priority");
        assertThat(file.refusedText(BinTableReader.HEADER + "\n")).containsExactly(": has no ranges");
    }

    @Test
    void shouldNameARepeatedRow() {
        assertThat(file.refused(GOOD, "500000,500000,atlas,MC,16,1", "400000,400099,rif,VISA,16,2"))
                .containsExactly(":4:1: repeats range and issuer of line 2");
        assertThat(file.refused(GOOD, GOOD)).containsExactly(":3:1: repeats range and issuer of line 2");
    }

    @Test
    void shouldNameDestinationsOfOnePriority() {
        assertThat(file.refused(GOOD, "400000,4000999,atlas,VISA,16,1"))
                .containsExactly(":3:1: has the same priority as line 2 of the same range");
    }

    @Test
    void shouldNameRowsOfOneRangeThatDiffer() {
        String reason = ":3:1: differs in brand, pan-length or luhn from line 2 of the same range";
        assertThat(file.refused(GOOD, "400000,400099,atlas,MC,16,2")).containsExactly(reason);
        assertThat(file.refused(GOOD, "400000,400099,atlas,VISA,16-19,2")).containsExactly(reason);
    }

    @Test
    void shouldNameRangesOfOneWidthThatOverlap() {
        assertThat(file.refused("400050,400149,atlas,VISA,16,1", GOOD))
                .containsExactly(":2:1: overlaps the range of line 3, which is as wide: neither is narrower");
    }

    @Test
    void shouldAllowRangesOfOneWidthSideBySide() throws Exception {
        assertThat(file.load(GOOD, "400100,400199,atlas,VISA,16,1").ranges()).isEqualTo(2);
    }

    @Test
    void shouldTellAllMistakesAtOnceInFileOrder() {
        assertThat(file.refused("4,400099,rif,VISA,16,1", GOOD, "400000,400099,nobody,VISA,1,x"))
                .containsExactly(
                        ":2:1 low: must have 6 to 19 digits",
                        ":4:15 issuer: no issuer 'nobody' is configured",
                        ":4:27 pan-length: must read like 16, 16-19 or 16|19, each from 8 to 19",
                        ":4:29 priority: must be a whole number from 0 to 999999; the lowest goes first");
    }

    @Test
    void shouldTellAHundredMistakesAndCountTheRest() {
        String[] rows = new String[250];
        Arrays.fill(rows, "4,400099,rif,VISA,16,1");

        assertThat(file.refused(rows)).hasSize(101).last().isEqualTo(": 150 more errors");
    }
}
