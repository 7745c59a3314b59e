package io.wasl.codec;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import com.solab.iso8583.parse.date.DateTimeParseInfo;
import io.wasl.iso.ElementSet;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;

/**
 * j8583 3.0.1 set up for ISO 8583:1987: each element by the type of j8583 that has the same form.
 *
 * <pre>
 *   n6         NUMERIC          DE 4 5 6      AMOUNT
 *   ans8 x+n8  ALPHA            DE 7 12 13    DATE10 TIME DATE4
 *   b64        BINARY           DE 14 73      DATE_EXP DATE6
 *   n..19      LLVAR, text also where other numbers are packed
 *   any...999  LLLVAR in ISO 8859-1, which has a character for each byte
 * </pre>
 */
final class J8583Peer {

    private static final Map<Integer, IsoType> SPECIAL = Map.of(
            4, IsoType.AMOUNT,
            5, IsoType.AMOUNT,
            6, IsoType.AMOUNT,
            7, IsoType.DATE10,
            12, IsoType.TIME,
            13, IsoType.DATE4,
            14, IsoType.DATE_EXP,
            73, IsoType.DATE6);

    /** Signs and digits of variable numbers, which j8583 never packs. */
    private static final String UNPACKED = "(?m)^(  [0-9]+: +\\{ type: (?:[nz]\\.|x\\+n)[^,]*,)(?! encoding)";

    private final Dialect dialect;
    private final boolean isPacked;
    private final Map<Integer, IsoType> types = new TreeMap<>();
    private final Map<Integer, MessageFactory<IsoMessage>> factories = new TreeMap<>();

    private J8583Peer(Dialect dialect, boolean isPacked) {
        this.dialect = dialect;
        this.isPacked = isPacked;
        for (int de = 2; de <= 128; de++) {
            if (dialect.declares(de)) {
                types.put(de, SPECIAL.getOrDefault(de, type(dialect.spec(de))));
            }
        }
    }

    /** Of {@code iso87-ascii} as it ships. */
    static J8583Peer ascii() {
        return new J8583Peer(Messages.ASCII, false);
    }

    /** Of {@code iso87-binary}, with the numbers that j8583 cannot pack as text. */
    static J8583Peer packed() throws Exception {
        try (InputStream file = Dialect.class.getResourceAsStream("dialects/iso87-binary.yaml")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String unpacked = text.replaceAll(UNPACKED, "$1 encoding: ascii,");
            return new J8583Peer(Dialects.parse("j8583-binary", "j8583-binary.yaml", unpacked), true);
        }
    }

    private IsoType type(ElementSpec spec) {
        boolean isBytes = spec.characterClass() == CharacterClass.B;
        if (spec.isFixed()) {
            return isBytes
                    ? IsoType.BINARY
                    : spec.characterClass() == CharacterClass.N ? IsoType.NUMERIC : IsoType.ALPHA;
        }
        if (spec.length() <= 99) {
            return isBytes && isPacked ? IsoType.LLBIN : IsoType.LLVAR;
        }
        return isBytes && isPacked ? IsoType.LLLBIN : IsoType.LLLVAR;
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isPacked() {
        return isPacked;
    }

    IsoType type(int de) {
        return types.getOrDefault(de, IsoType.BINARY);
    }

    /** Random elements; dates that are on any calendar. */
    ElementSet random(Random random) {
        ElementSet drawn = RandomElements.elements(dialect, random, random.nextDouble() * 0.3);
        ElementSet elements = new ElementSet(RandomElements.CAPACITY_BYTES);
        for (int i = 0; i < drawn.length(); i = drawn.next(i)) {
            int de = drawn.elementAt(i);
            if (type(de).isDateTimeType()) {
                byte[] date = date(type(de), random).getBytes(StandardCharsets.US_ASCII);
                elements.put(de, date, 0, date.length);
            } else {
                elements.put(de, drawn.buffer(), drawn.valueAt(i), drawn.lengthAt(drawn.valueAt(i)));
            }
        }
        return elements;
    }

    private static String date(IsoType type, Random random) {
        String month = two(1, 12, random);
        String day = two(1, 28, random);
        String time = two(0, 23, random) + two(0, 59, random) + two(0, 59, random);
        if (type == IsoType.DATE10) {
            return month + day + time;
        }
        if (type == IsoType.TIME) {
            return time;
        }
        if (type == IsoType.DATE_EXP) {
            return two(25, 40, random) + month;
        }
        // j8583 takes a year off a packed DATE6 that lies ahead.
        return type == IsoType.DATE4 ? month + day : two(10, 20, random) + month + day;
    }

    private static String two(int lowest, int highest, Random random) {
        return String.format(Locale.ROOT, "%02d", lowest + random.nextInt(highest - lowest + 1));
    }

    byte[] write(int mti, ElementSet elements) {
        IsoMessage message = factory(mti).newMessage(mti);
        for (int i = 0; i < elements.length(); i = elements.next(i)) {
            int de = elements.elementAt(i);
            int start = elements.valueAt(i);
            byte[] value = Arrays.copyOfRange(elements.buffer(), start, start + elements.lengthAt(start));
            message.setValue(
                    de, object(type(de), value), type(de), dialect.spec(de).length());
        }
        return message.writeData();
    }

    private static Object object(IsoType type, byte[] value) {
        if (isBytes(type)) {
            return value;
        }
        String text = new String(value, StandardCharsets.ISO_8859_1);
        return type == IsoType.AMOUNT ? new BigDecimal(text).movePointLeft(2) : text;
    }

    IsoMessage read(int mti, byte[] wire) throws ParseException, UnsupportedEncodingException {
        return factory(mti).parseMessage(wire, 0);
    }

    /** In the neutral form. */
    byte[] value(IsoMessage message, int de) {
        Object value = message.getObjectValue(de);
        return value instanceof byte[] bytes
                ? bytes
                : message.getField(de).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isBytes(IsoType type) {
        return type == IsoType.BINARY || type == IsoType.LLBIN || type == IsoType.LLLBIN;
    }

    /** For one MTI: j8583 has a definition for each. */
    MessageFactory<IsoMessage> factory(int mti) {
        return factories.computeIfAbsent(mti, this::newFactory);
    }

    private MessageFactory<IsoMessage> newFactory(int mti) {
        MessageFactory<IsoMessage> factory = new MessageFactory<>();
        factory.setUseBinaryMessages(isPacked);
        Map<Integer, FieldParseInfo> fields = new TreeMap<>();
        types.forEach((de, type) -> fields.put(de, field(type, dialect.spec(de).length())));
        factory.setParseMap(mti, fields);
        factory.setCharacterEncoding(StandardCharsets.ISO_8859_1.name());
        return factory;
    }

    private static FieldParseInfo field(IsoType type, int length) {
        FieldParseInfo field = FieldParseInfo.getInstance(type, length, StandardCharsets.ISO_8859_1.name(), false);
        if (field instanceof DateTimeParseInfo date) {
            date.setTimeZone(TimeZone.getTimeZone("UTC"));
        }
        return field;
    }
}
