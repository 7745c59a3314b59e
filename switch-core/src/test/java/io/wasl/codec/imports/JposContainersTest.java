package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jpos.iso.ISOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of each kind in a class: the definition is refused, or jPOS writes the bytes that are written here. */
final class JposContainersTest {

    private static final long SEED = 1_826;
    private static final int MESSAGES = 60;
    private static final String HEAD = """
            <isopackager>
            <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
            <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
            <isofield id="39" length="2" name="code" class="org.jpos.iso.IF_CHAR"/>
            """;
    private static final String NO_BITMAP = "GenericSubFieldPackager\" emitBitmap=\"false\"";

    /** By the kind of the parts; each has ten bytes at most. */
    private static final Map<String, String> PARTS = new TreeMap<>(Map.of(
            "digits", division(NO_BITMAP, field(1, 4, "IFA_NUMERIC"), field(2, 6, "IFA_NUMERIC")),
            "digits with a length", division(NO_BITMAP, field(1, 4, "IFA_NUMERIC"), field(2, 4, "IFA_LLNUM")),
            "text", division(NO_BITMAP, field(1, 4, "IF_CHAR"), field(2, 6, "IFA_NUMERIC")),
            "text in EBCDIC", division(NO_BITMAP, field(1, 4, "IFE_CHAR"), field(2, 6, "IFE_NUMERIC")),
            "packed", division(NO_BITMAP, field(1, 4, "IFB_NUMERIC"), field(2, 16, "IFB_NUMERIC")),
            "packed, counted as digits", division(NO_BITMAP, field(1, 4, "IFB_NUMERIC"), field(2, 6, "IFB_NUMERIC")),
            "behind a bitmap",
                    division(
                            "GenericSubFieldPackager\" bitmapField=\"0\"",
                            field(0, 1, "IFB_BITMAP"),
                            field(2, 4, "IF_CHAR"),
                            field(3, 5, "IFA_NUMERIC")),
            "behind tags",
                    division(
                            "EuroSubFieldPackager\" emitBitmap=\"false\"",
                            field(1, 2, "IFMC_LLCHAR"),
                            field(7, 9, "IFMC_LLCHAR"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IF_CHAR",
                "IFA_LLCHAR",
                "IFA_LLLCHAR",
                "IFB_LLCHAR",
                "IFB_LLHCHAR",
                "IFB_LLLHCHAR",
                "IFEA_LLCHAR",
                "IFA_LLBINARY",
                "IFA_LLABINARY",
                "IFB_LLHBINARY",
                "IFE_LLLBINARY"
            })
    void shouldAgreeAboutPartsOfAnyKind(String className) throws ISOException, ConfigException {
        for (Map.Entry<String, String> parts : PARTS.entrySet()) {
            Optional<PeerDefinition> definition = definition(className, parts.getValue());
            boolean mayFit =
                    !className.equals("IF_CHAR") || parts.getKey().matches("digits|text|text in EBCDIC|packed");
            assertThat(definition.isPresent() || !mayFit).as(parts.getKey()).isTrue();
            if (definition.isPresent() && mayFit) {
                assertThat(compared(definition.get(), parts.getKey())).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IFA_NUMERIC",
                "IFB_NUMERIC",
                "IFB_FNUMERIC",
                "IFA_AMOUNT2003",
                "IFB_AMOUNT2003",
                "IFA_LLNUM",
                "IFA_LLLNUM",
                "IFB_LLNUM",
                "IFB_LLLNUM",
                "IFB_FLLNUM",
                "IFB_FLLLNUM",
                "IFB_LLHNUM",
                "IFB_LLLHNUM"
            })
    void shouldHoldDigitsAloneWhereTheClassIsOne(String className) throws ISOException, ConfigException {
        for (Map.Entry<String, String> parts : PARTS.entrySet()) {
            Optional<PeerDefinition> definition = definition(className, parts.getValue());
            assertThat(definition.isPresent())
                    .as(parts.getKey())
                    .isEqualTo(parts.getKey().equals("digits"));
            if (definition.isPresent()) {
                assertThat(compared(definition.get(), parts.getKey())).isPositive();
            }
        }
        String odd = division(NO_BITMAP, field(1, 3, "IFA_NUMERIC"), field(2, 4, "IFA_NUMERIC"));
        for (String pad : List.of("", " pad=\"true\"")) {
            String padded = odd.replace(" emitBitmap", pad + " emitBitmap").replace("LENGTH", "7");
            assertThat(compared(definition(className, padded).orElseThrow(), "odd" + pad))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IFE_CHAR", "IF_ECHAR", "IFE_LCHAR", "IFE_LLCHAR", "IFE_LLLCHAR", "IFE_LLLLCHAR", "IFAE_LLCHAR",
                "IFB_LLHECHAR", "IFB_LLLHECHAR", "IFE_LLLEBINARY", "IFE_NUMERIC", "IFE_LNUM", "IFE_LLNUM", "IFE_LLLNUM",
                "IFEB_LLNUM", "IFEB_LLLNUM", "IFA_FLLCHAR", "IFA_FLLNUM", "IFB_HEX", "IFA_AMOUNT", "IFB_AMOUNT"
            })
    void shouldRefusePartsInWhatIsTranslatedOrNotWritten(String className) throws ISOException {
        for (Map.Entry<String, String> parts : PARTS.entrySet()) {
            String field = field(className, parts.getValue());
            assertThat(ImportMistakes.ofJpos(HEAD + field + "</isopackager>"))
                    .as(parts.getKey())
                    .singleElement()
                    .asString()
                    .startsWith("j.xml:5:1 DE 48: " + className + ": ");
            String nested = "<isofieldpackager id=\"60\" length=\"300\" name=\"p\" class=\"org.jpos.iso.IFA_LLLBINARY\""
                    + " packager=\"org.jpos.iso.packager." + NO_BITMAP + ">\n"
                    + field.replace("id=\"48\"", "id=\"1\"") + "</isofieldpackager>";
            assertThat(ImportMistakes.ofJpos(HEAD + nested + "</isopackager>"))
                    .as(parts.getKey())
                    .singleElement()
                    .asString()
                    .startsWith("j.xml:6:1 DE 60.1: " + className + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IFEMC_LLCHAR", "IFEPE_LLCHAR"})
    void shouldRefusePartsBehindATagWhereTheyAreTranslated(String className) {
        String field =
                field(className, Objects.requireNonNull(PARTS.get("text"))).replace("id=\"48\"", "id=\"7\"");
        String packager = "<isofieldpackager id=\"48\" length=\"300\" name=\"p\" class=\"org.jpos.iso.IFE_LLLBINARY\""
                + " packager=\"org.jpos.iso.packager.MasterCardEBCDICSubFieldPackager\" emitBitmap=\"false\">\n";
        assertThat(ImportMistakes.ofJpos(HEAD + packager + field + "</isofieldpackager></isopackager>"))
                .singleElement()
                .asString()
                .startsWith("j.xml:6:1 DE 48.7: " + className + ": jPOS translates");
    }

    /** How many messages held parts; those that cannot be written on either side are not compared. */
    private static int compared(PeerDefinition definition, String parts) throws ISOException {
        Random random = new Random(SEED);
        int compared = 0;
        for (int i = 0; i < MESSAGES; i++) {
            PeerMessage message = PeerMessage.random(definition, random);
            assertThat(message.encode())
                    .as("%s, seed %d, message %d", parts, SEED, i)
                    .isEqualTo(message.packByPeer(definition.packager()));
            for (String path : message.paths()) {
                compared += path.startsWith("48.") ? 1 : 0;
            }
        }
        return compared;
    }

    private static Optional<PeerDefinition> definition(String className, String division) throws ISOException {
        try {
            return Optional.of(PeerDefinition.of("j.xml", HEAD + field(className, division) + "</isopackager>"));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /** Fixed classes have what the parts have, which is ten bytes. */
    private static String field(String className, String division) {
        boolean isShort = className.matches("IFE_L[A-Z]+") && !className.contains("LL");
        String length = isShort ? "9" : className.contains("LL") ? "90" : "10";
        return "<isofieldpackager id=\"48\" name=\"p\" class=\"org.jpos.iso." + className + "\""
                + " packager=\"org.jpos.iso.packager." + division.replace("LENGTH", length) + "</isofieldpackager>\n";
    }

    private static String division(String packager, String... fields) {
        return packager + " length=\"LENGTH\">\n" + String.join("", fields);
    }

    private static String field(int id, int length, String className) {
        return "<isofield id=\"" + id + "\" length=\"" + length + "\" name=\"f\" class=\"org.jpos.iso." + className
                + "\"/>\n";
    }
}
