package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Dialect;
import io.wasl.codec.Sensitivity;
import io.wasl.config.ConfigException;
import io.wasl.iso.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a packager file becomes, what it may not say, and that reading it opens nothing else. */
final class JposImportTest {

    private static final String HEAD = """
            <isopackager>
            <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
            <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
            <isofield id="39" length="2" name="code" class="org.jpos.iso.IF_CHAR"/>
            """;

    @TempDir
    Path folder;

    @Test
    void shouldWriteATextThatSaysWhereItComesFrom() throws ConfigException {
        ImportedDialect imported = imported("""
                <isofield id="2" length="19" name="PAN &quot;long&quot; - Å" class="org.jpos.iso.IFA_LLNUM"/>
                <isofield id="48" length="999" name="private" class="org.jpos.iso.IFA_LLLCHAR"/>
                <isofield id="65" length="8" name="third" class="org.jpos.iso.IFB_BINARY"/>
                """);
        assertThat(imported.yaml())
                .startsWith("# Made from jPOS packager issuer.xml by `wasl dialect import`.\n")
                .contains("\nversion: 1987\nmti: ascii\nbitmap: binary\n")
                .contains("  2:   { type: n..19, sensitivity: pan, name: \"PAN \\\"long\\\" - \\u00C5\" }\n")
                .contains("  48:  { type: any...999, name: \"private\" }\n")
                .contains("  # 65: left out");
        assertThat(imported.dialect().spec(2).name()).isEqualTo("PAN \"long\" - Å");
        assertThat(imported.notes()).singleElement().asString().startsWith("DE 65: left out");
    }

    @Test
    void shouldKnowWhatTheStandardSaysOfAnElement() throws ConfigException {
        Dialect dialect = imported("""
                <isofield id="35" length="37" name="track 2" class="org.jpos.iso.IFA_LLNUM"/>
                <isofield id="43" length="99" name="name" class="org.jpos.iso.IFA_LLCHAR"/>
                <isofield id="44" length="99" name="bytes" class="org.jpos.iso.IFA_LLBINARY"/>
                <isofield id="52" length="8" name="PIN" class="org.jpos.iso.IFA_BINARY"/>
                """).dialect();
        assertThat(dialect.spec(35).characterClass()).isEqualTo(CharacterClass.Z);
        assertThat(dialect.spec(35).sensitivity()).isEqualTo(Sensitivity.TRACK);
        assertThat(dialect.spec(43).characterClass()).isEqualTo(CharacterClass.ANS);
        assertThat(dialect.spec(44).sensitivity()).isEqualTo(Sensitivity.OPAQUE);
        assertThat(dialect.spec(52).sensitivity()).isEqualTo(Sensitivity.PIN);
    }

    @Test
    void shouldTakeTheVersionFromTheLengthOfTheCode() throws ConfigException {
        assertThat(imported("").dialect().version()).isEqualTo(Version.V1987);
        assertThat(DialectSources.importJpos(
                                "x", "x.xml", bytes(HEAD.replace("length=\"2\"", "length=\"3\"") + "</isopackager>"))
                        .dialect()
                        .version())
                .isEqualTo(Version.V1993);
    }

    @Test
    void shouldPlaceTheThirdBitmapAsJposDoes() throws ConfigException {
        String contiguous = HEAD.replace("length=\"16\"", "length=\"24\"") + more(130) + "</isopackager>";
        Dialect dialect =
                DialectSources.importJpos("x", "x.xml", bytes(contiguous)).dialect();
        assertThat(dialect.tertiaryForm()).isEqualTo("contiguous");
        assertThat(dialect.declares(130)).isTrue();

        String element = HEAD.replace("<isopackager>", "<isopackager thirdBitmapField=\"65\" maxValidField=\"192\">")
                + "<isofield id=\"65\" length=\"8\" name=\"third\" class=\"org.jpos.iso.IFB_BITMAP\"/>" + more(130)
                + "</isopackager>";
        assertThat(DialectSources.importJpos("x", "x.xml", bytes(element))
                        .dialect()
                        .tertiaryForm())
                .isEqualTo("element");
    }

    private static String more(int de) {
        return "<isofield id=\"" + de + "\" length=\"4\" name=\"more\" class=\"org.jpos.iso.IFA_NUMERIC\"/>\n";
    }

    @Test
    void shouldTellEachMistakeAtItsPlace() {
        assertThatThrownBy(() -> imported("""
                        <isofield id="3" length="6" name="a" class="org.jpos.iso.IF_TCHAR" token="|"/>
                          <isofield id="4" length="six" name="b" class="org.jpos.iso.IFA_NUMERIC"/>
                        <isofield id="5" length="12" name="c" class="com.example.Own" colour="red"/><isofield length="1" name="d"
                            class="org.jpos.iso.IFA_NUMERIC"/>
                        <isofield id="6" length="12" name="e" class="org.jpos.iso.IF_CHAR" trim="true"/>
                        <other/>
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("issuer.xml:5:1 DE 3: org.jpos.iso.IF_TCHAR: a value that ends at a terminator")
                .hasMessageContaining("issuer.xml:6:3 DE 4: length must be a number")
                .hasMessageContaining("issuer.xml:7:1 DE 5: unknown attribute colour")
                .hasMessageContaining("issuer.xml:7:1 DE 5: com.example.Own: a class of one's own")
                .hasMessageContaining("issuer.xml:7:77 isofield: id is missing")
                .hasMessageContaining("DE 6: trim lets a fixed value end early")
                .hasMessageContaining("issuer.xml:10:1 other: only isofield and isofieldpackager");
    }

    @Test
    void shouldTellWhatPartsMayNotSay() {
        String parts = "<isofieldpackager id=\"48\" length=\"99\" name=\"p\" class=\"org.jpos.iso.IFA_LLBINARY\" ";
        String field =
                "<isofield id=\"2\" length=\"9\" name=\"f\" class=\"org.jpos.iso.IFMC_LLCHAR\"/></isofieldpackager>";
        String generic = "packager=\"org.jpos.iso.packager.GenericSubFieldPackager\" emitBitmap=\"false\">";
        assertThatThrownBy(() -> imported(parts + "packager=\"com.example.Own\">" + field))
                .hasMessageContaining("issuer.xml:5:1 DE 48: packager com.example.Own: nobody can tell");
        assertThatThrownBy(() -> imported(parts + generic + field))
                .hasMessageContaining("DE 48.2: org.jpos.iso.IFMC_LLCHAR: has a tag");
        assertThatThrownBy(
                        () -> imported(parts + "packager=\"org.jpos.iso.packager.GenericSubFieldPackager\">" + field))
                .hasMessageContaining("DE 48: its bitmap must be field 0 or 1");
        assertThatThrownBy(() ->
                        imported(parts + "packager=\"org.jpos.iso.packager.GenericTaggedFieldsPackager\">" + field))
                .hasMessageContaining("DE 48.2: GenericTaggedFieldsPackager does not read IFMC_LLCHAR");
        assertThatThrownBy(() -> imported(parts.replace("IFA_LLBINARY", "IF_CHAR") + generic
                        + more(1).replace("length=\"4\"", "length=\"3\"") + "</isofieldpackager>"))
                .as("the reader of dialects refuses it, at the place in the packager file")
                .hasMessageContaining("issuer.xml:5:1 elements.48.parts.fields: the parts have 3 bytes or digits");
    }

    @Test
    void shouldRefuseHeadersAndOtherBeginnings() {
        assertThatThrownBy(() -> DialectSources.importJpos("x", "x.xml", bytes("<isofield/>")))
                .hasMessage("x.xml:1:1 isofield: a packager file begins with isopackager");
        assertThatThrownBy(() -> DialectSources.importJpos(
                        "x",
                        "x.xml",
                        bytes(
                                "<isopackager headerLength=\"12\" bitmapField=\"2\"><isofield id=\"0\" length=\"4\" name=\"m\""
                                        + " class=\"org.jpos.iso.IFA_LLNUM\"/></isopackager>")))
                .hasMessageContaining("headerLength: a header is the framing's")
                .hasMessageContaining("bitmapField: the bitmap of a message is field 1")
                .hasMessageContaining("MTI: field 0 must be four digits")
                .hasMessageContaining("DE 39: the response code");
    }

    @Test
    void shouldOpenNothingThatAFileNames() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "10");
        String entity = "<!DOCTYPE isopackager [<!ENTITY stolen SYSTEM \"" + secret.toUri() + "\">]>\n" + HEAD
                + "<isofield id=\"3\" length=\"6\" name=\"&stolen;\" class=\"org.jpos.iso.IFA_NUMERIC\"/></isopackager>";
        assertThatThrownBy(() -> DialectSources.importJpos("x", "x.xml", bytes(entity)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.xml:")
                .hasMessageNotContaining("10\"");
        String inText =
                "<!DOCTYPE isopackager [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n" + HEAD + "&b;</isopackager>";
        assertThatThrownBy(() -> DialectSources.importJpos("x", "x.xml", bytes(inText)))
                .isInstanceOf(ConfigException.class);
        String elsewhere = "<!DOCTYPE isopackager SYSTEM \"" + secret.toUri() + "\">\n" + HEAD + "</isopackager>";
        assertThat(loaded(elsewhere)).as("a document type is not read at all").isTrue();
    }

    private static boolean loaded(String xml) {
        try {
            return DialectSources.importJpos("x", "x.xml", bytes(xml)).dialect().declares(39);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldBoundSizeAndDepth() throws IOException {
        String deep = "<isopackager>" + "<isofieldpackager>".repeat(100);
        assertThatThrownBy(() -> DialectSources.importJpos("x", "x.xml", bytes(deep)))
                .hasMessageContaining("more than 32 elements within one another");
        Path large = Files.write(folder.resolve("large.xml"), new byte[DialectSources.MOST_BYTES + 1]);
        assertThatThrownBy(() -> DialectSources.importFile(large)).hasMessageContaining("more than the");
        assertThatThrownBy(() -> DialectSources.importJpos("x", "x.xml", bytes("<isopackager")))
                .hasMessageStartingWith("x.xml:1:")
                .hasMessageContaining("not valid XML");
    }

    @Test
    void shouldFindFilesBesideTheConfiguration() throws IOException, ConfigException {
        Files.createDirectories(folder.resolve("dialects"));
        Files.writeString(folder.resolve("dialects/Issuer-1.xml"), HEAD + more(3) + "</isopackager>");
        Dialect dialect = DialectSources.load("jpos:Issuer-1.xml", folder);
        assertThat(dialect.name()).isEqualTo("jpos:Issuer-1.xml");
        assertThat(dialect.declares(3)).isTrue();
        assertThat(DialectSources.load("iso87-ascii", folder).declares(2)).isTrue();
        assertThatThrownBy(() -> DialectSources.load("moov:none.json", folder))
                .hasMessageContaining("no none.json here nor in dialects/");
        assertThatThrownBy(() -> DialectSources.load("jpos:../Issuer-1.xml", folder))
                .hasMessageContaining("jpos:FILE.xml");
        Path text = Files.writeString(folder.resolve("a.txt"), HEAD + more(3) + "</isopackager>");
        assertThatThrownBy(() -> DialectSources.importFile(text))
                .hasMessageContaining("its ending must say what it is");
    }

    @Test
    void shouldSayInOneLineWhatIsNoFile() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner.xml"));
        Path none = folder.resolve("none.json");
        for (ImportMistakes.Import made : List.<ImportMistakes.Import>of(
                () -> DialectSources.importFile(inner),
                () -> DialectSources.importJpos("x", inner),
                () -> DialectSources.importMoov("x", inner),
                () -> DialectSources.loadFile(inner))) {
            assertThat(ImportMistakes.of(made)).containsExactly(inner + ": cannot be read: it is a folder");
        }
        for (ImportMistakes.Import made : List.<ImportMistakes.Import>of(
                () -> DialectSources.importFile(none),
                () -> DialectSources.importJpos("x", none),
                () -> DialectSources.importMoov("x", none),
                () -> DialectSources.loadFile(none))) {
            assertThat(ImportMistakes.of(made)).containsExactly(none + ": cannot be read: no such file");
        }
        assertThat(ImportMistakes.of(() -> DialectSources.importFile(folder)))
                .as("whatever its ending")
                .containsExactly(folder + ": cannot be read: it is a folder");
    }

    private static ImportedDialect imported(String fields) throws ConfigException {
        return DialectSources.importJpos("issuer", "issuer.xml", bytes(HEAD + fields + "</isopackager>"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
