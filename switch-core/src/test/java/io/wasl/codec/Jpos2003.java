package io.wasl.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jpos.iso.AsciiHexInterpreter;
import org.jpos.iso.AsciiPrefixer;
import org.jpos.iso.BCDInterpreter;
import org.jpos.iso.BcdPrefixer;
import org.jpos.iso.BinaryInterpreter;
import org.jpos.iso.EbcdicInterpreter;
import org.jpos.iso.EbcdicPrefixer;
import org.jpos.iso.IFA_AMOUNT;
import org.jpos.iso.IFA_BITMAP;
import org.jpos.iso.IFA_NUMERIC;
import org.jpos.iso.IFB_AMOUNT;
import org.jpos.iso.IFB_BITMAP;
import org.jpos.iso.IFB_NUMERIC;
import org.jpos.iso.IFE_AMOUNT;
import org.jpos.iso.IFE_NUMERIC;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOBinaryFieldPackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.ISOMsgFieldPackager;
import org.jpos.iso.ISOStringFieldPackager;
import org.jpos.iso.Interpreter;
import org.jpos.iso.LeftPadder;
import org.jpos.iso.LiteralBinaryInterpreter;
import org.jpos.iso.LiteralInterpreter;
import org.jpos.iso.NullPadder;
import org.jpos.iso.NullPrefixer;
import org.jpos.iso.Prefixer;
import org.jpos.iso.RightTPadder;
import org.jpos.iso.packager.GenericPackager;

/** jPOS's definition of ISO 8583:2003, and packagers made of its classes that write it in three ways. */
final class Jpos2003 {

    /** How elements are written. */
    enum Writing {
        ASCII,
        PACKED,
        EBCDIC
    }

    private enum Content {
        NONE,
        NUMBER,
        TRACK,
        TEXT,
        BYTES,
        SIGNED
    }

    /**
     * What a definition says of an element.
     *
     * @param dots digits of its length prefix
     */
    record Field(Content content, int dots, int length) {

        static final Field NONE = new Field(Content.NONE, 0, 0);

        static Field of(ElementSpec spec) {
            Content content = switch (spec.characterClass()) {
                case N -> Content.NUMBER;
                case Z -> Content.TRACK;
                case XN -> Content.SIGNED;
                case B -> Content.BYTES;
                case A, AN, AS, NS, ANS, S, ANY -> Content.TEXT;
            };
            int dots = spec.isFixed() ? 0 : Integer.toString(spec.length()).length();
            return new Field(content, dots, spec.length());
        }

        /** By the name of a packed field class, such as {@code IFB_LLNUM}. */
        static Field of(ISOFieldPackager field) {
            String name = field.getClass().getSimpleName();
            Content content = name.contains("NUM") || name.contains("AMOUNT2003")
                    ? Content.NUMBER
                    : name.contains("CHAR") ? Content.TEXT : Content.BYTES;
            int dots = (int) name.substring(name.indexOf('_') + 1)
                    .chars()
                    .takeWhile(character -> character == 'L')
                    .count();
            return new Field(content, dots, field.getLength());
        }

        @Override
        public String toString() {
            String name = content.name().toLowerCase(Locale.ROOT);
            return content == Content.NONE ? name : name + ' ' + ".".repeat(dots) + length;
        }
    }

    private Jpos2003() {}

    /** What the jar's file declares, by element; a divided one as a whole. */
    static Map<Integer, Field> definition() throws ISOException, IOException {
        Map<Integer, Field> fields = new TreeMap<>();
        try (InputStream file = Jpos2003.class.getResourceAsStream("/packager/cmf.xml")) {
            GenericPackager packager = new GenericPackager(file);
            for (int de = 2; de <= 128; de++) {
                ISOFieldPackager field = packager.getFieldPackager(de);
                if (field instanceof ISOMsgFieldPackager divided) {
                    field = divided.getISOFieldPackager();
                }
                if (field != null) {
                    fields.put(de, Field.of(field));
                }
            }
        }
        return fields;
    }

    /** Of the jar's definition, with the dialect's form where they are known to depart from each other. */
    static ISOBasePackager packager(Writing writing, Dialect dialect) throws ISOException, IOException {
        Map<Integer, Field> fields = definition();
        for (int de : new int[] {21, 30, 35, 36, 72, 74, 91, 97}) {
            fields.put(de, Field.of(dialect.spec(de)));
        }
        fields.remove(65);
        ISOFieldPackager[] packagers = new ISOFieldPackager[129];
        packagers[0] = mti(writing);
        packagers[1] = writing == Writing.ASCII ? new IFA_BITMAP(16, "bitmap") : new IFB_BITMAP(16, "bitmap");
        fields.forEach((de, field) -> {
            boolean isRaw = dialect.spec(de).characterClass() == CharacterClass.ANY;
            packagers[de] = packager(writing, field, isRaw);
        });
        ISOBasePackager whole = new Whole();
        whole.setFieldPackager(packagers);
        return whole;
    }

    private static final class Whole extends ISOBasePackager {}

    private static ISOFieldPackager mti(Writing writing) {
        return switch (writing) {
            case ASCII -> new IFA_NUMERIC(4, "mti");
            case PACKED -> new IFB_NUMERIC(4, "mti", true);
            case EBCDIC -> new IFE_NUMERIC(4, "mti");
        };
    }

    /**
     * @param isRaw its text may be any bytes, which are translated to no code
     */
    private static ISOFieldPackager packager(Writing writing, Field field, boolean isRaw) {
        int length = field.length();
        Prefixer prefixer = prefixer(writing, field.dots());
        Interpreter text =
                writing == Writing.EBCDIC && !isRaw ? EbcdicInterpreter.INSTANCE : LiteralInterpreter.INSTANCE;
        Interpreter digits = writing != Writing.PACKED
                ? text
                : field.dots() == 0 ? BCDInterpreter.LEFT_PADDED : BCDInterpreter.RIGHT_PADDED;
        BinaryInterpreter bytes =
                writing == Writing.ASCII ? AsciiHexInterpreter.INSTANCE : LiteralBinaryInterpreter.INSTANCE;
        return switch (field.content()) {
            case NUMBER, TRACK ->
                new ISOStringFieldPackager(
                        length, "", field.dots() == 0 ? LeftPadder.ZERO_PADDER : NullPadder.INSTANCE, digits, prefixer);
            case TEXT ->
                new ISOStringFieldPackager(
                        length,
                        "",
                        field.dots() == 0 ? RightTPadder.SPACE_PADDER : NullPadder.INSTANCE,
                        text,
                        prefixer);
            case BYTES -> new ISOBinaryFieldPackager(length, "", bytes, prefixer);
            case SIGNED -> signed(writing, length);
            case NONE -> throw new IllegalArgumentException("not declared");
        };
    }

    private static ISOFieldPackager signed(Writing writing, int length) {
        return switch (writing) {
            case ASCII -> new IFA_AMOUNT(length, "");
            case PACKED -> new IFB_AMOUNT(length, "", true);
            case EBCDIC -> new IFE_AMOUNT(length, "");
        };
    }

    private static Prefixer prefixer(Writing writing, int dots) {
        if (dots == 0) {
            return NullPrefixer.INSTANCE;
        }
        return switch (writing) {
            case ASCII -> new AsciiPrefixer(dots);
            case PACKED -> new BcdPrefixer(dots);
            case EBCDIC -> new EbcdicPrefixer(dots);
        };
    }
}
