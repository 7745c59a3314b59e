package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import org.junit.jupiter.api.Test;

/** Decoding, rewriting, answering and transcoding allocate nothing, by the JVM's own count of this thread's bytes. */
final class EncodeAllocationTest {

    private final MessageView view = new MessageView();
    private final MessageWriter writer = new MessageWriter();
    private final ElementSet kept = new ElementSet(1024);
    private final byte[] target = new byte[2048];
    private final byte[] pan = new byte[19];
    private final byte[] ascii = sample(ASCII);
    private final byte[] binary = sample(BINARY);
    private long seen;

    @Test
    void shouldDecodeWithoutAllocating() {
        assertThat(bytesOf(() -> {
                    seen += view.decode(ASCII, ascii, 0, ascii.length) ? view.pan(pan, 0) : 0;
                    seen += view.decode(BINARY, binary, 0, binary.length) ? view.number(4) : 0;
                }))
                .isZero();
    }

    @Test
    void shouldRewriteWithoutAllocating() {
        assertThat(bytesOf(() -> {
                    rewrite(ASCII, ascii);
                    rewrite(BINARY, binary);
                }))
                .isZero();
    }

    private void rewrite(Dialect dialect, byte[] wire) {
        view.decode(dialect, wire, 0, wire.length);
        kept.clear();
        seen += view.copyTo(kept, dialect.storedOpen()) ? 1 : 0;
        writer.begin(dialect, view.mti(), view).setNumber(11, 123_456).remove(128);
        seen += writer.encode(target, 0, target.length);
    }

    @Test
    void shouldAnswerWithoutAllocating() {
        assertThat(bytesOf(() -> {
                    view.decode(BINARY, binary, 0, binary.length);
                    writer.begin(BINARY, 0x0110, view)
                            .keep(BINARY.echoed())
                            .setText(38, "A1B2C3")
                            .setCode(ResponseCode.APPROVED);
                    seen += writer.encode(target, 0, target.length);
                }))
                .isZero();
    }

    @Test
    void shouldTranscodeWithoutAllocating() {
        assertThat(bytesOf(() -> {
                    view.decode(ASCII, ascii, 0, ascii.length);
                    seen += writer.begin(BINARY, 0x0100, view).encode(target, 0, target.length);
                    view.decode(BINARY, binary, 0, binary.length);
                    seen += writer.begin(ASCII, 0x0100, view).encode(target, 0, target.length);
                }))
                .isZero();
    }

    @Test
    void shouldRefuseGarbageWithoutAllocating() {
        byte[] cut = java.util.Arrays.copyOf(ascii, ascii.length - 1);
        assertThat(bytesOf(() -> seen += view.decode(ASCII, cut, 0, cut.length) ? 1 : 0))
                .isZero();
    }

    @Test
    void shouldSeeAnAllocation() {
        assertThat(bytesOf(() -> {
                    view.decode(ASCII, ascii, 0, ascii.length - 1);
                    seen += view.error().toString().length();
                }))
                .as("the count would not notice anything")
                .isGreaterThan(AllocationCount.COUNTED);
    }

    private long bytesOf(Runnable work) {
        long bytes = AllocationCount.leastBytesOf(work);
        assertThat(seen).isNotNegative();
        return bytes;
    }
}
