package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every attribute and element of a packager file has the effect that it has for jPOS, or is told at its place. */
final class JposImportErrorsTest {

    private static final String HEAD = """
            <isopackager>
            <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
            <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
            <isofield id="39" length="2" name="code" class="org.jpos.iso.IF_CHAR"/>
            """;
    private static final String END = "</isopackager>";

    @Test
    void shouldRefuseTruthsThatAreNeitherTrueNorFalse() {
        for (String value : List.of("maybe", "yes", "TRUE", "1", "")) {
            assertThat(mistakes(field(3, "pad=\"" + value + "\"")))
                    .as(value)
                    .containsExactly("j.xml:5:1 DE 3: pad must be true or false");
        }
        assertThat(ImportMistakes.ofJpos(HEAD.replace("<isopackager", "<isopackager emitBitmap=\"maybe\"") + END))
                .contains("j.xml:1:1 isopackager: emitBitmap must be true or false");
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"no\"", field(1, ""))))
                .contains("j.xml:5:1 DE 48: emitBitmap must be true or false");
    }

    @Test
    void shouldRefuseAttributesWithoutEffect() {
        assertThat(mistakes(field(3, "params=\"4\"")))
                .containsExactly(
                        "j.xml:5:1 DE 3: params: jPOS makes the class of them; what comes of it, nobody can tell here");
        assertThat(mistakes(field(3, "encoding=\"UTF-8\"")))
                .containsExactly("j.xml:5:1 DE 3: encoding has no effect, for jPOS neither: the class alone says how a"
                        + " value is written");
        assertThat(mistakes(field(3, "token=\"|\"")))
                .containsExactly("j.xml:5:1 DE 3: token has no effect upon IFA_LLCHAR, for jPOS neither");
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"false\" trim=\"true\"", field(1, ""))))
                .containsExactly("j.xml:5:1 DE 48: unknown attribute trim");
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"false\" lenSize=\"2\"", field(1, ""))))
                .containsExactly("j.xml:5:1 DE 48: lenSize: only GenericTaggedFieldsPackager reads it");
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"false\"", field(1, "colour=\"red\""))))
                .containsExactly("j.xml:6:1 DE 48.1: unknown attribute colour");
        assertThat(mistakes("<isofield xmlns:x=\"y\" x:id=\"9\" id=\"3\" length=\"2\" name=\"f\""
                        + " class=\"org.jpos.iso.IF_CHAR\"/>"))
                .containsExactly("j.xml:5:1 DE 3: unknown attribute x:id");
    }

    @Test
    void shouldRefuseAttributesOfMtiAndBitmapsToo() {
        assertThat(ImportMistakes.ofJpos(HEAD.replace("name=\"MTI\"", "colour=\"red\"") + END))
                .containsExactly("j.xml:2:1 DE 0: unknown attribute colour");
        assertThat(ImportMistakes.ofJpos(HEAD.replace("name=\"bitmap\"", "encoding=\"x\"") + END))
                .singleElement()
                .asString()
                .startsWith("j.xml:3:1 DE 1: encoding has no effect");
        assertThat(ImportMistakes.ofJpos(HEAD.replace("length=\"16\"", "") + END))
                .as("its length is not guessed")
                .containsExactly("j.xml:3:1 bitmap: a bitmap has 8, 16 or 24 bytes");
        assertThat(ImportMistakes.ofJpos(HEAD.replace("length=\"4\"", "") + END))
                .singleElement()
                .asString()
                .startsWith("j.xml:2:1 MTI: field 0 must be four digits");
        assertThat(ImportMistakes.ofJpos(HEAD.replace("<isopackager", "<isopackager thirdBitmapField=\"129\"") + END))
                .containsExactly("j.xml:1:1 isopackager thirdBitmapField: at most 128, as for jPOS");
    }

    @Test
    void shouldRefuseFieldsWithinFieldsAndText() {
        String open = field(3, "").replace("/>", ">");
        assertThat(mistakes(open + "\n" + field(1, "") + "</isofield>"))
                .containsExactly("j.xml:6:1 DE 3: an isofield holds no isofield; an isofieldpackager does");
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"false\"", "<part id=\"1\"/>")))
                .containsExactly("j.xml:6:1 part: only isofield and isofieldpackager stand in a packager");
        assertThat(mistakes(field(3, "") + " stray"))
                .containsExactly("j.xml:5:72: text between the elements says nothing here");
    }

    @Test
    void shouldRefuseDeclarationsOfTheDocumentType() {
        assertThat(ImportMistakes.ofJpos(
                        "<!DOCTYPE isopackager [<!ATTLIST isofield pad CDATA 'true'>]>\n" + HEAD + END))
                .as("it would pad every field for jPOS")
                .containsExactly("j.xml:1:1: what a document type declares in [ ] is not read");
    }

    @Test
    void shouldRefuseLengthsThatAreMissingBehindATag() {
        assertThat(mistakes(packager(
                        "EuroSubFieldPackager",
                        "emitBitmap=\"false\"",
                        "<isofield id=\"1\" name=\"f\" class=\"org.jpos.iso.IFMC_LLCHAR\"/>")))
                .containsExactly("j.xml:6:1 DE 48.1: length must be 1 or more");
        assertThat(
                        mistakes(
                                "<isofield id=\"3\" length=\"9\" name=\"f\" class=\"org.jpos.iso.IFA_FLLCHAR\" trim=\"true\"/>"))
                .containsExactly("j.xml:5:1 DE 3: trim: the class fills the value up, and jPOS does not with trim");
    }

    @Test
    void shouldRefuseLengthsThatTheClassCannotCarry() throws ConfigException {
        assertThat(mistakes(field(3, "").replace("LLCHAR", "LLLCHAR").replace("\"9\"", "\"1998\"")))
                .containsExactly(
                        "j.xml:5:1 DE 3: length 1998: the length in front of a value of this class says at most 999");
        assertThat(mistakes(field(3, "").replace("IFA_LLCHAR", "IFB_LLLCHAR").replace("\"9\"", "\"1000\"")))
                .as("two bytes of digits hold four, but jPOS takes three")
                .containsExactly(
                        "j.xml:5:1 DE 3: length 1000: the length in front of a value of this class says at most 999");
        assertThat(mistakes(field(3, "").replace("IFA_LLCHAR", "IFB_LLHCHAR").replace("\"9\"", "\"256\"")))
                .containsExactly(
                        "j.xml:5:1 DE 3: length 256: the length in front of a value of this class says at most 255");
        assertThat(mistakes(packager(
                        "EuroSubFieldPackager",
                        "emitBitmap=\"false\"",
                        field(1, "").replace("IFA_", "IFMC_").replace("\"9\"", "\"100\""))))
                .containsExactly(
                        "j.xml:6:1 DE 48.1: length 100: the length in front of a value of this class says at most 99");
        assertThat(imported(HEAD + field(3, "").replace("\"9\"", "\"99\"") + END)
                        .notes())
                .isEmpty();
    }

    @Test
    void shouldRefusePartsThatJposCannotWrite() throws ConfigException {
        String gap = "the parts begin at 1 (firstField), which is not there: jPOS cannot write them";
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"false\"", field(2, "") + field(3, ""))))
                .containsExactly("j.xml:6:1 DE 48.2: " + gap);
        assertThat(mistakes(packager("GenericSubFieldPackager", "emitBitmap=\"false\" firstField=\"0\"", field(1, ""))))
                .containsExactly("j.xml:6:1 DE 48.1: " + gap.replace("at 1", "at 0"));
        assertThat(imported(HEAD
                                + packager(
                                        "GenericSubFieldPackager",
                                        "emitBitmap=\"false\" firstField=\"2\"",
                                        field(2, "") + field(3, ""))
                                + END)
                        .notes())
                .containsExactly("DE 48: the parts [2, 3] are numbered 1 to 2 here (line 5)");
        String tag = field(0, "").replace("IFA_LLCHAR", "IFEP_LLLCHAR");
        assertThat(mistakes(
                        packager("GICCSubFieldPackager", "emitBitmap=\"false\"", tag + tag.replace("\"0\"", "\"1\""))))
                .containsExactly(
                        "j.xml:6:1 DE 48.0: jPOS writes no tag 0 behind a length, or not as it stands in the file");
    }

    @Test
    void shouldTellWhereTheResponseCodeStandsWhenItIsLeftOut() {
        assertThat(ImportMistakes.ofJpos(HEAD.replace("IF_CHAR", "IF_NOP") + field(3, "") + END))
                .containsExactly(
                        "j.xml:4:1 elements: DE 39 is missing; without a response code nothing can be answered");
        assertThat(ImportMistakes.ofJpos(HEAD.replace("id=\"39\"", "id=\"38\"") + END))
                .singleElement()
                .asString()
                .startsWith("j.xml:1:1 DE 39: the response code has 2, 3 or 4 characters");
    }

    @Test
    void shouldNoteValidatorsAndWhatElseChangesNoByte() throws ConfigException {
        String open = field(3, "trim=\"true\"").replace("/>", ">");
        String fields = open + "\n<isofieldvalidator class=\"com.example.Luhn\"/></isofield>\n"
                + "<isovalidator class=\"com.example.All\"/>\n"
                + packager(
                        "GenericSubFieldPackager",
                        "emitBitmap=\"false\" bitmapField=\"0\" validator=\"com.example.Parts\"",
                        field(1, "") + "\n<isovalidator class=\"com.example.Both\"/>");
        ImportedDialect imported =
                imported(HEAD.replace("<isopackager", "<isopackager maxValidField=\"38\"") + fields + END);
        String validators = ": validators are not run here; they change no byte (line ";
        assertThat(imported.notes())
                .containsExactly(
                        "DE 0: isovalidator com.example.All" + validators + "7)",
                        "DE 0: maxValidField has no effect, for jPOS neither: fields above it stay (line 1)",
                        "DE 3: isofieldvalidator com.example.Luhn" + validators + "6)",
                        "DE 3: trim has no effect upon a value with a length in front, for jPOS neither (line 5)",
                        "DE 48: validator com.example.Parts" + validators + "8)",
                        "DE 48: isovalidator com.example.Both" + validators + "10)",
                        "DE 48: bitmapField has no effect upon parts without a bitmap, for jPOS neither (line 8)");
        assertThat(imported.yaml()).contains("  # 3: isofieldvalidator com.example.Luhn");
    }

    @Test
    void shouldLeaveOutPartsBelowTheFirstField() throws ConfigException {
        String bitmap = "<isofield id=\"0\" length=\"1\" name=\"b\" class=\"org.jpos.iso.IFB_BITMAP\"/>";
        ImportedDialect imported = imported(HEAD
                + packager(
                        "GenericSubFieldPackager",
                        "emitBitmap=\"true\" bitmapField=\"0\" firstField=\"2\"",
                        bitmap + "\n" + field(1, "") + field(2, ""))
                + END);
        assertThat(imported.notes()).containsExactly("DE 48: 48.1: left out: firstField is 2 (line 7)");
        assertThat(imported.dialect().spec(48).parts().orElseThrow().fields())
                .extracting(part -> part.key())
                .containsExactly("2");
        ImportedDialect positional = imported(HEAD
                + packager("GenericPackager", "emitBitmap=\"false\" firstField=\"2\"", field(1, "") + field(2, ""))
                + END);
        assertThat(positional.notes())
                .containsExactly(
                        "DE 48: parts below firstField 2 left out (line 5)",
                        "DE 48: the parts [2] are numbered 1 to 1 here (line 5)");
    }

    private static String field(int id, String more) {
        return "<isofield id=\"" + id + "\" length=\"9\" name=\"f\" class=\"org.jpos.iso.IFA_LLCHAR\" " + more + "/>";
    }

    private static String packager(String name, String attributes, String fields) {
        return "<isofieldpackager id=\"48\" length=\"99\" name=\"p\" class=\"org.jpos.iso.IFA_LLBINARY\""
                + " packager=\"org.jpos.iso.packager." + name + "\" " + attributes + ">\n" + fields
                + "</isofieldpackager>";
    }

    private static List<String> mistakes(String fields) {
        return ImportMistakes.ofJpos(HEAD + fields + END);
    }

    private static ImportedDialect imported(String xml) throws ConfigException {
        return DialectSources.importJpos("j", "j.xml", xml.getBytes(StandardCharsets.UTF_8));
    }
}
