package io.wasl.link.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wasl.link.SendOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel whose kernel is the test: it takes as many bytes of a write as the test says. */
class OutboundTest {

    private static final int LIMIT = 300_000;

    private final Kernel kernel = new Kernel();
    private final EmbeddedChannel channel = new EmbeddedChannel(kernel);
    private final List<String> told = new ArrayList<>();
    private final FakeTurn turn = new FakeTurn();
    private final Outbound outbound = new Outbound(channel, turn, LIMIT, this::tell);

    @AfterEach
    void shouldHoldNoBufferInTheEnd() {
        for (ByteBuf buffer : kernel.written) {
            assertThat(buffer.refCnt()).isZero();
        }
        assertThat(turn.held).isZero();
    }

    @Test
    void shouldHandOverOneWriteATurn() {
        write(1, 100);
        write(2, 100);
        write(3, 100);
        assertThat(kernel.written).isEmpty();

        turn.end();

        assertThat(kernel.written).hasSize(1);
        assertThat(kernel.written.get(0).readableBytes()).isEqualTo(300);
        kernel.succeed();
        turn.end();
        assertThat(told).containsExactly("1 DELIVERED", "2 DELIVERED", "3 DELIVERED");
    }

    @Test
    void shouldTellNothingFromWithinAWrite() {
        kernel.isReady = true;

        write(1, Outbound.EARLY_FLUSH_BYTES);

        assertThat(kernel.written).as("handed over before the turn's end").hasSize(1);
        assertThat(told).isEmpty();
        turn.end();
        assertThat(told).containsExactly("1 DELIVERED");
    }

    @Test
    void shouldTellDeliveredOfWhatASlowPeerHasTakenSoFar() {
        write(1, 100);
        write(2, 100);
        turn.end();

        kernel.take(150);
        write(3, 100);
        turn.end();

        assertThat(told).containsExactly("1 DELIVERED");
        kernel.succeed();
        turn.end();
        kernel.succeed();
        turn.end();
        assertThat(told).containsExactly("1 DELIVERED", "2 DELIVERED", "3 DELIVERED");
    }

    @Test
    void shouldGatherWhileOneWriteWaits() {
        write(1, 100);
        turn.end();
        write(2, 100);
        turn.end();
        write(3, 100);
        turn.end();
        assertThat(kernel.written).hasSize(1);

        kernel.succeed();
        turn.end();

        assertThat(kernel.written).hasSize(2);
        assertThat(kernel.written.get(1).readableBytes()).isEqualTo(200);
        kernel.succeed();
    }

    @Test
    void shouldTellExactlyWhatABrokenWriteLeftBehind() {
        for (int token = 1; token <= 4; token++) {
            write(token, 100);
        }
        turn.end();
        write(5, 100);

        kernel.take(250);
        kernel.fail();
        outbound.tellClosed();

        assertThat(told).containsExactly("1 DELIVERED", "2 DELIVERED", "3 UNKNOWN", "4 NOT_SENT", "5 NOT_SENT");
        assertThat(outbound.hasFailed()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldTakeNothingOverTheWriteLimit() {
        assertThat(outbound.roomBytes()).isEqualTo(LIMIT);
        write(1, LIMIT - 10);
        assertThat(outbound.roomBytes()).isEqualTo(10);

        assertThat(outbound.write(new byte[11], 0, 11, 2)).isFalse();
        assertThat(outbound.write(new byte[10], 0, 10, 3)).isTrue();

        kernel.take(50);
        assertThat(outbound.write(new byte[50], 0, 50, 4))
                .as("what the kernel took waits no more")
                .isTrue();
        outbound.abort();
        turn.end();
        kernel.fail();
        outbound.tellClosed();
        assertThat(told).containsExactly("1 UNKNOWN", "3 NOT_SENT", "4 NOT_SENT");
    }

    /** Payments that a stalled disk held back all leave in one turn; their peer has refused none of them. */
    @Test
    void shouldTakeABurstOverTheWriteLimitFromAPeerThatReads() {
        kernel.isReady = true;
        var narrow = new Outbound(channel, turn, Outbound.EARLY_FLUSH_BYTES, this::tell);
        int frames = 4 * Outbound.EARLY_FLUSH_BYTES / 150;

        for (int token = 1; token <= frames; token++) {
            assertThat(narrow.write(new byte[150], 0, 150, token))
                    .as("frame %d", token)
                    .isTrue();
        }
        turn.end();

        assertThat(told).hasSize(frames).allMatch(line -> line.endsWith(" DELIVERED"));
    }

    @Test
    void shouldAllowLessWhileTheLoopIsCrowded() {
        turn.crowded = true;
        byte[] much = new byte[Outbound.CROWDED_LIMIT_BYTES];

        assertThat(outbound.write(much, 0, much.length, 1)).isTrue();
        assertThat(outbound.write(new byte[1], 0, 1, 2)).isFalse();
        kernel.succeed();
    }

    @Test
    void shouldHandOverBeforeAnOrderlyClose() {
        write(1, 100);
        kernel.isReady = true;

        outbound.close();
        assertThat(channel.isOpen()).isTrue();
        turn.end();

        assertThat(kernel.written).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(told).containsExactly("1 DELIVERED");
        assertThat(outbound.write(new byte[1], 0, 1, 2)).isFalse();
    }

    @Test
    void shouldHandNothingOverWhenAborted() {
        write(1, 100);

        outbound.abort();
        turn.end();
        outbound.tellClosed();

        assertThat(kernel.written).isEmpty();
        assertThat(told).containsExactly("1 NOT_SENT");
        assertThat(channel.isOpen()).isFalse();
    }

    private void write(long token, int lengthBytes) {
        assertThat(outbound.write(new byte[lengthBytes], 0, lengthBytes, token)).isTrue();
    }

    private void tell(long token, SendOutcome outcome) {
        told.add(token + " " + outcome);
    }

    private static final class FakeTurn implements Outbound.Turn {

        private final List<Outbound> dirty = new ArrayList<>();
        private boolean crowded;
        private int held;

        @Override
        public void markDirty(Outbound outbound) {
            if (!dirty.contains(outbound)) {
                dirty.add(outbound);
            }
        }

        @Override
        public void hold(int bytes) {
            held += bytes;
        }

        @Override
        public boolean isCrowded() {
            return crowded;
        }

        void end() {
            List<Outbound> ending = List.copyOf(dirty);
            ending.forEach(Outbound::endTurn);
            dirty.clear();
            ending.forEach(Outbound::tellDelivered);
        }
    }

    /** Holds each write as Netty does: takes bytes off the front, then completes it or fails it. */
    private static final class Kernel extends ChannelOutboundHandlerAdapter {

        private final List<ByteBuf> written = new ArrayList<>();
        private final List<ChannelPromise> promises = new ArrayList<>();
        private boolean isReady;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            written.add((ByteBuf) message);
            promises.add(promise);
            if (isReady) {
                succeed();
            }
        }

        void take(int lengthBytes) {
            written.get(written.size() - 1).skipBytes(lengthBytes);
        }

        /** Like Netty, lets the buffer go before the promise is kept, and leaves the reader index where it was. */
        void succeed() {
            written.get(written.size() - 1).release();
            promises.get(promises.size() - 1).setSuccess();
        }

        void fail() {
            written.get(written.size() - 1).release();
            promises.get(promises.size() - 1).setFailure(new IOException("planted"));
        }
    }
}
