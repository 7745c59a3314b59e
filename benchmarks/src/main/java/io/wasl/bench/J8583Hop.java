package io.wasl.bench;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.IsoValue;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import io.wasl.iso.Mti;
import io.wasl.routing.BinTable;
import io.wasl.routing.Route;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same hop by j8583 3.0.1: {@code MessageFactory.parseMessage}, {@code IsoMessage.setField} and {@code writeData}.
 *
 * <p>Made as favourable as it can be: one factory for ever, that knows the elements of the {@link Traffic} only; dates and
 * amounts are digits, which it reads faster; ISO 8859-1, the fastest code of Java's strings; packed digits stay bytes, which
 * it only copies (its own type for numbers formats each anew, and allocates 50 kB a hop); DE 11 of the issuer's leg is a
 * value made beforehand, those of the acquirer's are put back as the objects they were; routing by Wasl's table, from the
 * digits without a copy; the answer finds its request through an array by STAN; what must never return is not looked for;
 * arrays have the message's exact length.
 */
final class J8583Hop implements Hop {

    private static final int STANS = 1_000_000;
    private static final int STAN_DIGITS = 6;
    private static final int PAN = 2;

    private static final int[][] NUMERIC = {
        {3, 6}, {4, 12}, {7, 10}, {11, STAN_DIGITS}, {12, 6}, {13, 4}, {14, 4}, {18, 4}, {22, 3}, {25, 2}
    };
    private static final int[][] TEXT = {{37, 12}, {38, 6}, {39, 2}, {41, 8}, {42, 15}, {43, 40}, {49, 3}};

    private final MessageFactory<IsoMessage> factory = new MessageFactory<>();
    private final BinTable table;
    private final Traffic traffic;
    private final IsoValue<?>[] stans;

    // What is kept of each request, by the STAN of its leg.
    private final IsoValue<?>[] times = new IsoValue<?>[STANS];
    private final IsoValue<?>[] originalStans = new IsoValue<?>[STANS];
    private final IsoValue<?>[] rrns = new IsoValue<?>[STANS];

    private final byte[] pan = new byte[32];
    private byte[] made = new byte[0];
    private int issuer;

    J8583Hop(Encoding encoding, BinTable table, Traffic traffic) {
        this.table = table;
        this.traffic = traffic;
        boolean isPacked = switch (encoding) {
            case ASCII -> false;
            case BINARY -> true;
            case EBCDIC -> throw new IllegalArgumentException("j8583 writes no lengths in EBCDIC");
        };
        factory.setUseBinaryMessages(isPacked);
        factory.setParseMap(Traffic.REQUEST_MTI, elements(isPacked));
        factory.setParseMap(Mti.answer(Traffic.REQUEST_MTI), elements(isPacked));
        factory.setCharacterEncoding(StandardCharsets.ISO_8859_1.name());
        stans = new IsoValue<?>[traffic.size()];
        for (int i = 0; i < stans.length; i++) {
            String stan = new String(traffic.stan(i), StandardCharsets.US_ASCII);
            stans[i] = isPacked
                    ? new IsoValue<>(IsoType.BINARY, HexFormat.of().parseHex(stan), STAN_DIGITS / 2)
                    : new IsoValue<>(IsoType.NUMERIC, stan, STAN_DIGITS);
        }
    }

    private static Map<Integer, FieldParseInfo> elements(boolean isPacked) {
        Map<Integer, FieldParseInfo> elements = new TreeMap<>();
        for (int[] element : NUMERIC) {
            FieldParseInfo digits =
                    isPacked ? element(IsoType.BINARY, (element[1] + 1) / 2) : element(IsoType.NUMERIC, element[1]);
            elements.put(element[0], digits);
        }
        for (int[] element : TEXT) {
            elements.put(element[0], element(IsoType.ALPHA, element[1]));
        }
        IsoType digits = isPacked ? IsoType.LLBCDBIN : IsoType.LLVAR;
        elements.put(PAN, element(digits, 0));
        elements.put(32, element(digits, 0));
        elements.put(35, element(digits, 0));
        elements.put(52, element(IsoType.BINARY, 8));
        elements.put(55, element(isPacked ? IsoType.LLLBIN : IsoType.LLLVAR, 0));
        elements.put(63, element(IsoType.LLLVAR, 0));
        return elements;
    }

    private static FieldParseInfo element(IsoType type, int length) {
        return FieldParseInfo.getInstance(type, length, StandardCharsets.ISO_8859_1.name(), false);
    }

    @Override
    public int forward(int i) {
        IsoMessage request = parsed(traffic.request(i));
        issuer = route(request.getField(PAN));
        int stan = i + 1;
        times[stan] = request.getField(7);
        originalStans[stan] = request.getField(11);
        rrns[stan] = request.getField(37);
        request.setField(11, stans[i]);
        made = request.writeData();
        return made.length;
    }

    @Override
    public int respond(int i) {
        IsoMessage answer = parsed(traffic.answer(i));
        int stan = number(answer.getObjectValue(11));
        if (!isSame(answer.getObjectValue(7), times[stan].getValue())
                || !isSame(answer.getObjectValue(37), rrns[stan].getValue())) {
            throw new IllegalStateException("answer " + i + " of the traffic is nobody's");
        }
        answer.setField(7, times[stan]);
        answer.setField(11, originalStans[stan]);
        answer.setField(37, rrns[stan]);
        made = answer.writeData();
        return made.length;
    }

    @Override
    public byte[] made() {
        return made;
    }

    @Override
    public int issuer() {
        return issuer;
    }

    private IsoMessage parsed(byte[] message) {
        try {
            return factory.parseMessage(message, 0);
        } catch (ParseException | UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSame(Object one, Object other) {
        return one instanceof byte[] packed ? Arrays.equals(packed, (byte[]) other) : one.equals(other);
    }

    private static int number(Object value) {
        if (!(value instanceof byte[] packed)) {
            return Integer.parseInt((String) value);
        }
        int number = 0;
        for (byte digits : packed) {
            number = number * 100 + (digits >>> 4 & 0xF) * 10 + (digits & 0xF);
        }
        return number;
    }

    private int route(IsoValue<?> value) {
        int length = value.getLength();
        if (value.getValue() instanceof byte[] packed) {
            for (int i = 0; i < length; i++) {
                pan[i] = (byte) ('0' + (packed[i >> 1] >>> ((i & 1) == 0 ? 4 : 0) & 0xF));
            }
        } else {
            String digits = (String) value.getValue();
            for (int i = 0; i < length; i++) {
                pan[i] = (byte) digits.charAt(i);
            }
        }
        if (!(table.route(pan, 0, length) instanceof Route.To to)) {
            throw new IllegalStateException("a message of the traffic leads nowhere");
        }
        return to.issuers()[0];
    }
}
