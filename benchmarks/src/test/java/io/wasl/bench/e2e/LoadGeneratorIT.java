package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load against hosts that answer well and badly, all in this process. */
class LoadGeneratorIT {

    private final Sockets sockets = new Sockets("test-loop");

    @AfterEach
    void close() {
        sockets.close();
    }

    /** What a bad host does with every hundredth answer. */
    private enum Habit {
        NONE,
        LOSES,
        REPEATS
    }

    private static final class Host extends FramedHandler {

        private final AnswerMaker maker = new AnswerMaker();
        private final Habit habit;
        private int answers;

        Host(Habit habit) {
            this.habit = habit;
        }

        @Override
        void onFrame(byte[] bytes, int offset, int length) {
            ByteBuf answer = Unpooled.buffer();
            maker.answer(bytes, offset, length, answer);
            boolean isBad = ++answers % 100 == 0;
            if (!isBad || habit != Habit.LOSES) {
                out().writeBytes(answer.duplicate());
            }
            if (isBad && habit == Habit.REPEATS) {
                out().writeBytes(answer);
            }
        }

        @Override
        void onReadEnd() {
            // What was answered leaves.
        }

        @Override
        void onClosed(String why) {
            // The test is over.
        }
    }

    private LoadResult run(Habit habit, String shape) throws Exception {
        int port = sockets.listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                accepted.pipeline().addLast(new Host(habit));
            }
        });
        var load = new LoadGenerator(sockets, Duration.ofMillis(200));
        load.connect(port, 3);
        var silent = new LoadRun.Listener() {
            @Override
            public void onMeasuring() {
                // Nobody looks at the processors here.
            }

            @Override
            public void onMeasured() {
                // Nor here.
            }
        };
        return load.run(new LoadPlan(LoadShape.parse(shape), 0.1, 0.4), silent).get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed:1", "closed:50", "open:2000"})
    void shouldFindEveryAnswerOfAGoodHost(String shape) throws Exception {
        LoadResult result = run(Habit.NONE, shape);

        assertThat(result.count().isGood()).as("%s", result).isTrue();
        assertThat(result.windowAnswers())
                .isPositive()
                .isLessThanOrEqualTo(result.count().answered());
        assertThat(result.seconds()).isGreaterThanOrEqualTo(0.4);
        assertThat(result.latencyNs(LoadResult.P50)).isPositive().isLessThanOrEqualTo(result.latencyNs("100"));
    }

    /** 2,000 a second for half a second, lead-in and window. */
    @Test
    void shouldSendWhatIsDueWhateverComesBack() throws Exception {
        LoadResult result = run(Habit.NONE, "open:2000");

        assertThat(result.count().sent() + result.unsent()).isBetween(1_000L, 2_000L);
    }

    @Test
    void shouldSeeLostAnswers() throws Exception {
        LoadResult result = run(Habit.LOSES, "open:2000");

        assertThat(result.count().unanswered()).isPositive();
        assertThat(result.count().isGood()).isFalse();
    }

    @Test
    void shouldSeeRepeatedAnswers() throws Exception {
        LoadResult result = run(Habit.REPEATS, "closed:50");

        assertThat(result.count().unknown()).isPositive();
        assertThat(result.count().isGood()).isFalse();
    }
}
