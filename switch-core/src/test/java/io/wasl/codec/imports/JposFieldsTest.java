package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.iso.ElementSet;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jpos.iso.ISOBinaryField;
import org.jpos.iso.ISOBinaryFieldPackager;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOField;
import org.jpos.iso.ISOFieldPackager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field class of jPOS against our form of the same name: both pack the same values to the same bytes, and read them. */
final class JposFieldsTest {

    private static final long SEED = 106;
    private static final int VALUES = 60;

    /** The element that carries the value; 36 and 35 would be track data, 2 a PAN. */
    private static final int DE = 44;

    /** Classes that field classes are made of, and that no packager file names. */
    private static final List<String> PARTS_OF_CLASSES = List.of(
            "ISOAmountFieldPackager",
            "ISOBinaryFieldPackager",
            "ISOFilledStringFieldPackager",
            "ISOFormattableBinaryFieldPackager",
            "ISOFormattableStringFieldPackager",
            "ISOMsgFieldPackager",
            "ISOStringFieldPackager",
            "ISOTagBinaryFieldPackager",
            "ISOTagStringFieldPackager");

    @Test
    void shouldKnowEachFieldClassOfTheJar() throws IOException {
        TreeSet<String> unknown = new TreeSet<>();
        for (String name : fieldClasses()) {
            String simple = JposFields.simpleName(name);
            boolean isNamed = simple.startsWith("IF") || simple.equals("X92_BITMAP");
            if (isNamed && !JposFields.isKnown(name)) {
                unknown.add(name);
            } else if (!isNamed && !PARTS_OF_CLASSES.contains(simple) && !name.contains(".packager.")) {
                unknown.add(name);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldSayWhyAClassHasNoForm() {
        assertThat(JposFields.reason("org.jpos.iso.IFB_LLHEX")).contains("half bytes");
        assertThat(JposFields.reason("com.example.Own")).contains("one's own");
    }

    static Stream<Arguments> expressibleClasses() throws IOException {
        return fieldClasses().stream()
                .filter(name -> JposFields.form(name).isPresent())
                .flatMap(name -> Stream.of(Arguments.of(name, false), Arguments.of(name, true)));
    }

    @ParameterizedTest(name = "{0} pad={1}")
    @MethodSource("expressibleClasses")
    void shouldWriteAndReadAsTheClassOfTheSameName(String className, boolean padded)
            throws ConfigException, ISOException, ReflectiveOperationException {
        FieldForm form = JposFields.form(className).orElseThrow();
        Random random = new Random(SEED);
        for (int length : lengths(className, form)) {
            Dialect dialect = dialect(className, length, padded);
            ISOFieldPackager peer = peer(className, length, padded);
            for (int i = 0; i < VALUES; i++) {
                byte[] value = RandomValues.value(dialect.spec(DE), random);
                String what = className + ", length " + length + ", seed " + SEED + ", value " + i;
                byte[] theirs = peer.pack(component(form, peer, value));
                assertThat(HexFormat.of().formatHex(encode(dialect, value)))
                        .as(what)
                        .isEqualTo(HexFormat.of().formatHex(theirs));
                assertThat(decode(dialect, theirs)).as(what).isEqualTo(value);
                if (!className.endsWith(".IFE_BINARY")) { // jPOS reads its own EBCDIC digits A to F wrongly
                    assertThat(unpack(form, peer, theirs)).as(what).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void shouldRefuseWhatNoFormCanSay() {
        assertThatThrownBy(() -> dialect("org.jpos.iso.IFB_HEX", 7, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("odd number of hex digits");
        assertThatThrownBy(() -> dialect("org.jpos.iso.IFB_LLHEX", 9, true))
                .hasMessage("one.xml:5:3 DE 44: org.jpos.iso.IFB_LLHEX: its length counts half bytes");
        assertThatThrownBy(() -> dialect("org.jpos.iso.IFA_NUMERIC", 0, true)).hasMessageContaining("1 or more");
    }

    private static List<Integer> lengths(String className, FieldForm form) {
        if (className.endsWith("AMOUNT2003")) {
            return List.of(12, 15, 16); // jPOS reads currency, exponent and at least 8 digits
        }
        if (form.content() == FieldForm.Content.HEX_DIGITS) {
            return List.of(2, 8, 24);
        }
        return form.longest() < 17 ? List.of(2, 5, 9) : List.of(2, 5, 16, 17);
    }

    private static Dialect dialect(String className, int length, boolean padded) throws ConfigException {
        String xml = """
                <isopackager>
                  <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
                  <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFA_BITMAP"/>
                  <isofield id="39" length="2" name="code" class="org.jpos.iso.IF_CHAR"/>
                  <isofield id="%d" length="%d" name="value" pad="%s" class="%s"/>
                </isopackager>
                """.formatted(DE, length, padded, className);
        return DialectSources.importJpos("one", "one.xml", xml.getBytes(StandardCharsets.UTF_8))
                .dialect();
    }

    private static ISOFieldPackager peer(String className, int length, boolean padded)
            throws ReflectiveOperationException {
        ISOFieldPackager peer = Class.forName(className)
                .asSubclass(ISOFieldPackager.class)
                .getDeclaredConstructor()
                .newInstance();
        peer.setLength(length);
        peer.setPad(padded);
        peer.setDescription("value");
        return peer;
    }

    private static ISOComponent component(FieldForm form, ISOFieldPackager peer, byte[] value) {
        boolean isBinary = form.content() == FieldForm.Content.BYTES
                || form.content() == FieldForm.Content.TRANSLATED && peer instanceof ISOBinaryFieldPackager;
        if (isBinary) {
            return new ISOBinaryField(DE, value);
        }
        String text = form.content() == FieldForm.Content.HEX_DIGITS
                ? HexFormat.of().withUpperCase().formatHex(value)
                : new String(value, StandardCharsets.ISO_8859_1);
        return new ISOField(DE, text);
    }

    private static byte[] unpack(FieldForm form, ISOFieldPackager peer, byte[] wire) throws ISOException {
        ISOComponent component = peer.createComponent(DE);
        assertThat(peer.unpack(component, wire, 0)).isEqualTo(wire.length);
        Object value = component.getValue();
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        String text = form.odd() == FieldForm.Odd.F
                ? String.valueOf(value).replace("F", "") // jPOS leaves the filler in short values
                : String.valueOf(value);
        return form.content() == FieldForm.Content.HEX_DIGITS
                ? HexFormat.of().parseHex(text)
                : text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The value's bytes on the wire, behind MTI and bitmap. */
    private static byte[] encode(Dialect dialect, byte[] value) {
        byte[] target = new byte[4096];
        MessageWriter writer = new MessageWriter().begin(dialect, 0x0100).set(DE, value, 0, value.length);
        int length = writer.encode(target, 0, target.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        return Arrays.copyOfRange(target, 4 + 16, length);
    }

    private static byte[] decode(Dialect dialect, byte[] wire) {
        byte[] message = new byte[4 + 16 + wire.length];
        byte[] head = "01000000000000100000".getBytes(StandardCharsets.US_ASCII); // DE 44 alone
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(wire, 0, message, head.length, wire.length);
        MessageView view = new MessageView();
        boolean isRight = view.decode(dialect, message, 0, message.length);
        assertThat(isRight).as(() -> view.error().toString()).isTrue();
        ElementSet elements = new ElementSet(4096);
        byte[] value = new byte[view.neutralLength(DE)];
        view.copy(DE, value, 0);
        assertThat(view.copyTo(elements, -1L, -1L)).isTrue();
        return value;
    }

    /** Every class of the jar that can stand in a packager file, by name. */
    private static List<String> fieldClasses() throws IOException {
        String jar = ISOFieldPackager.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("org/jpos/iso/") || name.startsWith("org/jpos/tlv/packager/"))
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .filter(JposFieldsTest::isFieldClass)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isFieldClass(String name) {
        try {
            Class<?> type = Class.forName(name, false, JposFieldsTest.class.getClassLoader());
            return ISOFieldPackager.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // needs a library that is not on this class path, so that no packager can name it here
        }
    }
}
