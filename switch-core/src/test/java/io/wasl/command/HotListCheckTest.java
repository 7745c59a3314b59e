package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of stand-in and of hot lists: that they work, or why they would not. */
final class HotListCheckTest {

    private static final String ACQUIRER = "    response-timeout: 12s\n";
    private static final String ISSUER = "    response-timeout: 10s\n";
    private static final String RULE =
            "{ currency: '504', per-transaction: 1, per-card-per-day: { count: 1, amount: 1 } }";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        shell.write("switch.yaml", Shell.CONFIG);
        shell.write("routes.csv", Shell.ROUTES);
    }

    private Shell.Ended check(String ofAcquirer, String ofIssuer) throws IOException {
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replaceFirst(ACQUIRER, ACQUIRER + ofAcquirer).replaceFirst(ISSUER, ISSUER + ofIssuer));
        return shell.configured("check");
    }

    @Test
    void shouldExplainWhoIsDeclinedAndWhoMayListCards() throws IOException {
        shell.write("hot.csv", "pan,code\n4000001234567899,43\n");
        Shell.Ended check = check(
                "    file-maintenance: { issuers: [atlas], lost: L }\n",
                "    hot-list: { applies: always, file: hot.csv }\n");

        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines())
                .contains(
                        "  hot list  of atlas, asked always: DIR/hot.csv",
                        "  hot list  shop-bank lists cards of atlas as HOT (04), L (41), STOLEN (43)")
                .noneMatch(line -> line.contains("nobody asks"));
    }

    @Test
    void shouldWarnOfAListThatNobodyAsks() throws IOException {
        String warning =
                "acquirers[0].file-maintenance.issuers: nobody asks the hot list of atlas: it has no stand-in, and"
                        + " its hot-list.applies is not always";
        String maintenance = "    file-maintenance: { issuers: [atlas] }\n";

        assertThat(check(maintenance, "").out()).contains(warning);
        assertThat(check(maintenance, "    stand-in: { rules: [ " + RULE + " ] }\n")
                        .out())
                .doesNotContain(warning);
    }

    @Test
    void shouldNameTheLineOfAListThatCannotBeRead() throws IOException {
        shell.write("hot.csv", "pan,code\n4000001234567899,44\n");
        Shell.Ended check = check("", "    hot-list: { file: hot.csv }\n");

        assertThat(check.status()).isEqualTo(2);
        assertThat(check.err()).startsWith("DIR/hot.csv:2:").contains("code").doesNotContain("4000001234567899");
    }

    @Test
    void shouldRefuseADialectWithoutTheWords() throws IOException {
        shell.write("small.yaml", """
                version: 1987
                mti: ascii
                bitmap: hex
                encodings: { b: hex }
                prefix: ascii
                elements:
                  2: { type: n..19, sensitivity: pan }
                  7: { type: n10, sensitivity: open }
                  11: { type: n6, sensitivity: open }
                  39: { type: an2, sensitivity: open }
                  70: { type: n3, sensitivity: open }
                """);
        String config = Shell.CONFIG
                .replaceFirst(ACQUIRER, ACQUIRER + "    file-maintenance: { issuers: [atlas] }\n")
                .replaceFirst("iso87-ascii", "small");
        shell.write("switch.yaml", config);

        assertThat(shell.configured("check").err())
                .contains(
                        "acquirers[0].file-maintenance: small does not declare DE 91, DE 101, needed for file maintenance");
    }

    @Test
    void shouldRefuseStandInForABrandThatNoRangeHas() throws IOException {
        Shell.Ended check = check(
                "",
                "    stand-in: { rules: [ " + RULE.replace("{ currency", "{ brands: [nobody], currency") + " ] }\n");

        assertThat(check.err()).contains("issuers[0].stand-in.rules[0].brands: the routing table has no brand nobody");
    }
}
