package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wasl dialect}. */
final class DialectCommandsTest {

    private static final String PACKAGER = """
            <isopackager>
              <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
              <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
              <isofield id="2" length="19" name="card number" class="org.jpos.iso.IFA_LLNUM"/>
              <isofield id="7" length="10" name="date" class="org.jpos.iso.IFA_NUMERIC"/>
              <isofield id="11" length="6" name="trace" class="org.jpos.iso.IFB_NUMERIC"/>
              <isofield id="39" length="2" name="code" class="org.jpos.iso.IF_CHAR"/>
              <isofieldpackager id="48" length="99" name="private" class="org.jpos.iso.IFA_LLBINARY"
                  packager="org.jpos.iso.packager.GenericSubFieldPackager" emitBitmap="false">
                <isofield id="1" length="3" name="kind" class="org.jpos.iso.IF_CHAR"/>
              </isofieldpackager>
              <isofield id="65" length="1" name="more" class="org.jpos.iso.IFB_BINARY"/>
              <isofield id="70" length="3" name="network" class="org.jpos.iso.IFA_NUMERIC"/>
            </isopackager>
            """;

    @TempDir
    Path folder;

    private Shell shell;
    private Path packager;

    @BeforeEach
    void writeAPackager() throws IOException {
        shell = new Shell(folder);
        packager = shell.write("issuer.xml", PACKAGER);
    }

    @Test
    void shouldImportToTheOutputAndTellWhatIsLeftOut() {
        Shell.Ended ended = shell.run("dialect", "import", packager.toString());
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .startsWith("# Made from jPOS packager issuer.xml")
                .contains("  2:   { type: n..19, sensitivity: pan, name: \"card number\" }");
        assertThat(ended.err()).contains("note: DE 65: left out");
    }

    @Test
    void shouldImportToAFileThatLoadsAsTheSameDialect() throws IOException {
        Path out = folder.resolve("issuer.yaml");
        assertThat(shell.run("dialect", "import", "jpos:" + packager, "--out", out.toString())
                        .status())
                .isZero();
        assertThat(shell.run("dialect", "diff", "jpos:issuer.xml", "issuer", "-c", shell.config.toString()))
                .extracting(Shell.Ended::status, Shell.Ended::out)
                .containsExactly(0, "alike: 6 elements" + System.lineSeparator());
        String before = Files.readString(out);
        Shell.Ended again = shell.run("dialect", "import", packager.toString(), "--out", out.toString());
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("exists already and is kept");
        assertThat(Files.readString(out)).isEqualTo(before);
    }

    @Test
    void shouldNameTheFolderThatIsMissing() {
        Path out = folder.resolve("dialects/issuer.yaml");
        assertThat(shell.run("dialect", "import", packager.toString(), "--out", out.toString()))
                .isEqualTo(new Shell.Ended(1, "", "wasl: DIR/dialects is no folder; make it first, or name another\n"));
    }

    /** What should be a file's name or a key may be a message or a card's number. */
    @Test
    void shouldNotRepeatLongNumbers() throws IOException {
        String message = Captured.hex(Captured.REQUEST);
        assertThat(shell.run("encode", "-d", "iso87-ascii", "0100" + Captured.PAN)
                        .err())
                .isEqualTo("(number): cannot be read: no such file\n");
        for (String command : List.of("check", "show", "import")) {
            for (String name : List.of(message + ".xml", Captured.PAN + ".yaml", "4288 1200-0000 1231.json")) {
                Shell.Ended ended = shell.run("dialect", command, name);
                assertThat(ended.status()).isEqualTo(2);
                assertThat(ended.err().replaceAll("[ -]", ""))
                        .contains("(number)")
                        .doesNotContain(Captured.PAN.substring(0, 12))
                        .doesNotContain(Captured.hex(Captured.PAN.substring(0, 12)));
            }
        }
        Path keyed = shell.write("keyed.yaml", SMALL.formatted(1987, Captured.PAN + ": { type: an2 }"));
        assertThat(shell.run("dialect", "check", keyed.toString()).err())
                .contains("elements.(number): ")
                .doesNotContain(Captured.PAN);
    }

    @Test
    void shouldShowElementsAndTheirPartsInColumns() {
        Shell.Ended ended = shell.run("dialect", "show", packager.toString(), "2", "48");
        assertThat(ended.status()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "issuer.xml  ISO 8583:1987, MTI ascii, bitmap binary, 6 elements",
                        "  DE   type   on the wire                                seen as  name",
                        "  2    n..19  ascii, length ascii 2                      pan      card number",
                        "  48   b..99  binary, length ascii 2, parts by position  opaque   private",
                        "    1  ans3   ascii                                      opaque   kind");
    }

    @Test
    void shouldShowWhereTheOddDigitOfEachPackedFormStands() throws IOException {
        Path file = shell.write("packed.yaml", """
                version: 1987
                mti: bcd
                bitmap: binary
                encodings: { n: bcd, z: bcd, x+n: bcd }
                prefix: bcd
                elements:
                  2: { type: n..19 }
                  3: { type: n6 }
                  22: { type: n3 }
                  23: { type: n3, odd-digits: right, filler: f }
                  28: { type: x+n8 }
                  29: { type: x+n7 }
                  30: { type: x+n7, odd-digits: right }
                  31: { type: x+n7, encoding: bcd-ebcdic-sign, filler: f }
                  35: { type: z37, odd-digits: right }
                  39: { type: an2 }
                """);
        assertThat(shell.run("dialect", "show", file.toString()).out().lines().skip(2))
                .extracting(line -> line.replaceAll(" +opaque.*", ""))
                .containsExactly(
                        "  2   n..19  bcd, length bcd 1, odd digit right 0",
                        "  3   n6     bcd",
                        "  22  n3     bcd, odd digit left 0",
                        "  23  n3     bcd, odd digit right F",
                        "  28  x+n8   bcd",
                        "  29  x+n7   bcd, odd digit left 0",
                        "  30  x+n7   bcd, odd digit right 0",
                        "  31  x+n7   bcd-ebcdic-sign, odd digit left F",
                        "  35  z37    bcd, odd digit right 0",
                        "  39  an2    ascii");
    }

    @Test
    void shouldTellInOneLineWhatCannotBeReadAsADialect() throws IOException {
        Path text = shell.write("text.yaml", "");
        Files.write(text, "mti: ascii\nname: caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectory(folder.resolve("folder.yaml"));
        for (String command : new String[] {"check", "show"}) {
            assertThat(refusal(command, text.toString()))
                    .isEqualTo("DIR/text.yaml:2:10: byte E9 is not UTF-8, in which this file must be");
            assertThat(refusal(command, folder.resolve("folder.yaml").toString()))
                    .isEqualTo("DIR/folder.yaml: cannot be read: it is a folder");
            assertThat(refusal(command, folder.toString())).isEqualTo("DIR: cannot be read: it is a folder");
            assertThat(refusal(command, folder.resolve("none.yaml").toString()))
                    .isEqualTo("DIR/none.yaml: cannot be read: no such file");
            assertThat(refusal(command, folder.resolve("none.xml").toString()))
                    .isEqualTo("DIR/none.xml: cannot be read: no such file");
            assertThat(refusal(command, "folder", "--config", shell.config.toString()))
                    .isEqualTo("DIR/folder.yaml: cannot be read: it is a folder");
        }
        assertThat(refusal("import", folder.resolve("none.json").toString()))
                .isEqualTo("DIR/none.json: cannot be read: no such file");
    }

    private String refusal(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("dialect", command));
        all.addAll(List.of(arguments));
        Shell.Ended ended = shell.run(all.toArray(String[]::new));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        return ended.err().stripTrailing();
    }

    @Test
    void shouldTellWhereDialectsDiffer() {
        Shell.Ended ended = shell.run("dialect", "diff", packager.toString(), "iso87-ascii");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out())
                .contains("bitmap  binary")
                .containsPattern("DE 11 +n6 bcd, open +n6 ascii, open")
                .containsPattern("DE 3 +– +n6 ascii, open")
                .doesNotContain("DE 2 ")
                .doesNotContain("DE 48.1");
    }

    @Test
    void shouldCheckADialectAndSayWhatIsNeeded() throws IOException {
        Shell.Ended right = shell.run("dialect", "check", packager.toString());
        assertThat(right.status()).isZero();
        assertThat(right.out()).contains("right: ").contains("DE 48  opaque");
        Path few = shell.write("few.xml", PACKAGER.replaceAll(".*id=\"(7|70)\".*\n", ""));
        Shell.Ended wrong = shell.run("dialect", "check", few.toString());
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo("DIR/few.xml elements: does not declare DE 7, needed for 0800\n"
                        + "DIR/few.xml elements: does not declare DE 70, needed for 0800\n");
    }

    private static final String SMALL =
            "version: %s\nmti: ascii\nbitmap: hex\nencodings: { b: hex }\nprefix: ascii\nelements: { %s }\n";

    @Test
    void shouldDemandWhatItsVersionSaysInNetworkManagement() throws IOException {
        Path small = shell.write(
                "n93.yaml",
                SMALL.formatted(
                        "1993",
                        "7: { type: n10 }, 11: { type: n6 }, 12: { type: n12 }, 24: { type: n3 }, 39: { type: n3 }"));
        assertThat(shell.run("dialect", "check", small.toString()).status()).isZero();

        Path letters = shell.write(
                "a.yaml",
                SMALL.formatted("1987", "7: { type: n10 }, 11: { type: n6 }, 39: { type: an2 }, 70: { type: a1 }"));
        assertThat(shell.run("dialect", "check", letters.toString()))
                .isEqualTo(
                        new Shell.Ended(
                                2,
                                "",
                                "DIR/a.yaml elements: cannot write DE 70 of an 0800: its form does not hold what stands there\n"));
    }

    @Test
    void shouldTellCodesThatDiffer() throws IOException {
        String elements = "7: { type: n10 }, 11: { type: n6 }, 39: { type: an2 }, 70: { type: n3 }";
        Path one = shell.write("one.yaml", SMALL.formatted("1987", elements));
        Path other = shell.write(
                "other.yaml",
                SMALL.formatted("1987", elements) + "codes: { unknown-bin: 92 }\napproving: [\"00\", \"08\"]\n");

        assertThat(shell.run("dialect", "diff", one.toString(), one.toString()).status())
                .isZero();
        Shell.Ended differing = shell.run("dialect", "diff", one.toString(), other.toString());
        assertThat(differing.status()).isEqualTo(1);
        assertThat(differing.out())
                .containsPattern("code of unknown-bin +15 +92")
                .containsPattern("approving +00 08 10 11 16 32 +00 08");
    }

    @Test
    void shouldEndWithTwoAndThePlaceOfEachMistake() throws IOException {
        Path wrong = shell.write("wrong.xml", PACKAGER.replace("IFA_LLNUM", "IF_TCHAR"));
        for (String command : new String[] {"import", "show", "check"}) {
            Shell.Ended ended = shell.run("dialect", command, wrong.toString());
            assertThat(ended.status()).as(command).isEqualTo(2);
            assertThat(ended.err()).as(command).contains("wrong.xml:4:3 DE 2: org.jpos.iso.IF_TCHAR");
        }
        assertThat(shell.run("dialect", "show", "nowhere").status()).isEqualTo(2);
        assertThat(shell.run("dialect", "show", "iso87-ascii", "65").err()).contains("declares no DE 65");
        assertThat(shell.run("dialect").status()).isEqualTo(2);
    }

    @Test
    void shouldStartByAConfigurationThatNamesAPackager() throws IOException {
        shell.write("switch.yaml", Shell.CONFIG.replaceFirst("dialect: iso87-ascii", "dialect: jpos:issuer.xml"));
        Shell.Ended ended = shell.run("check", "--config", shell.config.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        shell.write("switch.yaml", Shell.CONFIG.replaceFirst("dialect: iso87-ascii", "dialect: jpos:../issuer.xml"));
        assertThat(shell.run("check", "--config", shell.config.toString()).err())
                .contains("acquirers[0].dialect: must be a name");
    }
}
