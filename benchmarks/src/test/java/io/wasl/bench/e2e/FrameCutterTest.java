package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCutterTest {

    private final FrameCutter cutter = new FrameCutter();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 300, 1000, 100_000})
    void shouldCutTheSameFramesHoweverTheStreamComes(int chunkBytes) {
        List<byte[]> bodies = List.of(new byte[] {1}, new byte[0], filled(300, 2), filled(70, 3));
        ByteBuf stream = Unpooled.buffer();
        for (int times = 0; times < 100; times++) {
            bodies.forEach(body -> stream.writeShort(body.length).writeBytes(body));
        }

        List<byte[]> cut = new ArrayList<>();
        while (stream.isReadable()) {
            cutter.add(stream.readSlice(Math.min(chunkBytes, stream.readableBytes())));
            while (cutter.next()) {
                cut.add(Arrays.copyOfRange(cutter.bytes(), cutter.offset(), cutter.offset() + cutter.length()));
            }
        }

        assertThat(cut).hasSize(400);
        for (int i = 0; i < cut.size(); i++) {
            assertThat(cut.get(i)).isEqualTo(bodies.get(i % bodies.size()));
        }
    }

    @Test
    void shouldTakeMoreThanItsFirstRoom() {
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 8; i++) {
            stream.writeShort(0xFFFF).writeBytes(filled(0xFFFF, i));
        }

        cutter.add(stream);

        for (int i = 0; i < 8; i++) {
            assertThat(cutter.next()).isTrue();
            assertThat(cutter.length()).isEqualTo(0xFFFF);
            assertThat(cutter.bytes()[cutter.offset() + 0xFFFE]).isEqualTo((byte) i);
        }
        assertThat(cutter.next()).isFalse();
    }

    private static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
