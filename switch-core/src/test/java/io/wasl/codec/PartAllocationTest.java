package io.wasl.codec;

import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Finding, going through, setting and removing parts allocate nothing, by the JVM's own count of this thread's bytes. */
final class PartAllocationTest {

    private static final String NESTED =
            "{ form: bitmap, bitmap: hex, bits: 64, fields: { 2: { type: ans..9 }, 25: { type: b...999, prefix: ascii,"
                    + " encoding: hex, parts: { form: ber-tlv, fields: { 9F36: { type: b16 }, 71: { type: b..99, parts: {"
                    + " form: tagged, tag: { bytes: 2, encoding: ascii }, length: { bytes: 2, encoding: ascii }, fields: {"
                    + " 01: { type: n..9 } } } } } } } } }";

    private final MessageView view = new MessageView();
    private final PartView part = new PartView();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] target = new byte[2048];
    private final byte[] value = Divided.latin("42");
    private long seen;

    @Test
    void shouldReadWithoutAllocating() throws Exception {
        Dialect dialect = Divided.bytes(NESTED);
        PartPath path = PartPath.of(dialect, "3.25.71.01");
        byte[] message = message(dialect);
        assertThat(bytesOf(() -> {
                    seen += view.decode(dialect, message, 0, message.length) ? 1 : 0;
                    seen += part.find(view, path) ? part.number() + part.copy(target, 0) : 0;
                    for (part.begin(view, 3); part.next(); ) {
                        seen += part.key().length() + part.name().length() + part.depth();
                    }
                }))
                .isZero();
        assertThat(part.find(view, path)).isTrue();
    }

    @Test
    void shouldCheckWithoutAllocating() throws Exception {
        Dialect dialect = Divided.bytes(NESTED.replace("form: bitmap", "form: bitmap, check: true"));
        byte[] message = message(dialect);
        byte[] damaged = message.clone();
        damaged[damaged.length - 1] = 'x';
        assertThat(bytesOf(() -> {
                    seen += view.decode(dialect, message, 0, message.length) ? 1 : 0;
                    seen += view.decode(dialect, damaged, 0, damaged.length) ? 1 : 0;
                }))
                .isZero();
    }

    @Test
    void shouldWriteWithoutAllocating() throws Exception {
        Dialect dialect = Divided.bytes(NESTED);
        PartPath changed = PartPath.of(dialect, "3.25.71.01");
        PartPath added = PartPath.of(dialect, "3.2");
        PartPath removed = PartPath.of(dialect, "3.25.9F36");
        byte[] message = message(dialect);
        assertThat(bytesOf(() -> {
                    view.decode(dialect, message, 0, message.length);
                    writer.begin(dialect, 0x0100, view)
                            .set(changed, value, 0, value.length)
                            .set(added, value, 0, value.length)
                            .remove(removed);
                    seen += writer.encode(target, 0, target.length);
                }))
                .isZero();
        assertThat(writer.failedElement()).isNegative();
    }

    @Test
    void shouldSeeAnAllocation() throws Exception {
        Dialect dialect = Divided.bytes(NESTED);
        byte[] message = message(dialect);
        assertThat(bytesOf(() -> {
                    view.decode(dialect, message, 0, message.length);
                    seen += PartPath.of(dialect, "3.2").toString().length();
                }))
                .as("the count would not notice anything")
                .isGreaterThan(AllocationCount.COUNTED);
    }

    private byte[] message(Dialect dialect) {
        byte[] counter = hex("0047");
        writer.begin(dialect, 0x0100)
                .set(PartPath.of(dialect, "3.25.9F36"), counter, 0, counter.length)
                .set(PartPath.of(dialect, "3.25.71.01"), value, 0, value.length);
        return Messages.encode(writer);
    }

    private long bytesOf(Runnable work) {
        long bytes = AllocationCount.leastBytesOf(work);
        assertThat(seen).isPositive();
        return bytes;
    }
}
