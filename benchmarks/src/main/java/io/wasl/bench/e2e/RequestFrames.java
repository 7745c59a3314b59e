package io.wasl.bench.e2e;

import io.netty.buffer.ByteBuf;
import io.wasl.bench.BinMix;
import io.wasl.bench.Encoding;
import io.wasl.bench.Traffic;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import java.util.Arrays;

/**
 * Requests as frames, one after the other without an end: thousands of cards go round, while DE 7, 11 and 37 are made of the
 * request's number and never come again.
 *
 * <pre>
 *   number   1, 2, 3 …
 *   DE 37    the number, 12 digits
 *   DE 11    1 to 999,999, round and round
 *   DE 7     a second later with each of those rounds
 * </pre>
 *
 * Owner: the load's loop.
 */
final class RequestFrames {

    static final int STANS = 999_999;

    /** A sixth of a table as networks have it: enough that routing is none of a single entry. */
    static final int RANGES = 10_000;

    private static final int LENGTH_BYTES = 2;
    private static final int AMOUNT_BYTES = 12;
    private static final long FIRST_DE7 = 1_122_000_000L;
    private static final long SECONDS_A_DAY = 86_400;

    private final byte[][] frames;
    private final int[] amountAt;
    private final int[] timeAt;
    private final int[] stanAt;
    private final int[] rrnAt;

    RequestFrames() {
        this(RANGES);
    }

    /** @param ranges over which the cards lie */
    RequestFrames(int ranges) {
        Dialect dialect = Encoding.ASCII.dialect();
        var traffic = new Traffic(dialect, new BinMix(ranges, BinMix.SEED), Traffic.MESSAGES, BinMix.SEED);
        frames = new byte[traffic.size()][];
        amountAt = new int[frames.length];
        timeAt = new int[frames.length];
        stanAt = new int[frames.length];
        rrnAt = new int[frames.length];
        var view = new MessageView();
        for (int i = 0; i < frames.length; i++) {
            byte[] body = traffic.request(i);
            frames[i] = new byte[LENGTH_BYTES + body.length];
            frames[i][0] = (byte) (body.length >> Byte.SIZE);
            frames[i][1] = (byte) body.length;
            System.arraycopy(body, 0, frames[i], LENGTH_BYTES, body.length);
            if (!view.decode(dialect, frames[i], LENGTH_BYTES, body.length)) {
                throw new IllegalStateException("a message of the traffic is illegal: " + view.error());
            }
            amountAt[i] = view.offset(4);
            timeAt[i] = view.offset(7);
            stanAt[i] = view.offset(11);
            rrnAt[i] = view.offset(37);
        }
    }

    /** @param number from 1 on, each once */
    void write(long number, ByteBuf out) {
        int i = template(number);
        byte[] frame = frames[i];
        putDigits(time(number), frame, timeAt[i], 10);
        putDigits(stan(number), frame, stanAt[i], 6);
        putDigits(number, frame, rrnAt[i], 12);
        out.writeBytes(frame);
    }

    static int stan(long number) {
        return 1 + (int) (number % STANS);
    }

    /** Whether an answer has the key of that request: DE 7, 11 and 37. */
    static boolean isKeyOf(long number, MessageView answer) {
        return answer.number(37) == number && answer.number(11) == stan(number) && answer.number(7) == time(number);
    }

    boolean isAmountOf(long number, MessageView answer) {
        int i = template(number);
        return answer.has(4)
                && Arrays.equals(
                        frames[i],
                        amountAt[i],
                        amountAt[i] + AMOUNT_BYTES,
                        answer.buffer(),
                        answer.offset(4),
                        answer.offset(4) + answer.length(4));
    }

    private int template(long number) {
        return (int) (number % frames.length);
    }

    /** MMDDhhmmss of one made-up day. */
    private static long time(long number) {
        long second = number / STANS % SECONDS_A_DAY;
        return FIRST_DE7 + second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60;
    }

    private static void putDigits(long value, byte[] target, int at, int digits) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
