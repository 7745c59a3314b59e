package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.journal.Journal.Urgency;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What recovery makes of damaged bytes: a torn tail is cut, everything else refused. */
final class TornTailTest {

    private static final String FIRST = Segment.name(1);

    private final FakeDisk disk = new FakeDisk();
    private long lastDurable;
    private int secondStart;
    private int lastStart;
    private int lastEnd;

    /** Position 1 NODE_STARTED, 2 and 3 one group each, 4 and 5 together in the last group. */
    @BeforeEach
    void writeThreeGroups() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        secondStart = end();
        world.appendDurably(100);
        lastDurable = world.appendDurably(101);
        lastStart = end();
        world.append(Urgency.IN_FLIGHT, 102, 2);
        world.journal.commit();
        world.settle();
        lastEnd = end();
        assertThat(world.journal.durablePosition()).isEqualTo(lastDurable + 2);
    }

    @Test
    void shouldKeepEverythingForcedWhenTheLastGroupIsCutAtAnyByte() throws Exception {
        byte[] whole = disk.bytes(FIRST).clone();
        for (int cut = lastStart; cut < lastEnd; cut++) {
            FakeDisk damaged = disk.copy();
            byte[] bytes = damaged.bytes(FIRST);
            Arrays.fill(bytes, cut, lastEnd, (byte) 0);
            boolean unharmed = Arrays.equals(bytes, whole);
            shouldContinueAfter(damaged, unharmed, cut);
        }
    }

    @Test
    void shouldKeepEverythingForcedWhenAnyByteOfTheLastGroupIsFlipped() throws Exception {
        for (int at = lastStart; at < lastEnd; at++) {
            FakeDisk damaged = disk.copy();
            damaged.bytes(FIRST)[at] ^= (byte) (1 << at % 8);
            shouldContinueAfter(damaged, false, at);
        }
    }

    private void shouldContinueAfter(FakeDisk damaged, boolean unharmed, int at) throws Exception {
        long last = unharmed ? lastDurable + 2 : lastDurable;
        List<Long> kept = unharmed ? List.of(100L, 101L, 102L, 103L) : List.of(100L, 101L);
        JournalWorld again = new JournalWorld(damaged, at);
        assertThat(again.journal.recovered().lastPosition()).as("damaged at %d", at).isEqualTo(last);
        assertThat(again.counters()).as("damaged at %d", at).isEqualTo(kept);
        again.lead();
        assertThat(again.heard.leadingPosition).isEqualTo(last + 1);
        assertThat(again.heard.leadingEpoch).isEqualTo(2);
        assertThat(again.appendDurably(200)).isEqualTo(last + 2);

        JournalWorld third = new JournalWorld(damaged, at);
        assertThat(third.counters()).as("cut at %d, then started again", at).hasSize(kept.size() + 1).endsWith(200L);
        assertThat(third.journal.recovered().lastPosition()).isEqualTo(last + 2);
    }

    @Test
    void shouldNotBringBackWhatWasCutWhenTheBytesBecomeWholeAgain() throws Exception {
        FakeDisk damaged = disk.copy();
        byte[] whole = damaged.bytes(FIRST).clone();
        damaged.bytes(FIRST)[lastStart + 70] ^= 1;
        new JournalWorld(damaged, 1).lead().appendDurably(200);

        damaged.put(FIRST, whole);
        JournalWorld again = new JournalWorld(damaged, 1);
        assertThat(again.counters()).containsExactly(100L, 101L, 200L);
    }

    @Test
    void shouldRefuseWhenAnyByteBeforeTheLastGroupIsFlipped() throws Exception {
        for (int at = secondStart; at < lastStart; at++) {
            FakeDisk damaged = disk.copy();
            damaged.bytes(FIRST)[at] ^= (byte) (1 << at % 8);
            int flipped = at;
            assertThatThrownBy(() -> new JournalWorld(damaged, flipped))
                    .as("flipped at %d", at)
                    .isInstanceOf(CorruptJournalException.class)
                    .hasMessageStartingWith(FIRST + " at byte ");
        }
    }

    @Test
    void shouldNameFileAndOffsetOfTheDamage() {
        disk.bytes(FIRST)[secondStart + 20] ^= 1;
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .isInstanceOfSatisfying(CorruptJournalException.class, e -> {
                    assertThat(e.file()).isEqualTo(FIRST);
                    assertThat(e.offset()).isEqualTo(secondStart);
                });
    }

    @Test
    void shouldRefuseWhenASealedSegmentIsDamaged() throws Exception {
        new JournalWorld(disk, 1).lead();
        for (int at = SegmentHeader.BYTES; at < lastEnd; at++) {
            FakeDisk damaged = disk.copy();
            damaged.bytes(FIRST)[at] ^= 1;
            assertThatThrownBy(() -> new JournalWorld(damaged, 1)).isInstanceOf(CorruptJournalException.class);
        }
    }

    @Test
    void shouldRefuseWhenAnyByteOfAHeaderIsFlipped() throws Exception {
        new JournalWorld(disk, 1).lead();
        for (long segment = 1; segment <= 2; segment++) {
            for (int at = 0; at < SegmentHeader.BYTES; at += at < 120 ? 1 : 97) {
                FakeDisk damaged = disk.copy();
                damaged.bytes(Segment.name(segment))[at] ^= 1;
                assertThatThrownBy(() -> new JournalWorld(damaged, 1))
                        .as("segment %d, byte %d", segment, at)
                        .isInstanceOf(CorruptJournalException.class);
            }
        }
    }

    @Test
    void shouldRefuseWhenASegmentBetweenOthersIsMissing() throws Exception {
        new JournalWorld(disk, 1).lead();
        new JournalWorld(disk, 1).lead();
        disk.remove(Segment.name(2));
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining(Segment.name(2));
    }

    @Test
    void shouldRefuseWhenTheLastSegmentIsShorterThanItWasMade() {
        disk.put(FIRST, Arrays.copyOf(disk.bytes(FIRST), lastEnd));
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("shorter");
    }

    @Test
    void shouldRefuseWhenTheLastSegmentIsCutInItsHeader() {
        disk.put(Segment.name(2), Arrays.copyOf(disk.bytes(FIRST), 100));
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageStartingWith(Segment.name(2));
    }

    @Test
    void shouldGoOnWhenTheLastSegmentIsAllZeros() throws Exception {
        for (int length : new int[] {0, 100, 256 << 10}) {
            FakeDisk unused = disk.copy();
            unused.put(Segment.name(2), new byte[length]);
            JournalWorld again = new JournalWorld(unused, 1).lead();
            assertThat(again.counters()).containsExactly(100L, 101L, 102L, 103L);
            assertThat(again.appendDurably(200)).isEqualTo(lastDurable + 4);
        }
    }

    @Test
    void shouldGoOnWhenTheLastSegmentHasAHeaderHalfWrittenAndNothingElse() throws Exception {
        byte[] page = Arrays.copyOf(Arrays.copyOf(disk.bytes(FIRST), 60), 256 << 10);
        disk.put(Segment.name(2), page);
        JournalWorld again = new JournalWorld(disk, 1).lead();
        assertThat(again.appendDurably(200)).isEqualTo(lastDurable + 4);
    }

    @Test
    void shouldGoOnWhenTheCrashCameBetweenAHeaderAndItsFirstGroup() throws Exception {
        new JournalWorld(disk, 1).lead();
        byte[] second = disk.bytes(Segment.name(2));
        Arrays.fill(second, SegmentHeader.BYTES, second.length, (byte) 0);
        JournalWorld again = new JournalWorld(disk, 1).lead();
        assertThat(again.heard.leadingEpoch).isEqualTo(3);
        assertThat(again.counters()).containsExactly(100L, 101L, 102L, 103L);
        assertThat(again.appendDurably(200)).isEqualTo(lastDurable + 4);
        assertThat(new JournalWorld(disk, 2).counters()).containsExactly(100L, 101L, 102L, 103L, 200L);
    }

    @Test
    void shouldDeleteWhatPreallocationLeftUnfinished() throws Exception {
        disk.put("spare-000000000099.tmp", new byte[1000]);
        new JournalWorld(disk, 1).lead();
        assertThat(disk.names()).noneMatch(name -> name.endsWith("99.tmp"));
    }

    @Test
    void shouldGiveBackTheUnusedRestOfTheSegmentBefore() throws Exception {
        new JournalWorld(disk, 1).lead();
        assertThat(disk.bytes(FIRST)).hasSize(lastEnd);
    }

    private int end() {
        byte[] bytes = disk.bytes(FIRST);
        int at = SegmentHeader.BYTES;
        while (at + GroupFormat.HEADER_BYTES < bytes.length && GroupFormat.looksLikeHeader(bytes, at)) {
            at += GroupFormat.intAt(bytes, at + GroupFormat.LENGTH_AT);
        }
        return at;
    }
}
