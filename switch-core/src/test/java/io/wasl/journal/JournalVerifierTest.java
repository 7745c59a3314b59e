package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.journal.Journal.Urgency;
import io.wasl.journal.VerifiedSegment.End;
import io.wasl.security.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done to a log, and what {@link JournalVerifier} says of it. */
final class JournalVerifierTest {

    private static final String FIRST = Segment.name(1);
    private static final String SECOND = Segment.name(2);
    private static final String THIRD = Segment.name(3);

    private final FakeDisk disk = new FakeDisk();
    private final List<VerifiedSegment> told = new ArrayList<>();

    /** Three starts: each a segment of NODE_STARTED, a group of one record, and one of two. */
    @BeforeEach
    void writeThreeSegments() throws Exception {
        for (int start = 0; start < 3; start++) {
            JournalWorld world = new JournalWorld(disk, start).lead();
            world.appendDurably(10 + start);
            world.append(Urgency.IN_FLIGHT, 20 + start, 2);
            world.journal.commit();
            world.settle();
        }
        assertThat(disk.published()).isEqualTo(12);
    }

    @Test
    void shouldTellWhatEachSegmentHoldsAndWhereTheChainStands() throws Exception {
        LogVerdict verdict = verify();
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.firstSegment()).isEqualTo(1);
        assertThat(verdict.segments()).isEqualTo(3);
        assertThat(verdict.groups()).isEqualTo(9);
        assertThat(verdict.lastPosition()).isEqualTo(12);
        assertThat(verdict.unused()).isEmpty();
        assertThat(told).extracting(VerifiedSegment::file).containsExactly(FIRST, SECOND, THIRD);
        assertThat(told).extracting(VerifiedSegment::firstPosition).containsExactly(1L, 5L, 9L);
        assertThat(told).extracting(VerifiedSegment::lastPosition).containsExactly(4L, 8L, 12L);
        assertThat(told).extracting(VerifiedSegment::records).containsOnly(4L);
        assertThat(told).extracting(VerifiedSegment::groups).containsOnly(3L);
        assertThat(told).extracting(VerifiedSegment::epoch).containsExactly(1L, 2L, 3L);
        assertThat(told).extracting(VerifiedSegment::end).containsExactly(End.SEALED, End.SEALED, End.OPEN);
        assertThat(told).extracting(VerifiedSegment::looseBytes).containsOnly(0L);
        int end = end(THIRD);
        assertThat(told.get(2).endOffset()).isEqualTo(end);
        assertThat(verdict.chain())
                .isEqualTo(ChainValue.at(disk.bytes(THIRD), end - GroupFormat.CHAIN_BYTES))
                .isNotEqualTo(ChainValue.NONE);
        assertThat(verdict.chain().toString()).matches("[0-9a-f]{32}");
    }

    @Test
    void shouldFindEachByteThatIsAltered() throws Exception {
        shouldFindEachByte((bytes, at) -> {});
    }

    @Test
    void shouldFindEachByteThatIsAlteredByOneWhoMendsTheChecksums() throws Exception {
        Set<Damage> kinds = shouldFindEachByte(JournalVerifierTest::mend);
        assertThat(kinds).contains(Damage.CHAIN, Damage.SEQUENCE, Damage.KEY, Damage.FORMAT);
    }

    private Set<Damage> shouldFindEachByte(BiConsumer<byte[], Integer> attacker) throws Exception {
        Set<Damage> kinds = EnumSet.noneOf(Damage.class);
        for (String name : List.of(FIRST, SECOND, THIRD)) {
            byte[] whole = Arrays.copyOf(disk.bytes(name), disk.bytes(name).length);
            int end = end(name);
            for (int at = 0; at < end; at++) {
                byte[] bytes = disk.bytes(name);
                bytes[at] ^= (byte) (1 << at % 8);
                attacker.accept(bytes, at);
                if (Arrays.equals(bytes, whole)) {
                    continue; // a byte of a checksum, mended
                }
                LogVerdict verdict = verify();
                assertThat(verdict.damage()).as("%s, byte %d", name, at).isPresent();
                CorruptJournalException damage = verdict.damage().get();
                assertThat(damage.file()).as("%s, byte %d", name, at).isEqualTo(name);
                assertThat(damage.offset()).as("%s, byte %d", name, at).isLessThanOrEqualTo(at);
                assertThat(damage.position()).isEqualTo(verdict.lastPosition() + 1);
                kinds.add(damage.damage());
                System.arraycopy(whole, 0, bytes, 0, whole.length);
            }
        }
        assertThat(verify().damage()).isEmpty();
        return kinds;
    }

    /** Who knows the format, and no key: the checksums of records, groups and headers are his to make. */
    private static void mend(byte[] bytes, int at) {
        if (at < SegmentHeader.BYTES) {
            mendHeader(bytes);
        } else {
            mendGroup(bytes, groupAt(bytes, at));
        }
    }

    private static int groupAt(byte[] bytes, int at) {
        int group = SegmentHeader.BYTES;
        int next = group + GroupFormat.intAt(bytes, group + GroupFormat.LENGTH_AT);
        while (next <= at && next > group && GroupFormat.looksLikeHeader(bytes, next)) {
            group = next;
            next = group + GroupFormat.intAt(bytes, group + GroupFormat.LENGTH_AT);
        }
        return group;
    }

    private static void mendHeader(byte[] bytes) {
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes, 0, 12);
        crc.update(bytes, 16, SegmentHeader.BYTES - 16);
        GroupFormat.INT.set(bytes, 12, (int) crc.getValue());
    }

    private static void mendGroup(byte[] bytes, int group) {
        int length = GroupFormat.intAt(bytes, group + GroupFormat.LENGTH_AT);
        if (length < GroupFormat.HEADER_BYTES || length > bytes.length - group) {
            return;
        }
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        int at = group + GroupFormat.HEADER_BYTES;
        int limit = at + GroupFormat.intAt(bytes, group + GroupFormat.RECORD_BYTES_AT);
        while (at < limit
                && GroupFormat.intAt(bytes, at) >= RecordFormat.FIXED_BYTES
                && GroupFormat.intAt(bytes, at) <= limit - at
                && limit <= group + length) {
            at = RecordFormat.finish(crc, bytes, at);
        }
        byte[] salt = Arrays.copyOfRange(bytes, 72, 88);
        GroupFormat.INT.set(bytes, group + GroupFormat.CRC_AT, GroupFormat.checksum(crc, salt, bytes, group, length));
    }

    @Test
    void shouldSayThatBytesBehindTheLastGroupCountForNothing() throws Exception {
        int end = end(THIRD);
        int length = disk.bytes(THIRD).length;
        for (int at = end; at < length; at += at < end + 200 ? 1 : 509) {
            disk.bytes(THIRD)[at] = 1;
            assertThat(verify().damage()).isEmpty();
            VerifiedSegment last = told.get(2);
            assertThat(last.end()).as("byte %d", at).isEqualTo(End.TORN);
            assertThat(last.endOffset()).isEqualTo(end);
            assertThat(last.looseBytes()).isEqualTo(at + 1 - end);
            disk.bytes(THIRD)[at] = 0;
        }
    }

    @Test
    void shouldCallTheLastGroupTornOnlyIfNothingSaysThatItWasForced() throws Exception {
        byte[] bytes = disk.bytes(THIRD);
        bytes[end(THIRD) - 3] ^= 1;
        shouldBeDamaged(Damage.CRC, THIRD, "told durable");
        assertThat(told.get(2).end()).isEqualTo(End.DAMAGED);
        assertThat(told.get(2).lastPosition()).isEqualTo(10);

        disk.publish(0); // as a power cut may leave it
        LogVerdict verdict = verify();
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.lastPosition()).isEqualTo(10);
        assertThat(told.get(2).end()).isEqualTo(End.TORN);
    }

    @Test
    void shouldFindARemovedSegment() throws Exception {
        byte[] second = disk.bytes(SECOND);
        disk.remove(SECOND);
        shouldBeDamaged(Damage.SEQUENCE, SECOND, "missing between others");
        assertThat(told).extracting(VerifiedSegment::end).containsExactly(End.UNCONFIRMED);

        disk.put(SECOND, second);
        disk.remove(THIRD);
        shouldBeDamaged(Damage.CRC, SECOND, "told durable");
    }

    @Test
    void shouldSayThatTheBeginningIsTrustedWhenTheOldestSegmentsAreGone() throws Exception {
        disk.remove(FIRST);
        assertThat(verify().damage()).get().satisfies(damage -> {
            assertThat(damage.damage()).isEqualTo(Damage.SEQUENCE);
            assertThat(damage)
                    .hasMessageContaining(FIRST + " at byte 0: this segment is missing, and the log never let");
        });
        disk.put(LetGo.name(1), new byte[0]);
        LogVerdict verdict = verify();
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.letGo()).hasValue(1);
        assertThat(verdict.firstSegment()).isEqualTo(2);
        assertThat(verdict.lastPosition()).isEqualTo(12);
        assertThat(told).extracting(VerifiedSegment::file).containsExactly(SECOND, THIRD);

        disk.remove(LetGo.name(1));
        disk.remove(LetGo.name(0));
        assertThat(verify().damage()).as("a log of an earlier build").isEmpty();
        assertThat(verify().letGo()).isEmpty();
    }

    @Test
    void shouldFindThatNothingIsLeft() throws Exception {
        List.of(FIRST, SECOND, THIRD).forEach(disk::remove);
        shouldBeDamaged(Damage.SEQUENCE, FIRST, "ends before position 12");
        disk.put(FIRST, new byte[256 << 10]);
        assertThat(verify().unused()).contains(FIRST);
        shouldBeDamaged(Damage.SEQUENCE, FIRST, "ends before position 12");
    }

    @Test
    void shouldFindSwappedSegments() throws Exception {
        byte[] second = disk.bytes(SECOND);
        byte[] third = disk.bytes(THIRD);
        disk.put(SECOND, third);
        disk.put(THIRD, second);
        shouldBeDamaged(Damage.SEQUENCE, SECOND, "its header says it is segment 3");

        GroupFormat.LONG.set(third, 16, 2L);
        GroupFormat.LONG.set(third, 32, 5L);
        GroupFormat.LONG.set(third, 40, 4L);
        mendHeader(third);
        shouldBeDamaged(Damage.CHAIN, SECOND, "a header that the hash chain does not fit");
    }

    @Test
    void shouldFindADuplicatedSegment() throws Exception {
        byte[] copy = Arrays.copyOf(disk.bytes(THIRD), disk.bytes(THIRD).length);
        disk.put(Segment.name(4), copy);
        shouldBeDamaged(Damage.SEQUENCE, Segment.name(4), "its header says it is segment 3");
        GroupFormat.LONG.set(copy, 16, 4L);
        mendHeader(copy);
        shouldBeDamaged(Damage.CHAIN, Segment.name(4), "a header that the hash chain does not fit");
    }

    /** Two histories under the same keys that part after the first segment; every checksum and MAC is genuine. */
    @Test
    void shouldFindAGenuineSegmentOfAnotherHistory() throws Exception {
        FakeDisk other = new FakeDisk();
        other.put(FIRST, disk.bytes(FIRST).clone());
        other.put(FIRST, Arrays.copyOf(disk.bytes(FIRST), 256 << 10));
        JournalWorld world = new JournalWorld(other, 77).lead();
        world.appendDurably(11);
        world.append(Urgency.IN_FLIGHT, 21, 2);
        world.journal.commit();
        world.settle();
        new JournalWorld(other, 78).lead();
        assertThat(JournalVerifier.verify(other, JournalWorld.KEYS, segment -> {})
                        .damage())
                .isEmpty();
        assertThat(other.bytes(SECOND)).hasSameSizeAs(disk.bytes(SECOND));

        disk.put(SECOND, other.bytes(SECOND));
        shouldBeDamaged(Damage.CHAIN, THIRD, "the segment before it is another");
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .as("start-up looks at each border too")
                .isInstanceOfSatisfying(
                        CorruptJournalException.class,
                        e -> assertThat(e.damage()).isEqualTo(Damage.CHAIN));
    }

    @Test
    void shouldFindASegmentThatIsCutShort() throws Exception {
        byte[] second = disk.bytes(SECOND);
        List<Integer> groups = groups(second);
        disk.put(SECOND, Arrays.copyOf(second, groups.get(2)));
        shouldBeDamaged(Damage.CRC, SECOND, "forced");

        byte[] third = disk.bytes(THIRD);
        GroupFormat.LONG.set(third, 32, 7L);
        GroupFormat.LONG.set(third, 40, 6L);
        GroupFormat.LONG.set(third, 48, (long) groups.get(2));
        mendHeader(third);
        shouldBeDamaged(Damage.CHAIN, THIRD, "a header that the hash chain does not fit");
        disk.put(SECOND, second);
        disk.put(THIRD, Arrays.copyOf(third, 10_000));
        assertThat(verify().damage()).isPresent();
    }

    @Test
    void shouldFindALastSegmentThatIsShorterThanItWasMade() throws Exception {
        disk.put(THIRD, Arrays.copyOf(disk.bytes(THIRD), end(THIRD)));
        shouldBeDamaged(Damage.LENGTH, THIRD, "shorter than it was made");
    }

    @Test
    void shouldFindAGroupThatIsPlayedAgain() throws Exception {
        byte[] third = disk.bytes(THIRD);
        int group = groups(third).get(1);
        int end = end(THIRD);
        int length = groups(third).get(2) - group;
        System.arraycopy(third, group, third, end, length);
        shouldBeDamaged(Damage.SEQUENCE, THIRD, "another position");

        GroupFormat.LONG.set(third, end + GroupFormat.GROUP_NUMBER_AT, 10L);
        GroupFormat.LONG.set(third, end + GroupFormat.FIRST_POSITION_AT, 13L);
        GroupFormat.LONG.set(third, end + GroupFormat.HEADER_BYTES + RecordFormat.POSITION_AT, 13L);
        mendGroup(third, end);
        shouldBeDamaged(Damage.CHAIN, THIRD, "a group that the hash chain does not fit");
        assertThat(told.get(2).lastPosition()).isEqualTo(12);
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .as("start-up checks the last segment's groups")
                .isInstanceOfSatisfying(CorruptJournalException.class, e -> {
                    assertThat(e.damage()).isEqualTo(Damage.CHAIN);
                    assertThat(e.offset()).isEqualTo(end);
                    assertThat(e.position()).isEqualTo(13);
                });
    }

    @Test
    void shouldRefuseToStartBehindAForgedHeader() throws Exception {
        byte[] second = disk.bytes(SECOND);
        GroupFormat.LONG.set(second, 64, 1L); // log time
        mendHeader(second);
        assertThatThrownBy(() -> new JournalWorld(disk, 1)).isInstanceOfSatisfying(CorruptJournalException.class, e -> {
            assertThat(e.damage()).isEqualTo(Damage.CHAIN);
            assertThat(e.file()).isEqualTo(SECOND);
        });
    }

    @Test
    void shouldFindAGroupMissingInTheMiddle() throws Exception {
        byte[] second = disk.bytes(SECOND);
        Arrays.fill(second, groups(second).get(1), groups(second).get(2), (byte) 0);
        shouldBeDamaged(Damage.CRC, SECOND, "forced");
        byte[] third = disk.bytes(THIRD);
        Arrays.fill(third, groups(third).get(1), groups(third).get(2), (byte) 0);
        disk.put(SECOND, new byte[0]);
        LogVerdict verdict = verify();
        assertThat(verdict.damage()).isPresent();
        assertThat(verdict.damage().get().file()).as("the first of two").isEqualTo(SECOND);
    }

    @Test
    void shouldFindDamageBeforeALaterGroupThoughNothingWasPublished() throws Exception {
        disk.publish(0);
        byte[] third = disk.bytes(THIRD);
        third[groups(third).get(1) + 40] ^= 1;
        shouldBeDamaged(
                Damage.CRC,
                THIRD,
                "before a whole group at byte " + groups(third).get(2));
        assertThat(told.get(2).lastPosition()).isEqualTo(9);
    }

    @Test
    void shouldTellTheDamageBeforeADamagedHeaderFirst() throws Exception {
        disk.bytes(THIRD)[100] ^= 1;
        shouldBeDamaged(Damage.CRC, THIRD, "its header is damaged");
        assertThat(told).extracting(VerifiedSegment::end).containsExactly(End.SEALED, End.UNCONFIRMED);
        byte[] second = disk.bytes(SECOND);
        second[groups(second).get(1) + 20] ^= 1;
        shouldBeDamaged(Damage.CRC, SECOND, "before a whole group");
    }

    @Test
    void shouldGoOnBehindATornTailThatWasCut() throws Exception {
        byte[] torn = disk.bytes(THIRD).clone();
        int end = end(THIRD);
        disk.bytes(THIRD)[end - 20] ^= 1;
        new JournalWorld(disk, 5).lead().appendDurably(30);
        assertThat(verify().damage()).isEmpty();
        assertThat(told).extracting(VerifiedSegment::end).containsExactly(End.SEALED, End.SEALED, End.SEALED, End.OPEN);
        assertThat(told.get(2).lastPosition()).isEqualTo(10);
        assertThat(told.get(2).looseBytes()).isZero();

        disk.put(THIRD, torn); // what was cut, whole again
        assertThat(verify().damage()).isEmpty();
        assertThat(told.get(2).lastPosition()).isEqualTo(10);
        assertThat(told.get(2).looseBytes()).isEqualTo(end - told.get(2).endOffset());
        assertThat(told.get(3).firstPosition()).isEqualTo(11);
    }

    @Test
    void shouldGoOnBehindASegmentWithoutAGroup() throws Exception {
        new JournalWorld(disk, 5).lead();
        byte[] fourth = disk.bytes(Segment.name(4));
        Arrays.fill(fourth, SegmentHeader.BYTES, fourth.length, (byte) 0);
        disk.publish(12);
        assertThat(verify().damage()).isEmpty();
        new JournalWorld(disk, 6).lead().appendDurably(40);
        assertThat(verify().damage()).isEmpty();
        assertThat(told.get(3).records()).isZero();
        disk.bytes(Segment.name(4))[48] ^= 1;
        mendHeader(disk.bytes(Segment.name(4)));
        shouldBeDamaged(Damage.CHAIN, Segment.name(4), "a header that the hash chain does not fit");
    }

    @Test
    void shouldPassOverALastSegmentThatWasNeverUsed() throws Exception {
        disk.put(Segment.name(4), new byte[256 << 10]);
        LogVerdict verdict = verify();
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.unused()).contains(Segment.name(4));
    }

    @Test
    void shouldKnowOtherKeys() throws Exception {
        Keys others = Keys.generate(new Random(99)::nextBytes);
        LogVerdict verdict = JournalVerifier.verify(disk, others, told::add);
        assertThat(verdict.damage()).isPresent();
        assertThat(verdict.damage().get().damage()).isEqualTo(Damage.KEY);
        assertThat(verdict.damage().get().file()).isEqualTo(FIRST);
        assertThat(verdict.damage().get().reason()).contains("pan-encryption 1 is another key");
    }

    @Test
    void shouldRefuseAJournalOfTheFormatWithoutAChain() throws Exception {
        byte[] first = disk.bytes(FIRST);
        GroupFormat.INT.set(first, 8, 1);
        mendHeader(first);
        shouldBeDamaged(Damage.FORMAT, FIRST, "written in format 1, and this version reads format 3 alone");
        assertThatThrownBy(() -> new JournalWorld(disk, 1))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("begin an empty journal with an empty ledger");
    }

    private LogVerdict verify() throws IOException {
        told.clear();
        return JournalVerifier.verify(disk, JournalWorld.KEYS, told::add);
    }

    private void shouldBeDamaged(Damage damage, String file, String reason) throws IOException {
        LogVerdict verdict = verify();
        assertThat(verdict.damage()).isPresent();
        CorruptJournalException found = verdict.damage().get();
        assertThat(found).hasMessageContaining(reason);
        assertThat(found.damage()).isEqualTo(damage);
        assertThat(found.file()).isEqualTo(file);
        assertThat(found.position()).isEqualTo(verdict.lastPosition() + 1);
    }

    private int end(String name) {
        List<Integer> groups = groups(disk.bytes(name));
        int last = groups.get(groups.size() - 1);
        return last + GroupFormat.intAt(disk.bytes(name), last + GroupFormat.LENGTH_AT);
    }

    private static List<Integer> groups(byte[] bytes) {
        List<Integer> groups = new ArrayList<>();
        int at = SegmentHeader.BYTES;
        while (at + GroupFormat.HEADER_BYTES < bytes.length && GroupFormat.looksLikeHeader(bytes, at)) {
            groups.add(at);
            at += GroupFormat.intAt(bytes, at + GroupFormat.LENGTH_AT);
        }
        return groups;
    }
}
