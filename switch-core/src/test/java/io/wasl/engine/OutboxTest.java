package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private record Entry(long position, long token, String body) {}

    @Test
    void shouldLetOutWhatIsDurableInOrderWithItsBytes() {
        for (long seed = 1; seed <= 50; seed++) {
            agree(seed);
        }
    }

    @Test
    void shouldSayWhenItIsFullOfEntriesOrOfBytes() {
        Outbox outbox = new Outbox(4, 100, 100);
        assertThat(outbox.hasRoom(100)).isTrue();
        outbox.offer(1, 1, new byte[60], 0, 60);
        assertThat(outbox.hasRoom(41)).as("40 are left").isFalse();
        outbox.offer(1, 2, new byte[10], 0, 10);
        outbox.offer(1, 3, new byte[10], 0, 10);
        outbox.offer(1, 4, new byte[10], 0, 10);
        assertThat(outbox.hasRoom(1)).as("four entries").isFalse();
        outbox.drain(1, (token, frame) -> {});
        assertThat(outbox.hasRoom(100)).isTrue();
        assertThat(outbox.usedBytes()).isZero();
    }

    private static void agree(long seed) {
        Random random = new Random(seed);
        Outbox outbox = new Outbox(32, 500, 120);
        ArrayDeque<Entry> model = new ArrayDeque<>();
        long position = 0;
        for (int step = 0; step < 2_000; step++) {
            byte[] body = new byte[1 + random.nextInt(120)];
            Arrays.fill(body, (byte) ('a' + random.nextInt(26)));
            if (random.nextInt(3) > 0 && outbox.hasRoom(body.length)) {
                position += random.nextInt(3);
                outbox.offer(position, step, body, 0, body.length);
                model.add(new Entry(position, step, new String(body, StandardCharsets.US_ASCII)));
            } else {
                long durable = position - random.nextInt(4);
                List<Entry> out = new ArrayList<>();
                outbox.drain(durable, (token, frame) -> out.add(new Entry(0, token, text(frame))));
                for (Entry entry : out) {
                    Entry expected = model.remove();
                    assertThat(expected.position()).as("seed %d", seed).isLessThanOrEqualTo(durable);
                    assertThat(entry.token()).as("seed %d", seed).isEqualTo(expected.token());
                    assertThat(entry.body()).as("seed %d", seed).isEqualTo(expected.body());
                }
                Entry next = model.peek();
                assertThat(next == null || next.position() > durable)
                        .as("seed %d: nothing durable stays", seed)
                        .isTrue();
            }
        }
    }

    private static String text(Frame frame) {
        return new String(frame.buffer(), frame.bodyOffset(), frame.bodyLength(), StandardCharsets.US_ASCII);
    }
}
