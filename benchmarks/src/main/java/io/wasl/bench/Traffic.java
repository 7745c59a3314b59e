package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.Mti;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Messages as they stand on the wire: requests of acquirers, each with the STAN of Wasl's own under which it goes on and
 * the issuer's answer to that. The same seed gives the same bytes; everybody is measured on the same.
 *
 * <p>The request carries DE 2 3 4 7 11 12 13 14 18 22 25 32 35 37 41 42 43 49 52 55 63, the answer DE 2 3 4 7 11 12 13
 * 25 32 37 38 39 41 42 49 55. No card is real: see {@link BinMix}.
 */
public final class Traffic {

    /** About 3 MB of frames: more than the second-level cache, as when they come from many sockets. */
    public static final int MESSAGES = 4096;

    static final int REQUEST_MTI = Mti.parse("0100");
    private static final int LARGEST_FRAME = 2048;

    /** DE 55: tags with their lengths, as a contact chip card sends them. */
    private static final int[][] REQUEST_TAGS = {
        {0x9F26, 8},
        {0x9F27, 1},
        {0x9F10, 18},
        {0x9F37, 4},
        {0x9F36, 2},
        {0x95, 5},
        {0x9A, 3},
        {0x9C, 1},
        {0x9F02, 6},
        {0x5F2A, 2},
        {0x82, 2},
        {0x9F1A, 2},
        {0x9F03, 6},
        {0x9F33, 3},
        {0x9F34, 3},
        {0x9F35, 1},
        {0x9F1E, 8}
    };

    private static final int[][] ANSWER_TAGS = {{0x91, 10}, {0x8A, 2}};

    private final byte[][] requests;
    private final byte[][] answers;
    private final byte[][] stans;
    private final MessageWriter writer = new MessageWriter();
    private final byte[] buffer = new byte[LARGEST_FRAME];
    private final Random random;

    public Traffic(Dialect dialect, BinMix mix, int messages, long seed) {
        random = new Random(seed);
        requests = new byte[messages][];
        answers = new byte[messages][];
        stans = new byte[messages][];
        for (int i = 0; i < messages; i++) {
            stans[i] = digits("%06d", i + 1);
            String card = new String(mix.pan(random), StandardCharsets.US_ASCII);
            Sale sale = new Sale(card, amount(), sentAt(i), String.format(Locale.ROOT, "%012d", 632_603_000_000L + i));
            requests[i] = request(dialect, sale);
            answers[i] = answer(dialect, sale, stans[i]);
        }
    }

    /** What request and answer say alike. */
    private record Sale(String pan, String amount, String sentAt, String rrn) {

        /** Of its type only: it holds a card's number. */
        @Override
        public String toString() {
            return "sale";
        }
    }

    public int size() {
        return requests.length;
    }

    public byte[] request(int i) {
        return requests[i];
    }

    /** The issuer's, to the request under {@link #stan(int)}. */
    public byte[] answer(int i) {
        return answers[i];
    }

    /** Six digits: the STAN under which the request goes to its issuer. */
    byte[] stan(int i) {
        return stans[i];
    }

    private byte[] request(Dialect dialect, Sale sale) {
        writer.begin(dialect, REQUEST_MTI);
        setSale(sale);
        writer.setNumber(11, random.nextInt(1_000_000));
        writer.setText(14, "2912").setText(18, "5411").setText(22, "051").setText(35, track2(sale.pan));
        writer.setText(43, "SYNTHETIC SHOP           CASABLANCA   MA").set(52, bytes(8), 0, 8);
        return encoded(REQUEST_TAGS, "TERMINAL APPLICATION 4.12.0 BATCH 000123");
    }

    private byte[] answer(Dialect dialect, Sale sale, byte[] stan) {
        writer.begin(dialect, Mti.answer(REQUEST_MTI));
        setSale(sale);
        writer.set(11, stan, 0, stan.length)
                .setText(38, "A" + sale.rrn.substring(7))
                .setText(39, "00");
        return encoded(ANSWER_TAGS, "");
    }

    private void setSale(Sale sale) {
        writer.setText(2, sale.pan).setText(3, "000000").setText(4, sale.amount);
        writer.setText(7, sale.sentAt).setText(12, sale.sentAt.substring(4)).setText(13, "1122");
        writer.setText(25, "00").setText(32, "12345678").setText(37, sale.rrn);
        writer.setText(41, "TERM0001").setText(42, "MERCHANT0000001").setText(49, "504");
    }

    private byte[] encoded(int[][] tags, String de63) {
        byte[] chip = chip(tags);
        writer.set(55, chip, 0, chip.length);
        if (!de63.isEmpty()) {
            writer.setText(63, de63);
        }
        int length = writer.encode(buffer, 0, buffer.length);
        if (length < 0) {
            throw new IllegalStateException("DE " + writer.failedElement() + " of a made-up message cannot be written");
        }
        return Arrays.copyOf(buffer, length);
    }

    private byte[] chip(int[][] tags) {
        byte[] data = new byte[256];
        int at = 0;
        for (int[] tag : tags) {
            if (tag[0] > 0xFF) {
                data[at++] = (byte) (tag[0] >>> 8);
            }
            data[at++] = (byte) tag[0];
            data[at++] = (byte) tag[1];
            System.arraycopy(bytes(tag[1]), 0, data, at, tag[1]);
            at += tag[1];
        }
        return Arrays.copyOf(data, at);
    }

    /** One second after another on one day. */
    private static String sentAt(int second) {
        return String.format(Locale.ROOT, "1122%02d%02d%02d", second / 3600 % 24, second / 60 % 60, second % 60);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String amount() {
        return String.format(Locale.ROOT, "%012d", 100 + random.nextInt(1_000_000));
    }

    /** PAN, expiry, service code, discretionary data: 37 characters at most. */
    private String track2(String pan) {
        String data = pan + "=2912201" + String.format(Locale.ROOT, "%013d", random.nextInt(Integer.MAX_VALUE));
        return data.substring(0, Math.min(data.length(), 37));
    }

    private static byte[] digits(String format, int value) {
        return String.format(Locale.ROOT, format, value).getBytes(StandardCharsets.US_ASCII);
    }
}
