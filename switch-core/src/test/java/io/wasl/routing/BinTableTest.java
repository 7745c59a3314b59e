package io.wasl.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinTableTest {

    private static final String VALID_PAN = "4000001234567899";

    @TempDir
    Path folder;

    private TableFile file;

    @BeforeEach
    void inFolder() {
        file = new TableFile(folder);
    }

    @Test
    void shouldRouteToTheIssuerOfTheRange() throws ConfigException {
        BinTable table = file.load("400000,400099,rif,VISA,16,1");

        assertThat(route(table, VALID_PAN)).isEqualTo("[1] VISA");
        assertThat(table.ranges()).isEqualTo(1);
    }

    @Test
    void shouldGiveDestinationsInOrderOfPriorityWhateverTheOrderOfRows() throws ConfigException {
        BinTable table = file.load(
                "400000,400099,rif,VISA,16,20", "500000,500000,souss,MC,16,1", "400000,400099,atlas,VISA,16,3");

        assertThat(route(table, VALID_PAN)).isEqualTo("[0, 1] VISA");
    }

    @Test
    void shouldPreferTheNarrowerRangeWhateverTheOrderOfRows() throws ConfigException {
        BinTable table = file.load(
                "400000123,400000123,souss,GOLD,16,1",
                "400000,499999,atlas,VISA,16,1",
                "4000000,4000001,rif,DEBIT,16,1");

        assertThat(route(table, "4000001234567899")).isEqualTo("[2] GOLD");
        assertThat(route(table, withCheckDigit("400000100000000"))).isEqualTo("[1] DEBIT");
        assertThat(route(table, withCheckDigit("400000200000000"))).isEqualTo("[0] VISA");
    }

    @Test
    void shouldLetTheNarrowerWinWhereRangesOverlapInPart() throws ConfigException {
        BinTable table = file.load("400000,400050,atlas,VISA,16,1", "400040,400060,rif,VISA,16,1");

        assertThat(route(table, withCheckDigit("400039000000000"))).isEqualTo("[0] VISA");
        assertThat(route(table, withCheckDigit("400045000000000"))).isEqualTo("[1] VISA");
        assertThat(route(table, withCheckDigit("400060999999999"))).isEqualTo("[1] VISA");
        assertThat(route(table, withCheckDigit("400061000000000"))).isEqualTo("UNKNOWN_BIN");
    }

    @Test
    void shouldFillAShortLowWithZerosAndAShortHighWithNines() throws ConfigException {
        BinTable table = file.load("40000012,400001,atlas,VISA,16,1");

        assertThat(route(table, withCheckDigit("400000119999999"))).isEqualTo("UNKNOWN_BIN");
        assertThat(route(table, withCheckDigit("400000120000000"))).isEqualTo("[0] VISA");
        assertThat(route(table, withCheckDigit("400001999999999"))).isEqualTo("[0] VISA");
        assertThat(route(table, withCheckDigit("400002000000000"))).isEqualTo("UNKNOWN_BIN");
    }

    @Test
    void shouldFindEachRangeOfACrowdedPrefix() throws ConfigException {
        String[] rows = new String[500];
        for (int i = 0; i < rows.length; i++) {
            String bound = Integer.toString(400_000_000 + 2 * i);
            rows[i] = bound + "," + bound + "," + TableFile.ISSUERS.get(i % 3) + ",VISA,16,1";
        }
        BinTable table = file.load(rows);

        for (int i = 0; i < rows.length; i++) {
            String first = withCheckDigit((400_000_000 + 2 * i) + "000000");
            String last = withCheckDigit((400_000_000 + 2 * i) + "999999");
            String gap = withCheckDigit((400_000_001 + 2 * i) + "000000");
            assertThat(route(table, first)).isEqualTo("[" + i % 3 + "] VISA");
            assertThat(route(table, last)).isEqualTo("[" + i % 3 + "] VISA");
            assertThat(route(table, gap)).isEqualTo("UNKNOWN_BIN");
        }
    }

    @Test
    void shouldRouteAtBothEndsOfTheNumberLine() throws ConfigException {
        BinTable table = file.load(
                "0000000000000000000,000000,atlas,A,8-19,1", "9999999999999999999,9999999999999999999,rif,B,19,1");

        assertThat(route(table, "0000000000000000000")).isEqualTo("[0] A");
        assertThat(route(table, "00000000")).isEqualTo("[0] A");
        assertThat(route(table, "9999999999999999999")).isEqualTo("INVALID_PAN");
        assertThat(route(table, "9999999999999999998")).isEqualTo("UNKNOWN_BIN");
    }

    @Test
    void shouldDeclineAPanInNoRangeAsUnknownEvenWhenItsCheckDigitIsWrong() throws ConfigException {
        BinTable table = file.load("400000,400099,rif,VISA,16,1");

        assertThat(route(table, "5000001234567890")).isEqualTo("UNKNOWN_BIN");
    }

    @Test
    void shouldDeclineAWrongCheckDigitUnlessTheRangeHasNone() throws ConfigException {
        BinTable table = file.loadText(BinTableReader.HEADER + ",luhn\n400000,400000,atlas,VISA,16,1,yes\n"
                + "400001,400001,atlas,VISA,16,1,no\n400002,400002,atlas,VISA,16,1,\n");

        for (char last = '0'; last <= '9'; last++) {
            String expected = last == '9' ? "[0] VISA" : "INVALID_PAN";
            assertThat(route(table, "400000123456789" + last)).isEqualTo(expected);
        }
        assertThat(route(table, "4000010000000000")).isEqualTo("[0] VISA");
        assertThat(route(table, "4000020000000001")).isEqualTo("INVALID_PAN");
    }

    @Test
    void shouldDeclineALengthThatTheRangeDoesNotName() throws ConfigException {
        BinTable table = file.load(
                "400000,400000,atlas,VISA,16,1",
                "400001,400001,atlas,VISA,16-18,1",
                "400002,400002,atlas,VISA,13|19,1");

        for (int length = 8; length <= 19; length++) {
            assertThat(route(table, ofLength("400000", length)))
                    .as("%d digits", length)
                    .isEqualTo(length == 16 ? "[0] VISA" : "INVALID_PAN");
            assertThat(route(table, ofLength("400001", length)))
                    .as("%d digits", length)
                    .isEqualTo(length >= 16 && length <= 18 ? "[0] VISA" : "INVALID_PAN");
            assertThat(route(table, ofLength("400002", length)))
                    .as("%d digits", length)
                    .isEqualTo(length == 13 || length == 19 ? "[0] VISA" : "INVALID_PAN");
        }
    }

    @Test
    void shouldDeclineWhatIsNoPan() throws ConfigException {
        BinTable table = file.load("400000,400099,rif,VISA,8-19,1");

        assertThat(route(table, "")).isEqualTo("INVALID_PAN");
        assertThat(route(table, "4000000")).isEqualTo("INVALID_PAN");
        assertThat(route(table, "40000000000000000002")).isEqualTo("INVALID_PAN");
        assertThat(route(table, "400000123456789D")).isEqualTo("INVALID_PAN");
        assertThat(route(table, "4000001234:67899")).isEqualTo("INVALID_PAN");
        assertThat(route(table, "4000001234/67899")).isEqualTo("INVALID_PAN");
    }

    @Test
    void shouldReadThePanWhereItLiesInItsBuffer() throws ConfigException {
        BinTable table = file.load("400000,400099,rif,VISA,16,1");
        byte[] track = (";" + VALID_PAN + "=2912").getBytes(US_ASCII);

        assertThat(table.route(track, 1, 16)).isInstanceOf(Route.To.class);
    }

    @Test
    void shouldTolerateAByteOrderMarkCarriageReturnsCommentsSpacesAndNoNewlineAtTheEnd() throws ConfigException {
        BinTable table = file.loadText("\uFEFF# The table\r\n\r\nlow, high, issuer, brand, pan-length, priority\r\n"
                + "  # indented\r\n 400000 ,\t400099, rif , VISA DEBIT, 16 , 1 \r\n500000,500000,atlas,MC,13|16-19,1");

        assertThat(route(table, VALID_PAN)).isEqualTo("[1] VISA DEBIT");
        assertThat(table.ranges()).isEqualTo(2);
    }

    @Test
    void shouldShareOneRouteAmongRangesThatSayTheSame() throws ConfigException {
        BinTable table = file.load(
                "400000,400000,rif,VISA,16,1", "400002,400002,rif,VISA,16,9", "400004,400004,rif,VISA,16-19,1");

        assertThat(table.differentTerms()).isEqualTo(2);
        assertThat(route(table, withCheckDigit("400002000000000"))).isEqualTo("[1] VISA");
    }

    @Test
    void shouldAllocateNothingWhenRouting() throws ConfigException {
        BinTable table = file.load("400000,400099,rif,VISA,16,1", "4000001,4000002,atlas,VISA,16,1");
        Router router = new Router(table);
        byte[][] pans = {
            VALID_PAN.getBytes(US_ASCII), "4000001234567890".getBytes(US_ASCII), "5000001234567890".getBytes(US_ASCII)
        };
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int routed = 0;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                byte[] pan = pans[i % pans.length];
                routed += router.route(pan, 0, pan.length) instanceof Route.To ? 1 : 0;
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isLessThan(10_000);
        assertThat(routed).isEqualTo(5 * 33_334);
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        Path missing = folder.resolve("none.csv");

        assertThatThrownBy(() -> BinTable.load(missing, TableFile.ISSUERS))
                .isInstanceOf(ConfigException.class)
                .hasMessage(missing + ": cannot be read: no such file");
    }

    @Test
    void shouldKeepTheTableInForceUntilItIsSwapped() throws ConfigException {
        BinTable first = file.load("400000,400099,rif,VISA,16,1");
        BinTable second = file.load("400000,400099,souss,VISA,16,1");
        Router router = new Router(first);
        byte[] pan = VALID_PAN.getBytes(US_ASCII);

        assertThat(router.version()).isEqualTo(1);
        assertThat(((Route.To) router.route(pan, 0, 16)).issuers()).containsExactly(1);
        assertThat(router.swap(second)).isEqualTo(2);
        assertThat(((Route.To) router.route(pan, 0, 16)).issuers()).containsExactly(2);
        assertThat(router.table()).isSameAs(second);
    }

    private static String route(BinTable table, String pan) {
        byte[] digits = pan.getBytes(US_ASCII);
        Route route = table.route(digits, 0, digits.length);
        if (route instanceof Route.To to) {
            return Arrays.toString(to.issuers()) + " " + to.brand();
        }
        return ((Route.Decline) route).reason().name();
    }

    private static String ofLength(String prefix, int length) {
        return withCheckDigit(prefix + "0".repeat(length - prefix.length() - 1));
    }

    /** The check digit by trying all ten against the textbook sum. */
    static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
