package io.wasl.codec;

import com.sun.management.ThreadMXBean;
import io.wasl.fuzz.CardDigits;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reading and writing parts of DE 3 promises for any bytes in it. Owner: one thread. */
final class PartPromises {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** A new view, and the keys that this test asks for. */
    private static final long FIRST_BYTES = 32 * 1024;
    /** A tag that is not declared, for each byte, as text. */
    private static final long BYTES_FOR_EACH = 512;

    private static final int TRIES = 3;
    private static final int MOST_BYTES = 64 * 1024;

    private final Dialect dialect;
    private final List<PartPath> paths = new ArrayList<>();
    private final DecodePromises promises = new DecodePromises();
    private final RewritePromises rewriting = new RewritePromises();
    private final MessageView view = new MessageView();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] target = new byte[MOST_BYTES];
    private final byte[] scratch = new byte[MOST_BYTES];
    private PartView part = new PartView();

    PartPromises(Dialect dialect) {
        this.dialect = dialect;
        collect("3", dialect.spec(3).parts().orElseThrow());
    }

    private void collect(String at, Composite composite) {
        for (PartSpec field : composite.fields()) {
            String path = at + "." + field.key();
            paths.add(PartPath.of(dialect, path));
            field.parts().ifPresent(within -> collect(path, within));
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** @param value written to the part that {@code choice} says, if the message is one */
    void check(byte[] message, int choice, byte[] value) {
        promises.decode(dialect, message).ifPresent(whole -> rewriting.rewrite(whole, message));
        if (!view.decode(dialect, message, 0, message.length)) {
            return;
        }
        boolean isWhole = walkCheaply(message.length);
        for (PartPath path : paths) {
            find(path, isWhole);
        }
        PartPath path = paths.get(choice % paths.size());
        Map<PartPath, byte[]> before = values();
        write(path, value, isWhole, before);
        remove(path, isWhole, before);
    }

    private boolean walkCheaply(int length) {
        long most = FIRST_BYTES + BYTES_FOR_EACH * length;
        for (int i = 0; ; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean isWhole = walk(length);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated <= most) {
                return isWhole;
            }
            if (i == TRIES) {
                throw new AssertionError("reading parts of " + length + " bytes allocated " + allocated);
            }
            part = new PartView();
        }
    }

    private boolean walk(int length) {
        int parts = 0;
        part.begin(view, 3);
        while (part.next()) {
            read(length);
            if (++parts > 8 * 128 * length) {
                throw new AssertionError(parts + " parts in " + length + " bytes");
            }
        }
        if (part.isDamaged()) {
            checkDamage();
        }
        return !part.isDamaged();
    }

    private void read(int length) {
        int end = part.offset() + part.length();
        if (part.depth() < 1 || part.offset() < 0 || part.length() < 0 || end > length) {
            throw new AssertionError("a part at " + part.offset() + " to " + end + " of " + length);
        }
        if (part.isDeclared() && part.key().isEmpty()) {
            throw new AssertionError("a part without a key");
        }
        if (part.copy(scratch, 0) != part.neutralLength() || !part.same(scratch, 0, part.neutralLength())) {
            throw new AssertionError("a part that is not itself");
        }
        if (!NeutralForm.isLegal(part.characterClass(), scratch, 0, part.neutralLength())) {
            throw new AssertionError("a part that is not legal");
        }
        part.number();
    }

    private void checkDamage() {
        DecodeError error = part.error();
        DecodePromises.checkError(dialect, error, view.buffer().length - view.start());
        CardDigits.assertNoneIn(part.toString());
    }

    private void find(PartPath path, boolean isWhole) {
        if (part.find(view, path)) {
            int units = part.copy(scratch, 0);
            if (units > path.step(path.length() - 1).spec.value().length()) {
                throw new AssertionError(path + " has " + units + " characters");
            }
        } else if (part.isDamaged()) {
            checkDamage();
            if (isWhole) {
                throw new AssertionError(path + " is damaged in a whole element: " + part.error());
            }
        }
    }

    private Map<PartPath, byte[]> values() {
        Map<PartPath, byte[]> values = new LinkedHashMap<>();
        for (PartPath path : paths) {
            if (part.find(view, path)) {
                values.put(path, Arrays.copyOf(scratch, part.copy(scratch, 0)));
            }
        }
        return values;
    }

    private void write(PartPath path, byte[] value, boolean wasWhole, Map<PartPath, byte[]> before) {
        writer.begin(dialect, 0x0100, view).set(path, value, 0, value.length);
        int length = writer.encode(target, 0, target.length);
        // What is divided in turn takes any bytes as its own: whoever sets it whole answers for its parts.
        if (length < 0 || !wasWhole || isDivided(path)) {
            return;
        }
        MessageView after = decoded(length, "with " + path + " set");
        shouldKeepOthers(path, before, after);
        if (!part.find(after, path)) {
            shouldBeNothing(path, value);
            return;
        }
        byte[] read = Arrays.copyOf(scratch, part.copy(scratch, 0));
        byte[] first = Arrays.copyOf(target, length);
        writer.begin(dialect, 0x0100, after).set(path, read, 0, read.length);
        int again = writer.encode(target, 0, target.length);
        if (again < 0 || !Arrays.equals(first, 0, length, target, 0, again)) {
            throw new AssertionError("what was read of " + path + " is written otherwise");
        }
    }

    /** What takes the rest without a length of its own is not there when nothing is left for it. */
    private static void shouldBeNothing(PartPath path, byte[] value) {
        boolean isRest = !path.composite(path.length() - 1).isTagged() && path.step(path.length() - 1).isEnclosed;
        if (value.length != 0 || !isRest) {
            throw new AssertionError(path + " was set and is not there");
        }
    }

    private static boolean isDivided(PartPath path) {
        return path.step(path.length() - 1).parts != null;
    }

    private void remove(PartPath path, boolean wasWhole, Map<PartPath, byte[]> before) {
        writer.begin(dialect, 0x0100, view).remove(path);
        int length = writer.encode(target, 0, target.length);
        if (length >= 0 && wasWhole) {
            MessageView after = decoded(length, "with " + path + " removed");
            if (after.has(3)) {
                shouldKeepOthers(path, before, after);
            }
        }
    }

    private MessageView decoded(int length, String which) {
        byte[] message = Arrays.copyOf(target, length);
        MessageView after = new MessageView();
        if (!after.decode(dialect, message, 0, length)) {
            throw new AssertionError(which + " it is no message: " + after.error());
        }
        part.begin(after, 3);
        while (part.next()) {
            // Going there is the check.
        }
        if (part.isDamaged()) {
            throw new AssertionError(which + " it is damaged: " + part.error());
        }
        return after;
    }

    private void shouldKeepOthers(PartPath changed, Map<PartPath, byte[]> before, MessageView after) {
        before.forEach((path, value) -> {
            if (isApart(path.toString(), changed.toString())
                    && !(part.find(after, path) && part.same(value, 0, value.length))) {
                throw new AssertionError(changed + " was changed, and " + path + " is another");
            }
        });
    }

    /** Neither holds the other. */
    private static boolean isApart(String path, String other) {
        return !(path + ".").startsWith(other + ".") && !(other + ".").startsWith(path + ".");
    }
}
