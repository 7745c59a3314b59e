package io.wasl.codec;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.IsoValue;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import com.solab.iso8583.parse.date.DateTimeParseInfo;
import io.wasl.iso.ElementSet;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;

/**
 * j8583 3.0.1 set up for ISO 8583:1987: each element by the type of j8583 that has the same form.
 *
 * <pre>
 *   n6            NUMERIC                 DE 4 5 6      AMOUNT
 *   ans8          ALPHA                   DE 7 12 13    DATE10 TIME DATE4
 *   b64           BINARY                  DE 14 73      DATE_EXP DATE6
 *   x+n8          ALPHA, packed BINARY
 *   n..19 z..37   LLVAR, packed LLBCDBIN
 *   b...999       LLLVAR, packed LLLBIN
 *   any...999     LLLVAR in ISO 8859-1, which has a character for each byte
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

    /** Of {@code iso87-ascii}. */
    static J8583Peer ascii() {
        return new J8583Peer(Messages.ASCII, false);
    }

    /** Of {@code iso87-binary}. */
    static J8583Peer packed() {
        return new J8583Peer(Messages.BINARY, true);
    }

    private IsoType type(ElementSpec spec) {
        boolean isPackedHere = spec.value().encoding() == Encoding.BCD;
        if (spec.characterClass() == CharacterClass.N && spec.isFixed()) {
            return IsoType.NUMERIC;
        }
        boolean isLong = spec.length() > 99;
        if (isPackedHere) {
            return spec.isFixed() ? IsoType.BINARY : isLong ? IsoType.LLLBCDBIN : IsoType.LLBCDBIN;
        }
        if (spec.characterClass() == CharacterClass.B && (isPacked || spec.isFixed())) {
            return spec.isFixed() ? IsoType.BINARY : isLong ? IsoType.LLLBIN : IsoType.LLBIN;
        }
        return spec.isFixed() ? IsoType.ALPHA : isLong ? IsoType.LLLVAR : IsoType.LLVAR;
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
            message.setField(de, field(dialect.spec(de), value));
        }
        return message.writeData();
    }

    private IsoValue<?> field(ElementSpec spec, byte[] value) {
        IsoType type = type(spec.de());
        String text = new String(value, StandardCharsets.ISO_8859_1);
        return switch (type) {
            case BINARY -> {
                byte[] bytes = spec.characterClass() == CharacterClass.XN ? signed(text) : value;
                yield new IsoValue<>(type, bytes, bytes.length);
            }
            case LLBCDBIN, LLLBCDBIN -> new IsoValue<>(type, packed(text), text.length());
            case LLBIN, LLLBIN -> new IsoValue<>(type, value);
            case AMOUNT -> new IsoValue<>(type, new BigDecimal(text).movePointLeft(2));
            case NUMERIC, ALPHA -> new IsoValue<>(type, text, spec.length());
            default -> new IsoValue<>(type, text);
        };
    }

    /** Two digits a byte; what fills an odd one up stands behind it. */
    private static byte[] packed(String digits) {
        String hex = digits.replace('=', 'D');
        return HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
    }

    private static byte[] signed(String amount) {
        byte[] digits = packed(amount.substring(1));
        byte[] bytes = new byte[1 + digits.length];
        bytes[0] = (byte) amount.charAt(0);
        System.arraycopy(digits, 0, bytes, 1, digits.length);
        return bytes;
    }

    IsoMessage read(int mti, byte[] wire) throws ParseException, UnsupportedEncodingException {
        return factory(mti).parseMessage(wire, 0);
    }

    /** In the neutral form. */
    byte[] value(IsoMessage message, int de) {
        Object value = message.getObjectValue(de);
        if (!(value instanceof byte[] bytes)) {
            return message.getField(de).toString().getBytes(StandardCharsets.ISO_8859_1);
        }
        ElementSpec spec = dialect.spec(de);
        return switch (spec.characterClass()) {
            case N, Z -> digits(bytes, message.getField(de).getLength());
            case XN -> ascii((char) bytes[0] + HexFormat.of().formatHex(bytes, 1, bytes.length));
            case B, A, AN, AS, NS, ANS, S, ANY -> bytes;
        };
    }

    /** The nibbles above 9 are the separators of track data: {@code : ; < = > ?}. */
    private static byte[] digits(byte[] packed, int count) {
        byte[] digits = new byte[count];
        for (int i = 0; i < count; i++) {
            digits[i] = (byte) ('0' + (packed[i / 2] >>> (i % 2 == 0 ? 4 : 0) & 0xF));
        }
        return digits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** For one MTI: j8583 has a definition for each. */
    MessageFactory<IsoMessage> factory(int mti) {
        return factories.computeIfAbsent(mti, this::newFactory);
    }

    private MessageFactory<IsoMessage> newFactory(int mti) {
        MessageFactory<IsoMessage> factory = new MessageFactory<>();
        factory.setUseBinaryMessages(isPacked);
        Map<Integer, FieldParseInfo> fields = new TreeMap<>();
        types.forEach((de, type) -> fields.put(de, reader(type, dialect.spec(de))));
        factory.setParseMap(mti, fields);
        factory.setCharacterEncoding(StandardCharsets.ISO_8859_1.name());
        return factory;
    }

    private static FieldParseInfo reader(IsoType type, ElementSpec spec) {
        boolean isSigned = spec.characterClass() == CharacterClass.XN && type == IsoType.BINARY;
        int length = isSigned ? 1 + spec.length() / 2 : spec.length();
        FieldParseInfo reader = FieldParseInfo.getInstance(type, length, StandardCharsets.ISO_8859_1.name(), false);
        if (reader instanceof DateTimeParseInfo date) {
            date.setTimeZone(TimeZone.getTimeZone("UTC"));
        }
        return reader;
    }
}
