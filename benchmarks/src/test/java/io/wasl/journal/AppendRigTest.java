package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.security.Keys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured must be a log that can be read. */
class AppendRigTest {

    private static final int GROUPS = 5;
    private static final int RECORDS = 8;

    @TempDir
    Path folder;

    @Test
    void shouldWriteALogThatIsReadBackWholeAndAsLongAsTheOneOnNothing() throws Exception {
        Keys keys = Keys.generate(new Random(7)::nextBytes);
        List<JournalRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            JournalRecord record = new JournalRecord().clear(RecordType.ACCEPTED, 1, i + 1L);
            record.member = "acquirer";
            record.sealed.put(2, "4000001234567899");
            records.add(record);
        }
        AppendRig onNothing = AppendRig.onNothing(keys);
        long bytes;
        try (AppendRig rig = AppendRig.on(folder, keys)) {
            for (int i = 0; i < GROUPS; i++) {
                assertThat(rig.appendGroup(records)).isEqualTo(onNothing.appendGroup(records));
            }
            bytes = rig.groupBytes();
        }
        assertThat(onNothing.groupBytes()).isEqualTo(bytes);

        List<Long> read = new ArrayList<>();
        JournalPorts ports =
                new JournalPorts(ChannelFiles.openToWrite(folder), keys, () -> 0, () -> 0, new Random(8)::nextBytes);
        JournalThreads threads = new JournalThreads(new LogThread(), Runnable::run, task -> {});
        try (FileJournal journal = FileJournal.open(ports, JournalLimits.of(64 << 20, 1, 1000, 1000), threads)) {
            journal.replay(1, record -> {
                if (record.type == RecordType.ACCEPTED) {
                    assertThat(record.sealed.has(2)).isTrue();
                    read.add(record.counter);
                }
                return true;
            });
        }
        assertThat(read).hasSize(GROUPS * RECORDS);
        assertThat(read.subList(0, RECORDS)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
}
