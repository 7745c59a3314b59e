package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy that is written over against the same message written element by element. */
final class DraftPatchTest {

    private static final int ROUNDS = 6_000;
    private static final int CAPACITY = 64 * 1024;

    private final long seed = Long.getLong("wasl.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Draft draft = new Draft();
    private final DraftEncoder encoder = new DraftEncoder(draft, new byte[DraftEncoder.SCRATCH_BYTES]);
    private final byte[] patched = new byte[CAPACITY];
    private final byte[] written = new byte[CAPACITY];

    @ParameterizedTest
    @ValueSource(
            strings = {"iso87-ascii", "iso87-binary", "iso87-ebcdic", "iso93-ascii", "iso93-binary", "iso93-ebcdic"})
    void shouldWriteTheSameBytesWhateverIsSetOrTakenOut(String name) {
        Dialect dialect = Messages.shipped(name);
        int possible = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] message =
                    Messages.encode(dialect, 0x1100, RandomElements.elements(dialect, random, random.nextDouble()));
            draft.begin(dialect, 0x1110, Messages.decode(dialect, message));
            for (int changes = random.nextInt(5); changes > 0; changes--) {
                change(dialect);
            }
            if (DraftPatch.isPossible(draft)) {
                possible++;
                assertSame(round);
            }
        }
        assertThat(possible).as("messages that were patched").isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    private void change(Dialect dialect) {
        int de = 2 + random.nextInt(127);
        boolean isThere = draft.source.has(de);
        switch (random.nextInt(isThere ? 6 : 20)) {
            case 0 -> draft.remove(de);
            case 1 -> draft.keep(-1L, random.nextInt(8) == 0 ? 0 : -1L >>> random.nextInt(64));
            case 2, 3, 4, 5 -> set(dialect, de, isThere);
            default -> draft.remove(random.nextInt(4) == 0 ? -1L << 48 : 0, random.nextInt(4) == 0 ? -1L << 32 : 0);
        }
    }

    /** Where the element is there mostly a value as long as its own. */
    private void set(Dialect dialect, int de, boolean isThere) {
        if (!dialect.declares(de)) {
            return;
        }
        byte[] value = RandomElements.value(dialect.spec(de), random);
        if (isThere && random.nextInt(4) != 0) {
            for (int i = 0; i < 50 && value.length != draft.source.neutralLength(de); i++) {
                value = RandomElements.value(dialect.spec(de), random);
            }
        }
        draft.set(de, value, 0, value.length);
    }

    private void assertSame(int round) {
        int length = encoder.encodeByElement(written, 3, CAPACITY);
        assertThat(length).as("seed %d, round %d", seed, round).isPositive();
        assertThat(DraftPatch.write(draft, patched, 3, 3 + length))
                .as("seed %d, round %d", seed, round)
                .isEqualTo(length);
        assertThat(Arrays.equals(patched, 3, 3 + length, written, 3, 3 + length))
                .as("seed %d, round %d: same bytes", seed, round)
                .isTrue();
        assertThat(DraftPatch.write(draft, patched, 3, 2 + length))
                .as("seed %d, round %d: one byte too few", seed, round)
                .isNegative();
        assertThat(draft.failed).isEqualTo(Draft.DOES_NOT_FIT);
        draft.failed = Draft.NO_FAILURE;
    }

    /** What the switch itself does most: its own STAN there, the acquirer's numbers back, a MAC taken off the end. */
    @Test
    void shouldPatchWhatTheSwitchChanges() {
        for (Dialect dialect : List.of(Messages.ASCII, Messages.BINARY)) {
            draft.begin(dialect, 0x0100, Messages.decode(dialect, Messages.sample(dialect)));
            draft.set(11, Messages.ascii("999999"), 0, 6);
            draft.set(37, Messages.ascii("123456789012"), 0, 12);
            draft.remove(128);

            assertThat(DraftPatch.isPossible(draft)).isTrue();
            assertSame(0);
        }
    }

    @Test
    void shouldNotPatchWhatMovesOthers() {
        MessageView source = Messages.decode(Messages.ASCII, Messages.sample(Messages.ASCII));
        draft.begin(Messages.ASCII, 0x0100, source);
        draft.set(32, Messages.ascii("1234567"), 0, 7);
        assertThat(DraftPatch.isPossible(draft)).as("another length").isFalse();

        draft.begin(Messages.ASCII, 0x0100, source);
        draft.remove(11);
        assertThat(DraftPatch.isPossible(draft))
                .as("one of the middle taken out")
                .isFalse();

        draft.begin(Messages.ASCII, 0x0100, source);
        draft.set(12, Messages.ascii("031904"), 0, 6);
        assertThat(DraftPatch.isPossible(draft)).as("one added").isFalse();

        draft.begin(Messages.BINARY, 0x0100, source);
        assertThat(DraftPatch.isPossible(draft)).as("another dialect").isFalse();

        draft.begin(Messages.ASCII, 0x0100, source);
        draft.keep(0, 0);
        assertThat(DraftPatch.isPossible(draft)).as("nothing left").isFalse();
    }
}
