package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DialectFileTest {

    private static final String HEAD = "version: 1987\nmti: bcd\nbitmap: binary\nprefix: bcd\n";

    @Test
    void shouldDeclareEveryElementButTheThirdBitmap() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            for (int de = 2; de <= 128; de++) {
                assertThat(dialect.declares(de)).as("DE %d", de).isEqualTo(de != 65);
            }
            assertThat(dialect.version()).isEqualTo(Version.V1987);
            assertThat(dialect.spec(2).name()).isEqualTo("primary account number");
            assertThat(dialect.spec(2).sensitivity()).isEqualTo(Sensitivity.PAN);
            assertThatThrownBy(() -> dialect.spec(65)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldStoreOnlyWhatTheAllowListNames() {
        ElementMask open = ElementMask.of(
                3, 4, 5, 6, 7, 11, 12, 13, 15, 18, 19, 22, 23, 24, 25, 28, 30, 32, 33, 37, 38, 39, 41, 42, 43, 44, 49,
                54, 70, 90, 95, 100);
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            assertThat(dialect.storedOpen()).isEqualTo(open);
            assertThat(dialect.storedSealed()).isEqualTo(ElementMask.of(2, 14, 102, 103));
            assertThat(dialect.chip()).isEqualTo(ElementMask.of(55));
            assertThat(dialect.neverReturned()).isEqualTo(ElementMask.of(14, 35, 36, 45, 52));
            assertThat(dialect.echoed())
                    .isEqualTo(ElementMask.of(2, 3, 4, 7, 11, 12, 13, 22, 24, 25, 32, 33, 37, 41, 42, 49, 70, 90));
        }
    }

    @Test
    void shouldStoreAnOpaqueElementOnlyWhereTheDialectSaysSo() throws ConfigException {
        Dialect dialect = read("elements:\n  39: { type: an2 }\n  48: { type: any...999, store: true }\n"
                + "  60: { type: any...999 }\n  126: { type: any...999, sensitivity: cvv }\n");
        assertThat(dialect.storedSealed()).isEqualTo(ElementMask.of(48));
        assertThat(dialect.storedOpen()).isEqualTo(ElementMask.NONE);
        assertThat(dialect.neverReturned().contains(126)).isTrue();
    }

    @Test
    void shouldMapReasonsToCodes() throws ConfigException {
        assertThat(ASCII.code(Reason.UNKNOWN_BIN, 0x0100)).isEqualTo(ResponseCode.of("15"));
        assertThat(ASCII.code(Reason.ISSUER_TIMEOUT, 0x0100)).isEqualTo(ResponseCode.of("91"));
        assertThat(ASCII.isApproving(ResponseCode.of("10"))).isTrue();
        assertThat(ASCII.isApproving(ResponseCode.of("51"))).isFalse();
        assertThat(ASCII.isApproving(ResponseCode.NONE)).isFalse();

        Dialect dialect = read("codes: { unknown-bin: 92, overload: N9 }\napproving: [ 00, Y1 ]\n"
                + "elements:\n  39: { type: an2 }\n");
        assertThat(dialect.code(Reason.UNKNOWN_BIN, 0x0100)).isEqualTo(ResponseCode.of("92"));
        assertThat(dialect.code(Reason.OVERLOAD, 0x0100)).isEqualTo(ResponseCode.of("N9"));
        assertThat(dialect.code(Reason.FORMAT_ERROR, 0x0100)).isEqualTo(ResponseCode.of("30"));
        assertThat(dialect.isApproving(ResponseCode.of("Y1"))).isTrue();
        assertThat(dialect.isApproving(ResponseCode.of("10"))).isFalse();
    }

    @Test
    void shouldTellEveryMistakeWithItsPlace() {
        assertThatThrownBy(() -> read("colour: red\nencodings: { n: bcd, q: ascii }\n"
                        + "elements:\n"
                        + "  1: { type: b64 }\n"
                        + "  2: { type: n..190, sensitivity: pan }\n"
                        + "  3: { type: n6, encoding: hex }\n"
                        + "  4: { typ: n12 }\n"
                        + "  5: { type: n12, sensitivity: secret }\n"
                        + "  6: { type: n12, sensitivity: open, store: true }\n"
                        + "  39: { type: an2 }\n"
                        + "  52: { type: b63 }\n"
                        + "  53: { type: b64 }\n"
                        + "  065: { type: n1 }\n"
                        + "  66: n1\n"))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("test.yaml:5:1 colour: unknown; one of version")
                .contains("test.yaml:6:25 encodings.q: no such class of characters")
                .contains("test.yaml:8:6 elements.1: an element is 2 to 128")
                .contains("test.yaml:9:14 elements.2.type: a type reads")
                .contains("test.yaml:10:28 elements.3.encoding: n cannot be written in hex")
                .contains("test.yaml:11:8 elements.4.typ: unknown")
                .contains("test.yaml:11:6 elements.4.type: missing")
                .contains("test.yaml:12:32 elements.5.sensitivity: one of open, pan, track")
                .contains("test.yaml:13:45 elements.6.store: is for opaque elements")
                .contains("test.yaml:15:15 elements.52.type: a type reads")
                .contains("test.yaml:16:7 elements.53.encoding: b cannot be written in ascii")
                .contains("test.yaml:17:8 elements.065: an element is 2 to 128")
                .endsWith("test.yaml:18:7 elements.66: keys and values are expected here");
    }

    @Test
    void shouldRefuseADialectThatCannotAnswer() {
        assertMistake("elements:\n  2: { type: n..19 }\n", "DE 39 is missing");
        assertMistake("elements:\n  39: { type: an..5 }\n", "the response code is fixed");
        assertMistake("codes: { no-such: 91 }\nelements:\n  39: { type: an2 }\n", "codes.no-such: no such reason");
        assertMistake("codes: { overload: 961 }\nelements:\n  39: { type: an2 }\n", "a code has 2 letters or digits");
        assertMistake("approving: 00\nelements:\n  39: { type: an2 }\n", "approving: a list is expected here");
        assertThatThrownBy(() -> Messages.dialect(
                        "version: 1993\nmti: bcd\nbitmap: binary\nprefix: bcd\nelements:\n  39: { type: an2 }\n"))
                .hasMessageContaining(
                        "codes: DE 39 has 2 characters, and this version's codes have not; needed are codes"
                                + " for issuer-answer, accepted");
    }

    @Test
    void shouldAnswerWithTheActionCodesOfItsVersion() {
        for (String name : List.of("iso93-ascii", "iso93-binary", "iso93-ebcdic")) {
            Dialect dialect = Messages.shipped(name);
            assertThat(dialect.version()).isEqualTo(Version.V1993);
            assertThat(dialect.code(Reason.ISSUER_TIMEOUT, 0x1100)).isEqualTo(ResponseCode.of("911"));
            assertThat(dialect.code(Reason.FORMAT_ERROR, 0x1100)).isEqualTo(ResponseCode.of("904"));
            assertThat(dialect.isApproving(ResponseCode.of("000"))).isTrue();
            assertThat(dialect.isApproving(ResponseCode.of("116"))).isFalse();
            assertThat(dialect.echoed().contains(56)).isTrue();
            assertThat(dialect.echoed().contains(90)).isFalse();
            assertThat(dialect.spec(12).length()).isEqualTo(12);
        }
    }

    @Test
    void shouldAnswerWithTheLongerActionCodesOf2003() {
        for (String name : List.of("iso03-ascii", "iso03-binary", "iso03-ebcdic")) {
            Dialect dialect = Messages.shipped(name);
            assertThat(dialect.version()).isEqualTo(Version.V2003);
            assertThat(dialect.code(Reason.ISSUER_TIMEOUT, 0x2100)).isEqualTo(ResponseCode.of("9111"));
            assertThat(dialect.code(Reason.FORMAT_ERROR, 0x2100)).isEqualTo(ResponseCode.of("9104"));
            assertThat(dialect.isApproving(ResponseCode.of("0000"))).isTrue();
            assertThat(dialect.isApproving(ResponseCode.of("0002"))).isTrue();
            assertThat(dialect.isApproving(ResponseCode.of("1016"))).isFalse();
            assertThat(dialect.isApproving(ResponseCode.of("000"))).isFalse();
            for (int de = 2; de <= 128; de++) {
                assertThat(dialect.declares(de)).as("DE %d", de).isEqualTo(de != 65);
            }
        }
    }

    /** DE 49 was a currency until 1993; in 2003 it has the card's verification value. */
    @Test
    void shouldNeitherStoreNorReturnCardVerificationDataOf2003() {
        for (String name : List.of("iso03-ascii", "iso03-binary", "iso03-ebcdic")) {
            Dialect dialect = Messages.shipped(name);
            assertThat(dialect.echoed())
                    .isEqualTo(ElementMask.of(2, 3, 4, 7, 11, 12, 13, 22, 24, 25, 32, 33, 37, 41, 42, 56));
            assertThat(dialect.neverReturned()).isEqualTo(ElementMask.of(14, 35, 36, 45, 49, 52));
            assertThat(dialect.storedOpen())
                    .isEqualTo(ElementMask.of(
                            3, 4, 5, 6, 7, 11, 12, 13, 15, 19, 22, 23, 24, 25, 28, 30, 32, 33, 37, 38, 39, 41, 42, 43,
                            54, 56, 70, 100));
            assertThat(dialect.storedSealed()).isEqualTo(ElementMask.of(2, 14, 102, 103));
            assertThat(dialect.chip()).isEqualTo(ElementMask.of(55));
        }
    }

    @Test
    void shouldRefuseACountOfBytesThatCannotTellOddDigits() {
        assertMistake(
                "encodings: { n: bcd }\ncounts: bytes\nelements:\n  2: { type: n..19 }\n  39: { type: an2 }\n",
                "elements.2.counts: bytes of bcd do not tell an odd number of digits");
    }

    @Test
    void shouldNeedItsHead() {
        assertThatThrownBy(() -> Messages.dialect("elements:\n  39: { type: an2 }\n"))
                .hasMessageContaining("test.yaml:1:1 version: missing")
                .hasMessageContaining("test.yaml:1:1 mti: missing")
                .hasMessageContaining("test.yaml:1:1 bitmap: missing")
                .hasMessageContaining("test.yaml:1:1 prefix: missing");
        assertThatThrownBy(() -> Messages.dialect("- 1\n")).hasMessageContaining("test.yaml:1:1: keys and values");
    }

    @Test
    void shouldPreferTheOperatorsFile(@TempDir Path folder) throws Exception {
        assertThat(Dialects.load("iso87-ascii", folder).declares(2)).isTrue();
        Files.createDirectory(folder.resolve("dialects"));
        String own = HEAD + "elements:\n  39: { type: an2 }\n";
        Files.writeString(folder.resolve("dialects").resolve("iso87-ascii.yaml"), own);
        assertThat(Dialects.load("iso87-ascii", folder).declares(2)).isFalse();
        Files.writeString(folder.resolve("iso87-ascii.yaml"), own + "  2: { type: n..19 }\n");
        assertThat(Dialects.load("iso87-ascii", folder).declares(2)).isTrue();
    }

    @Test
    void shouldNameTheFileOfTheOperator(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, HEAD + "elements: 3\n");
        assertThatThrownBy(() -> Dialects.load("mine", folder)).hasMessageStartingWith(file + ":5:11 elements: ");
    }

    @Test
    void shouldSayWhichDialectsThereAre(@TempDir Path folder) {
        assertThatThrownBy(() -> Dialects.load("iso99", folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no dialect iso99")
                .hasMessageContaining("iso87-ascii, iso87-binary");
        assertThatThrownBy(() -> Dialects.load("../secret", folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("letters, digits");
    }

    private static void assertMistake(String text, String reason) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(reason);
    }

    private static Dialect read(String text) throws ConfigException {
        return Messages.dialect(HEAD + text);
    }
}
