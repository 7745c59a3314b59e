package io.wasl.bench.e2e;

import io.netty.buffer.ByteBuf;
import io.wasl.bench.BinMix;
import io.wasl.bench.Encoding;
import io.wasl.bench.Traffic;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Mti;
import java.util.Arrays;

/**
 * The issuer's answer to each message: an approval to 0100, by copying what it must give back, and 00 to all else.
 *
 * <pre>
 *   request   MTI bitmap │2 3 4 7 11 12 13│ 14 18 22 │25 32│ 35 │37│          │41 42│ 43 │49│ 52 55 63
 *   answer    MTI bitmap │2 3 4 7 11 12 13│          │25 32│    │37│ 38 39=00 │41 42│    │49│ 55
 * </pre>
 *
 * Owner: the issuer's loop.
 */
final class AnswerMaker {

    private static final int REQUEST_MTI = Mti.parse("0100");
    private static final int LARGEST_FRAME = 8 << 10;
    private static final int LENGTH_BYTES = 2;
    /** Of DE 2 and 32: their length has two digits. */
    private static final int LL_BYTES = 2;
    /** Of DE 55: three. */
    private static final int LLL_BYTES = 3;

    private static final ElementMask GIVEN_BACK = ElementMask.of(2, 3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49, 70);

    private final Dialect dialect = Encoding.ASCII.dialect();
    private final MessageView view = new MessageView();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] frame = new byte[LARGEST_FRAME];
    /** MTI and bitmap. */
    private final byte[] head;
    /** DE 55 with its length. */
    private final byte[] chip;

    private int end;

    AnswerMaker() {
        byte[] sample = new Traffic(dialect, new BinMix(1, BinMix.SEED), 1, BinMix.SEED).answer(0);
        if (!view.decode(dialect, sample, 0, sample.length)) {
            throw new IllegalStateException("the sample of an answer is illegal: " + view.error());
        }
        head = Arrays.copyOf(sample, view.offset(2) - LL_BYTES);
        chip = Arrays.copyOfRange(sample, view.offset(55) - LLL_BYTES, view.offset(55) + view.length(55));
    }

    /**
     * Writes the answer as a frame; nothing where the message is none that is answered.
     *
     * @return whether it could be read
     */
    boolean answer(byte[] bytes, int offset, int length, ByteBuf out) {
        if (!view.decode(dialect, bytes, offset, length)) {
            return false;
        }
        if (view.mti() == REQUEST_MTI && view.has(55)) {
            approve();
        } else if (Mti.isAnswered(view.mti())) {
            writer.begin(dialect, Mti.answer(view.mti()), view).keep(GIVEN_BACK).setText(39, "00");
            int written = writer.encode(frame, LENGTH_BYTES, frame.length);
            if (written < 0) {
                return false;
            }
            end = LENGTH_BYTES + written;
        } else {
            return true;
        }
        int body = end - LENGTH_BYTES;
        frame[0] = (byte) (body >> Byte.SIZE);
        frame[1] = (byte) body;
        out.writeBytes(frame, 0, end);
        return true;
    }

    private void approve() {
        end = LENGTH_BYTES;
        put(head, 0, head.length);
        byte[] from = view.buffer();
        put(from, view.offset(2) - LL_BYTES, view.offset(13) + view.length(13));
        put(from, view.offset(25), view.offset(32) + view.length(32));
        int rrn = view.offset(37);
        put(from, rrn, rrn + view.length(37));
        ApprovalCode.write(from, rrn, frame, end);
        end += ApprovalCode.BYTES;
        frame[end++] = '0';
        frame[end++] = '0';
        put(from, view.offset(41), view.offset(42) + view.length(42));
        put(from, view.offset(49), view.offset(49) + view.length(49));
        put(chip, 0, chip.length);
    }

    private void put(byte[] source, int begin, int behind) {
        System.arraycopy(source, begin, frame, end, behind - begin);
        end += behind - begin;
    }
}
