package io.wasl.journal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.SealedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What key files find, beside a model that remembers everything. */
final class KeyRunsTest {

    private static final long LIMIT = 16 << 20;
    private static final int FEW_ENTRIES = 300;

    @SuppressWarnings("NullAway.Init") // each test opens what it needs
    private SealedLog log;

    @SuppressWarnings("NullAway.Init")
    private KeyRuns runs;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldFindExactlyWhatWasSealed(long seed) throws Exception {
        KeyModel model = new KeyModel(new Random(seed));
        open(SealedLog.onNewDisk(seed), LIMIT);
        writeUntilSealed(model, 12);

        assertThat(runs.counters().get(KeyCounter.RUNS_MERGED)).isPositive();
        assertThat(runs.counters().get(KeyCounter.RUNS)).isLessThan(3L * KeyRuns.MERGED);
        assertThat(compare(model)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldFindTheSameAfterAStart(long seed) throws Exception {
        KeyModel model = new KeyModel(new Random(seed));
        open(SealedLog.onNewDisk(seed), LIMIT);
        writeUntilSealed(model, 6);
        List<String> before = log.names("keys-");
        reopen(seed);

        assertThat(log.names("keys-")).containsAll(before);
        assertThat(compare(model)).isPositive();
    }

    @Test
    void shouldMakeWhatIsMissingFromTheLog() throws Exception {
        KeyModel model = new KeyModel(new Random(21));
        open(SealedLog.onNewDisk(21), LIMIT);
        writeUntilSealed(model, 8);
        int found = compare(model);
        close();
        for (String name : log.names("keys-")) {
            log.delete(name);
        }
        reopen(22);

        assertThat(compare(model)).isGreaterThanOrEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void shouldMakeADamagedFileAgain(long seed) throws Exception {
        Random random = new Random(seed);
        KeyModel model = new KeyModel(random);
        open(SealedLog.onNewDisk(seed), LIMIT);
        writeUntilSealed(model, 6);
        int found = compare(model);
        List<String> names = log.names("keys-");
        byte[] file = log.bytes(names.get(random.nextInt(names.size())));
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        if (random.nextBoolean()) {
            close();
            reopen(seed);
        }

        long failed = 0;
        for (int tries = 0; tries < 3; tries++) {
            failed = runs.counters().get(KeyCounter.LOOK_UPS_FAILED);
            lookUpAll(model);
        }
        assertThat(runs.counters().get(KeyCounter.LOOK_UPS_FAILED))
                .as("the third pass meets no damage")
                .isEqualTo(failed);
        if (runs.counters().get(KeyCounter.RUNS_DAMAGED) == 0) {
            // What is in memory already is read from the file by the next start only.
            close();
            reopen(seed);
        }
        assertThat(runs.counters().get(KeyCounter.RUNS_DAMAGED)).isEqualTo(1);
        assertThat(compare(model)).isGreaterThanOrEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54})
    void shouldFindEverythingAgainAfterAPowerCutWhileFilesAreMade(long seed) throws Exception {
        Random random = new Random(seed);
        KeyModel model = new KeyModel(random);
        open(SealedLog.onNewDisk(seed), LIMIT);
        writeUntilSealed(model, 7);
        close();
        for (String name : log.names("keys-")) {
            log.delete(name);
        }
        for (int cuts = 0; cuts < 4; cuts++) {
            open(log.reopened(seed), LIMIT);
            log.cutPowerAfter(30 + random.nextInt(400));
            makeWithoutTheLog();
            open(log.afterPowerCut(random), LIMIT);
            close();
        }
        reopen(seed);

        assertThat(compare(model)).isPositive();
    }

    @Test
    void shouldAnswerRightWithoutMemoryForFilters() throws Exception {
        KeyModel model = new KeyModel(new Random(61));
        open(SealedLog.onNewDisk(61), 1);
        writeUntilSealed(model, 8);

        assertThat(runs.counters().get(KeyCounter.RUNS_WITHOUT_FILTER))
                .isEqualTo(runs.counters().get(KeyCounter.RUNS));
        assertThat(runs.counters().get(KeyCounter.FILTER_BYTES)).isZero();
        assertThat(compare(model)).isPositive();
    }

    /** What began later than anything that is forgotten is not asked for: it would be a look-up in vain at best. */
    @Test
    void shouldAskOnlyForWhatBeganEarlyEnough() throws Exception {
        KeyModel model = new KeyModel(new Random(81));
        open(SealedLog.onNewDisk(81), LIMIT);
        writeUntilSealed(model, 6);

        int known = 0;
        int tooYoung = 0;
        for (Map.Entry<WireKey, List<KeyModel.Written>> entry : model.byKey.entrySet()) {
            WireKey key = entry.getKey();
            long began = entry.getValue().get(0).positions().first();
            if (!key.isTombstone() && began <= runs.knownUntil()) {
                known++;
                assertThat(runs.mayHold(key.high(), key.low(), began)).isTrue();
                assertThat(runs.mayHold(key.high(), key.low(), 0)).isFalse();
                tooYoung += runs.mayHold(key.high(), key.low(), began / 2) ? 0 : 1;
            }
        }
        assertThat(known).isPositive();
        assertThat(tooYoung).as("of %d: those of later files", known).isGreaterThan(known / 4);
    }

    @Test
    void shouldRefuseOneLookUpTooMany() throws Exception {
        KeyModel model = new KeyModel(new Random(71));
        open(SealedLog.onNewDisk(71), LIMIT);
        writeUntilSealed(model, 2);
        WireKey key = model.byKey.keySet().iterator().next();
        Answer answer = new Answer();
        int taken = 0;
        while (runs.find(List.of(key), answer)) {
            taken++;
        }

        assertThat(taken).isEqualTo(LookUps.CAPACITY);
        assertThat(runs.counters().get(KeyCounter.LOOK_UPS_REFUSED)).isEqualTo(1);
        log.settle();
        assertThat(answer.answers).isEqualTo(taken);
        assertThat(runs.find(List.of(key), answer)).isTrue();
    }

    private void open(SealedLog opened, long limit) throws Exception {
        log = opened;
        runs = KeyRuns.open(log.journal(), new TestKeys(), limit, FEW_ENTRIES);
        log.journal().keep(runs);
        runs.start(Runnable::run, log.keeper(), log.loop());
    }

    private void reopen(long seed) throws Exception {
        open(log.reopened(seed), LIMIT);
        log.lead();
        log.settle();
    }

    private void close() throws IOException {
        runs.close();
        log.settle();
        log.journal().close();
    }

    /** Only its keeper works until the power is off. */
    private void makeWithoutTheLog() throws IOException {
        for (var segment : log.sealed()) {
            try {
                runs.onSealed(segment, () -> false);
            } catch (IOException e) {
                assertThat(log.hasPower()).as(e.getMessage()).isFalse();
            }
        }
    }

    private void writeUntilSealed(KeyModel model, int segments) {
        log.lead();
        while (log.segmentsOpened() <= segments) {
            model.write(log);
        }
        log.settle();
    }

    private void lookUpAll(KeyModel model) {
        for (WireKey key : model.byKey.keySet()) {
            lookUp(key);
        }
    }

    private @Nullable Answer lookUp(WireKey key) {
        Answer answer = new Answer();
        boolean mayBe = key.isTombstone()
                ? runs.mayHoldTombstone(key.high(), key.low())
                : runs.mayHold(key.high(), key.low(), Long.MAX_VALUE);
        if (!mayBe) {
            return null;
        }
        assertThat(runs.find(List.of(key), answer)).isTrue();
        log.settle();
        assertThat(answer.answers).isEqualTo(1);
        return answer;
    }

    /** How many look-ups found something. */
    private int compare(KeyModel model) {
        long until = runs.knownUntil();
        assertThat(until).isPositive();
        int found = 0;
        for (Map.Entry<WireKey, List<KeyModel.Written>> entry : model.byKey.entrySet()) {
            List<List<Long>> expected = new ArrayList<>();
            for (KeyModel.Written written : entry.getValue()) {
                List<Long> positions = new ArrayList<>(written.positions().headSet(until, true));
                if (!positions.isEmpty()) {
                    expected.add(positions);
                }
            }
            Answer answer = lookUp(entry.getKey());
            if (answer == null) {
                assertThat(expected).as("ruled out by a filter").isEmpty();
            } else {
                assertThat(answer.found).containsExactlyElementsOf(newest16(expected));
                found += expected.isEmpty() ? 0 : 1;
            }
        }
        return found;
    }

    private static List<List<Long>> newest16(List<List<Long>> found) {
        return found.subList(Math.max(0, found.size() - 16), found.size());
    }

    private static final class Answer implements OlderTransactions.Listener {

        private int answers;
        private List<List<Long>> found = List.of();

        @Override
        public void onFound(List<FoundTransaction> transactions, long knownUntil) {
            answers++;
            found = transactions.stream()
                    .map(each -> each.records().stream()
                            .map((JournalRecord record) -> record.position)
                            .toList())
                    .toList();
        }

        @Override
        public void onUnknown() {
            answers++;
            found = List.of();
        }
    }
}
