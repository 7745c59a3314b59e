package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import io.wasl.config.LimitsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no node. */
class OfflineCommandsTest {

    private static final long DIRECT_MEMORY_BYTES = LimitsConfig.defaults().directMemoryBytes(1_000_000, 160L << 20);

    private static final String SMALL_DIALECT = """
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
              52: { type: b64, sensitivity: pin }
              70: { type: n3, sensitivity: open }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void makeShell() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void shouldExplainARightConfiguration() {
        Ended check = shell.configured("check");

        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isZero();
        assertThat(check.out()).isEqualTo("""
                right: DIR/switch.yaml

                node wasl-1
                  acquirers
                    shop-bank  127.0.0.1:8583  length-2 iso87-ascii  answered within 12s  sign-on optional
                  issuers
                    atlas  127.0.0.1:9001  length-2 iso87-ascii  leg 10s  sign-on required  1 range
                  routes    DIR/routes.csv, 1 range in 4MiB
                  journal   DIR/data/journal, empty; segments of 4MiB, 2 in reserve; unconfirmed approvals: keep
                  ledger    jdbc:h2:file:DIR/data/ledger
                  keys      DIR/wasl.keys, made by the first start
                  admin     http://127.0.0.1:8083/  commands: DIR/data/run/wasl.sock
                  memory    %s outside the heap: 65,536 slots of 1KiB, outbox 32MiB, 1,000,000 transactions remembered, filters 160MiB
                  limits    frames of 8KiB, 1,024 connections an acquirer, 1,000,000 reversals owed; drains within 30s

                note: iso87-ascii: a replayed answer leaves out DE 46-48 56-63 104-127 (opaque, without store: true)
                """.formatted(Amounts.bytes(DIRECT_MEMORY_BYTES)));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void shouldWarnOfWhatAnOperatorShouldKnow() throws IOException {
        shell.write(
                "switch.yaml",
                Shell.CONFIG
                        .replace("  segment-size: 4MiB", "  unconfirmed: reverse")
                        .replace("jdbc:h2:file:./data/ledger", "jdbc:h2:mem:ledger")
                        .replace("127.0.0.1:8583", "0.0.0.0:8583")
                        .replace("routing:", """
                                  - id: rif
                                    connect: [127.0.0.1:9002]
                                    framing: length-2
                                    dialect: iso87-ascii
                                    response-timeout: 10s
                                routing:"""));

        assertThat(shell.configured("check").out().lines().filter(line -> line.startsWith("warning")))
                .containsExactly(
                        "warning: unconfirmed: reverse may reverse approvals that were delivered just before a crash",
                        "warning: the ledger is in memory and ends with the node",
                        "warning: no range leads to issuer rif",
                        "warning: card data travels without TLS beyond this machine (shop-bank); use a private network or"
                                + " a tunnel");
    }

    /** Three segments of 64 MiB hold 287,609 transactions of 700 bytes. */
    @Test
    void shouldWarnOfAMemoryThatHoldsNoMoreThanTheOpenSegmentsMay() throws IOException {
        for (int window : new int[] {287_609, 287_610}) {
            shell.write(
                    "switch.yaml",
                    Shell.CONFIG.replace("segment-size: 4MiB", "segment-size: 64MiB\n  memory-window: " + window));
            Ended check = shell.configured("check");

            assertThat(check.status()).isZero();
            assertThat(check.out()
                            .contains("warning: DIR/switch.yaml:5:18 journal.memory-window: holds no more"
                                    + " transactions than three segments of journal.segment-size may (287609)"))
                    .as("%d: %s", window, check.out())
                    .isEqualTo(window == 287_609);
        }
    }

    @Test
    void shouldTellEveryMistakeOfWhatTheConfigurationNames() throws IOException {
        shell.write(
                "switch.yaml", Shell.CONFIG.replaceFirst("iso87-ascii", "mine").replaceFirst("iso87-ascii", "no-such"));
        shell.write("mine.yaml", "version: 1987\nmti: morse\n");
        shell.write("routes.csv", Shell.ROUTES.replace("atlas", "rif"));
        Path keys = shell.write("wasl.keys", "");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));
        Path run = Files.createDirectories(folder.resolve("data/run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ended check = shell.configured("check");

        assertThat(check.status()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.err().lines())
                .contains(
                        "DIR/switch.yaml:7:1 admin.command-socket: its folder must be its owner's alone, and is"
                                + " rwxr-xr-x; run: chmod 700 DIR/data/run",
                        "DIR/switch.yaml:13:14 acquirers[0].dialect: dialect mine cannot be used",
                        "DIR/switch.yaml:19:14 issuers[0].dialect: no dialect no-such: no no-such.yaml here nor in"
                                + " dialects/, and the shipped ones are iso87-ascii, iso87-binary, iso87-ebcdic,"
                                + " iso93-ascii, iso93-binary, iso93-ebcdic, iso03-ascii, iso03-binary, iso03-ebcdic",
                        "DIR/wasl.keys: may be touched by others than its owner; run: chmod 600 DIR/wasl.keys")
                .anyMatch(line -> line.startsWith("DIR/mine.yaml:2:6 mti: "))
                .anyMatch(line -> line.startsWith("DIR/routes.csv:2:") && line.contains("rif"));
    }

    @Test
    void shouldRefuseAFramingThatTheDialectsMessagesWouldEndTooEarly() throws IOException {
        shell.write("switch.yaml", Shell.CONFIG.replaceFirst("framing: length-2", "framing: etx"));

        assertThat(shell.configured("check").err())
                .isEqualTo("DIR/switch.yaml:12:14 acquirers[0].framing: its frames end with 03, which messages of"
                        + " iso87-ascii may hold in DE 46, DE 47, DE 48, DE 55 and 32 more; use a framing with a"
                        + " length, or a dialect of text alone\n");
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replaceFirst(
                        "framing: length-2\n    dialect: iso87-ascii", "framing: etx\n    dialect: text"));
        shell.write("text.yaml", SMALL_DIALECT);
        assertThat(shell.configured("check").err()).isEmpty();
        shell.write(
                "text.yaml",
                Files.readString(folder.resolve("text.yaml"))
                        .replace("mti: ascii", "mti: bcd")
                        .replace("bitmap: hex", "bitmap: binary")
                        .replace("type: n..19,", "type: n..19, prefix: bcd,")
                        .replace("b: hex", "b: binary"));
        assertThat(shell.configured("check").err())
                .contains("may hold in the MTI, the bitmaps, the length of DE 2, DE 52; use");
    }

    @Test
    void shouldRefuseAFramingWithoutRoomForAnEcho() throws IOException {
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replaceFirst(
                        "framing: length-2", "framing: { length: ascii-digits, width: 1, zero-length: ignore }"));

        assertThat(shell.configured("check").err())
                .isEqualTo("DIR/switch.yaml:12:14 acquirers[0].framing: has room for messages of 9 bytes; an 0800 of"
                        + " iso87-ascii has 55\n");
    }

    @Test
    void shouldNoteALengthThatCannotSayWhatTheLimitAllows() throws IOException {
        String note = "warning: DIR/switch.yaml:12:14 acquirers[0].framing: its length can say no more than ";
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replaceFirst(
                        "framing: length-2", "framing: { length: binary-big-endian, width: 1, zero-length: ignore }"));
        assertThat(shell.configured("check").out().lines())
                .contains(note + "255 bytes of a message; links.max-frame allows 8191");
        shell.write("switch.yaml", Shell.CONFIG.replaceFirst("framing: length-2", "framing: ascii-4"));
        assertThat(shell.configured("check").out()).doesNotContain("its length can say");
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replaceFirst("framing: length-2", "framing: ascii-4") + "links: { max-frame: 16KiB }\n");
        assertThat(shell.configured("check").out()).contains(note + "9999 bytes of");
    }

    @Test
    void shouldRefuseElementsThatTheDialectCannotGiveAProfile() throws IOException {
        shell.write("switch.yaml", withProfile("echo: [2, 11, 39, 35, 48, 64, 65]\n    duplicate-key: [11, 2, 128]"));

        assertThat(shell.configured("check").err()).isEqualTo("""
                DIR/switch.yaml:15:19 acquirers[0].echo[2]: DE 39 is the answer's own
                DIR/switch.yaml:15:23 acquirers[0].echo[3]: DE 35 is never returned
                DIR/switch.yaml:15:27 acquirers[0].echo[4]: DE 48 is not kept: not stored by iso87-ascii
                DIR/switch.yaml:15:31 acquirers[0].echo[5]: DE 64 is a MAC, another one in each message
                DIR/switch.yaml:15:35 acquirers[0].echo[6]: DE 65 is a bitmap
                DIR/switch.yaml:16:25 acquirers[0].duplicate-key[1]: DE 2 is not open in iso87-ascii, and the log keeps the key's hash
                DIR/switch.yaml:16:28 acquirers[0].duplicate-key[2]: DE 128 is a MAC, another one in each message
                """);
        shell.write(
                "switch.yaml",
                withProfile("echo: [11, 22]\n    duplicate-key: [11, 41]").replaceFirst("iso87-ascii", "small"));
        shell.write("small.yaml", SMALL_DIALECT);
        assertThat(shell.configured("check").err()).isEqualTo("""
                DIR/switch.yaml:15:16 acquirers[0].echo[1]: small declares no DE 22
                DIR/switch.yaml:16:25 acquirers[0].duplicate-key[1]: small declares no DE 41
                """);
        shell.write("switch.yaml", withProfile("echo: [4, 11, 38, 90]\n    duplicate-key: [41, 11, 12, 13]"));
        assertThat(shell.configured("check").err()).isEmpty();
    }

    @Test
    void shouldRefuseADialectWhoseRrnIsLongerThanItsPlace() throws IOException {
        shell.write(
                "switch.yaml", Shell.CONFIG.replaceFirst("iso87-ascii", "mine").replaceFirst("iso87-ascii", "mine"));
        String mine = SMALL_DIALECT + """
                  4: { type: n12, sensitivity: open }
                  37: { type: an..12, sensitivity: open }
                  90: { type: n42, sensitivity: open }
                """;
        shell.write("mine.yaml", mine.replace("an..12", "an..13"));

        assertThat(shell.configured("check").err()).isEqualTo("""
                DIR/switch.yaml:13:14 acquirers[0].dialect: mine has a DE 37 of up to 13; the switch keeps 12
                DIR/switch.yaml:19:14 issuers[0].dialect: mine has a DE 37 of up to 13; the switch keeps 12
                """);
        shell.write("mine.yaml", mine);
        assertThat(shell.configured("check").err()).isEmpty();
    }

    @Test
    void shouldTellWhatATranslationLoses() throws IOException {
        String other = Shell.CONFIG.replaceFirst("iso87-ascii", "iso93-ascii");
        shell.write("switch.yaml", other);
        Ended check = shell.configured("check");
        assertThat(check.status()).isZero();
        assertThat(check.out())
                .contains("warning: DIR/switch.yaml:")
                .contains(
                        " issuers[0].dialect: requests from iso93-ascii to iso87-ascii lose what they carry in DE 13 18 22"
                                + " 25 28-31 46 53 57-59 ");

        String end = "response-timeout: 10s";
        String start = end + "\n    translations:\n      - dialect: iso93-ascii\n        ";
        shell.write("switch.yaml", other.replace(end, start + "lost: accept"));
        assertThat(shell.configured("check").out()).doesNotContain("lose what they carry");
        shell.write("switch.yaml", other.replace(end, start + "lost: error"));
        assertThat(shell.configured("check").status()).isEqualTo(2);
        assertThat(shell.configured("check").err())
                .startsWith("DIR/switch.yaml:22:18 issuers[0].translations[0].dialect: requests from iso93-ascii to")
                .contains("\nDIR/switch.yaml:22:18 issuers[0].translations[0].dialect: answers from iso87-ascii to");
        shell.write(
                "switch.yaml",
                other.replace(
                        end,
                        start
                                + "request:\n          - { from: '22.1', to: '22' }\n        answer:\n          - { to: '130', value: x }"));
        assertThat(shell.configured("check").err()).isEqualTo("""
                DIR/switch.yaml:24:13 issuers[0].translations[0].request[0]: path 22.1: 22 has no parts in iso93-ascii
                DIR/switch.yaml:26:13 issuers[0].translations[0].answer[0]: path 130: iso93-ascii declares no element 130
                """);
        shell.write("switch.yaml", other.replace(end, start.replace("iso93", "iso03") + "lost: accept"));
        assertThat(shell.configured("check").err()).contains("no acquirer speaks iso03-ascii; they speak iso93-ascii");
        shell.write("switch.yaml", other.replace(end, end + "\n    match: [7, 11, 12]"));
        assertThat(shell.configured("check").err())
                .contains("issuers[0].match: DE 12 of iso93-ascii is another in iso87-ascii");
    }

    /** What would go wrong with each message later. */
    @Test
    void shouldRefuseATranslationThatCannotWork() throws IOException {
        String end = "response-timeout: 10s";
        String other = Shell.CONFIG.replaceFirst("iso87-ascii", "iso03-ascii");
        shell.write("switch.yaml", other.replace(end, end + "\n    match: [7, 11, 41]"));
        assertThat(shell.configured("check").err())
                .contains("issuers[0].match: DE 41 of iso03-ascii is another in iso87-ascii");
        shell.write(
                "switch.yaml",
                other.replace(
                        end,
                        end
                                + "\n    translations:\n      - dialect: iso03-ascii\n        lost: accept\n        answer:"
                                + "\n          - { from: '14', to: '102' }\n          - { from: '35', to: '35' }"));
        assertThat(shell.configured("check").err()).isEqualTo("""
                DIR/switch.yaml:25:13 issuers[0].translations[0].answer[0]: 14 of iso87-ascii is never returned
                DIR/switch.yaml:26:13 issuers[0].translations[0].answer[1]: 35 of iso87-ascii is never returned
                """);
    }

    @Test
    void shouldRefuseOriginalAmountsInAnElementThatIsAFee() throws IOException {
        shell.write("switch.yaml", withProfile("partial: de30"));
        assertThat(shell.configured("check").err())
                .isEqualTo(
                        "DIR/switch.yaml:15:14 acquirers[0].partial: iso87-ascii has no DE 30 of 12 digits, which the"
                                + " original amount of a partial reversal needs\n");
    }

    private static String withProfile(String keys) {
        return Shell.CONFIG.replaceFirst("response-timeout: 12s", "response-timeout: 12s\n    " + keys);
    }

    @Test
    void shouldRefuseKeysThatWouldBeMadeInsideTheDataFolder() throws IOException {
        shell.write("switch.yaml", Shell.CONFIG + "security:\n  keys: data/journal/wasl.keys\n");

        assertThat(shell.configured("check").err())
                .isEqualTo("DIR/switch.yaml:24:9 security.keys: lies inside the data folder DIR/data/journal; keep the"
                        + " keys outside\n");
    }

    @Test
    void shouldPrintTheLimitAsDigitsOnly() {
        assertThat(shell.configured("limits")).isEqualTo(new Ended(0, DIRECT_MEMORY_BYTES + "\n", ""));
    }

    @Test
    void shouldExplainARoute() {
        assertThat(shell.configured("route", "428812")).isEqualTo(new Ended(0, """
                428812 by DIR/routes.csv
                  428812: range 400000-499999 to atlas (line 2), brand VISA, PAN length 16, check digit
                """, ""));
        assertThat(shell.configured("route", "999999").out()).contains("999999: in no range, UNKNOWN_BIN");
    }

    @Test
    void shouldReadAPanFromItsInputAndShowEightDigitsOfIt() {
        String[] command = {"route", "--config", shell.config.toString(), "-"};
        Ended ended = shell.runWithInput("4288 1200 0000 1238\n", command);

        assertThat(ended.out())
                .startsWith("42881200…")
                .contains("as a whole PAN: ")
                .doesNotContain("428812000");
        assertThat(ended.err()).isEmpty();
        assertThat(shell.configured("route", "4288120000001238").err()).startsWith("hint: ");
    }

    @Test
    void shouldMakeAKeyFileOnce() throws IOException {
        String file = folder.resolve("new.keys").toString();

        assertThat(shell.run("keys", "new", file).status()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
                .isEqualTo("rw-------");
        assertThat(shell.run("keys", "new", file))
                .isEqualTo(new Ended(2, "", "DIR/new.keys: exists already and is never overwritten\n"));
    }
}
