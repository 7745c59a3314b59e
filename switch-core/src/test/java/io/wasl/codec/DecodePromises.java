package io.wasl.codec;

import com.sun.management.ThreadMXBean;
import io.wasl.fuzz.CardDigits;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What decoding promises for any bytes, held against one message. Owner: one thread. */
final class DecodePromises {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a new view makes once; far less than a length of three bytes can say. */
    private static final long FIRST_BYTES = 32 * 1024;
    /** A composite in hex or packed digits is taken apart beside the message. */
    private static final long BYTES_FOR_EACH = 4;

    private static final int TRIES = 3;
    private static final int SHIFT = 3;
    private static final Pattern TEXT = Pattern.compile("(MTI|bitmap|end|DE [0-9]{1,3}(\\.[^ ]+)*) at [0-9]+: [a-z ]+");

    private final byte[] scratch = new byte[1 << 20];
    private MessageView view = new MessageView();
    private MessageView elsewhere = new MessageView();

    /** Decodes, and reads every element that is there; empty when the bytes are no message. */
    Optional<MessageView> decode(Dialect dialect, byte[] message) {
        boolean isWhole = decodeCheaply(dialect, message);
        if (!isWhole) {
            checkError(dialect, view, message.length);
        }
        checkSurroundings(dialect, message, isWhole);
        readAll();
        return isWhole ? Optional.of(view) : Optional.empty();
    }

    /** A class loaded meanwhile is paid for by this thread too, but once only. */
    private boolean decodeCheaply(Dialect dialect, byte[] message) {
        long most = FIRST_BYTES + BYTES_FOR_EACH * message.length;
        for (int i = 0; ; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean isWhole = view.decode(dialect, message, 0, message.length);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated <= most) {
                return isWhole;
            }
            if (i == TRIES) {
                throw new AssertionError(
                        "decoding " + message.length + " bytes allocated " + allocated + ", more than " + most);
            }
            view = new MessageView();
        }
    }

    private static void checkError(Dialect dialect, MessageView view, int length) {
        DecodeError error = view.error();
        checkError(dialect, error, length);
        if (error.closesLink() != (error.de() == 0)) {
            throw new AssertionError("scope of " + error);
        }
    }

    static void checkError(Dialect dialect, DecodeError error, int length) {
        if (error.offset() < 0 || error.offset() > length) {
            throw new AssertionError(error + " is outside of " + length + " bytes");
        }
        String text = error.toString();
        if (!TEXT.matcher(text).matches()) {
            throw new AssertionError("error text: " + text);
        }
        CardDigits.assertNoneIn(text);
        if (!error.path().isEmpty() && !isDeclared(dialect, error.path())) {
            throw new AssertionError("a path of received bytes: " + error);
        }
    }

    private static boolean isDeclared(Dialect dialect, String path) {
        String[] steps = path.split("\\.", -1);
        int de = Integer.parseInt(steps[0]);
        Optional<Composite> composite = dialect.declares(de) ? dialect.spec(de).parts() : Optional.empty();
        for (int i = 1; i < steps.length; i++) {
            String key = steps[i];
            List<PartSpec> fields = composite.map(Composite::fields).orElse(List.of());
            Optional<PartSpec> field =
                    fields.stream().filter(one -> one.key().equals(key)).findFirst();
            if (field.isEmpty()) {
                return false;
            }
            composite = field.get().parts();
        }
        return true;
    }

    /** What stands around a message must not count. */
    private void checkSurroundings(Dialect dialect, byte[] message, boolean isWhole) {
        byte[] larger = new byte[message.length + 2 * SHIFT];
        java.util.Arrays.fill(larger, (byte) '1');
        System.arraycopy(message, 0, larger, SHIFT, message.length);
        boolean isWholeThere = elsewhere.decode(dialect, larger, SHIFT, message.length);
        if (isWholeThere != isWhole || !isWhole && !elsewhere.error().equals(view.error())) {
            throw new AssertionError("another outcome in the middle of a buffer");
        }
    }

    private void readAll() {
        for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
            if (view.has(de)) {
                read(de);
            }
        }
    }

    private void read(int de) {
        int units = view.copy(de, scratch, 0);
        if (units != view.neutralLength(de) || units > view.dialect().spec(de).length()) {
            throw new AssertionError("DE " + de + " has " + units + " characters");
        }
        for (int i = 0; i < units; i++) {
            if ((byte) view.neutralByte(de, i) != scratch[i]) {
                throw new AssertionError("DE " + de + " differs at " + i);
            }
        }
        if (!NeutralForm.isLegal(view.dialect().spec(de).characterClass(), scratch, 0, units)
                || !view.same(de, scratch, 0, units)) {
            throw new AssertionError("DE " + de + " is not legal");
        }
    }
}
