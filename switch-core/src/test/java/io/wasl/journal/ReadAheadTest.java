package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ReadAheadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private long taken;

    /** A log of so many records that then ends or fails. */
    private static JournalSearch.Replay log(long count, @Nullable Throwable failure) {
        return (from, visitor) -> {
            JournalRecord lent = new JournalRecord();
            for (long position = from; position <= count; position++) {
                lent.clear(RecordType.SENT, 1, position * 7);
                lent.position = position;
                lent.member = "atlas";
                lent.open.put(11, Long.toString(position));
                lent.sealed.put(2, Long.toString(-position));
                if (!visitor.onRecord(lent)) {
                    return;
                }
            }
            if (failure instanceof IOException known) {
                throw known;
            } else if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException defect) {
                throw defect;
            }
        };
    }

    private boolean take(JournalRecord record) {
        taken++;
        assertThat(record.position).isEqualTo(taken);
        assertThat(record.counter).isEqualTo(taken * 7);
        assertThat(record.open.number(11)).isEqualTo(taken);
        assertThat(record.sealed.has(2)).isTrue();
        return true;
    }

    @AfterEach
    void shouldLeaveItsThreadFree() throws InterruptedException {
        reader.shutdown();
        assertThat(reader.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the reader has ended")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 256, 257, 1024, 1025, 100_000})
    void shouldLendEachRecordOnceInOrder(long count) throws IOException {
        new ReadAhead().replay(log(count, null), 1, reader, this::take);

        assertThat(taken).isEqualTo(count);
    }

    @Test
    void shouldThrowWhatTheReaderThrowsBehindTheRecordsBefore() {
        var damage = new CorruptJournalException("segment", 4096, 701, Damage.CRC, "damaged");

        assertThatThrownBy(() -> new ReadAhead().replay(log(700, damage), 1, reader, this::take))
                .isSameAs(damage);
        assertThat(taken).isEqualTo(700);
    }

    @Test
    void shouldThrowDefectsAndErrorsToo() {
        for (Throwable failure : new Throwable[] {new IllegalStateException("defect"), new OutOfMemoryError("error")}) {
            taken = 0;
            assertThatThrownBy(() -> new ReadAhead().replay(log(3, failure), 1, reader, this::take))
                    .isSameAs(failure);
        }
    }

    /** With far more behind it than is read ahead. */
    @Test
    void shouldEndTheReaderWhenTheVisitorStopsOrThrows() throws IOException {
        var replayed = new AtomicLong();
        JournalSearch.Replay endless =
                (from, visitor) -> log(Long.MAX_VALUE, null).replay(from, record -> {
                    replayed.incrementAndGet();
                    return visitor.onRecord(record);
                });
        new ReadAhead().replay(endless, 1, reader, record -> take(record) && taken < 300);
        assertThat(taken).isEqualTo(300);

        taken = 0;
        assertThatThrownBy(() -> new ReadAhead().replay(endless, 1, reader, record -> {
                    take(record);
                    throw new IllegalStateException("a record that recovery cannot take");
                }))
                .hasMessage("a record that recovery cannot take");
        assertThat(replayed).hasPositiveValue();
    }
}
