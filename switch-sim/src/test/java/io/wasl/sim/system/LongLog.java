package io.wasl.sim.system;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.LogKeys;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.FileJournal;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalCounter;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.RecordType;
import io.wasl.journal.keys.KeyCounter;
import io.wasl.journal.keys.KeyRuns;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes, through the real writer, the log of a node that has worked for hours while one issuer was away: approved payments
 * with all their records, and between them advices that are owed, spread over all of it; then waits for the checkpoint and
 * the key files of the last sealed segment.
 */
final class LongLog implements JournalListener {

    private static final String ACQUIRER = "bank";
    private static final long LEG_TIMEOUT_NS = 10_000_000_000L;

    private final LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final JournalRecord record = new JournalRecord();
    private final List<String> cards;
    private final long bytes;
    private final int owed;
    private long epoch;
    private long counter;
    private long payments;
    private int advices;

    private LongLog(List<String> cards, long bytes, int owed) {
        this.cards = cards;
        this.bytes = bytes;
        this.owed = owed;
    }

    /**
     * Makes the key file too.
     *
     * @return how many payments are in it
     */
    static long write(LoadedConfig loaded, long bytes, int owed, List<String> cards) throws Exception {
        SecureRandom random = new SecureRandom();
        KeyFile.create(loaded.config().security().keys(), random::nextBytes);
        Keys keys = KeyFile.load(
                loaded.config().security().keys(), loaded.config().journal().directory());
        LongLog log = new LongLog(cards, bytes, owed);
        try (FileJournal journal = FileJournal.open(
                        loaded.config().journal(),
                        keys,
                        System::currentTimeMillis,
                        System::nanoTime,
                        random::nextBytes);
                KeyRuns runs = KeyRuns.open(
                        journal,
                        new LogKeys(settings(loaded.config()), List.of(new PanTokenizer(keys))),
                        loaded.config().journal().filterBytes())) {
            journal.keep(runs);
            runs.start(journal.threads().reader(), journal.threads().keeper(), log.loop::add);
            log.write(journal, runs);
        }
        return log.payments;
    }

    private static EngineSettings settings(SwitchConfig config) throws ConfigException {
        Dialect dialect = Dialects.load("iso87-ascii", config.file());
        return new EngineSettings(
                config,
                Collections.nCopies(config.acquirers().size(), dialect),
                Collections.nCopies(config.issuers().size(), dialect));
    }

    private void write(FileJournal journal, KeyRuns runs) throws InterruptedException {
        journal.start(this, loop::add);
        while (epoch == 0) {
            loop.take().run();
        }
        for (long written = 0; written < bytes || advices < owed; ) {
            written = journal.counters().get(JournalCounter.GROUP_BYTES);
            for (int i = 0; i < 100; i++) {
                append(journal, (double) written / bytes);
            }
        }
        journal.commit();
        while (journal.durablePosition() < journal.position()) {
            loop.take().run();
            journal.commit();
        }
        awaitKeeper(journal, runs);
    }

    private void append(FileJournal journal, double part) throws InterruptedException {
        while (!journal.begin(Journal.Urgency.NEW_BUSINESS)) {
            journal.commit();
            loop.take().run();
        }
        if (advices < owed && advices <= part * owed) {
            advice(journal, advices++);
        } else {
            payment(journal, ++payments);
        }
    }

    /** What is behind the last sealed segment is read by every start anyway. */
    private void awaitKeeper(FileJournal journal, KeyRuns runs) throws InterruptedException {
        long lastSealed = journal.sealedPosition();
        while (journal.counters().get(JournalCounter.CHECKPOINT_POSITION) < lastSealed
                || runs.counters().get(KeyCounter.KNOWN_POSITION) < lastSealed) {
            Runnable task = loop.poll(100, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        }
    }

    private void payment(Journal journal, long number) {
        long id = ++counter;
        message(RecordType.ACCEPTED, id, ACQUIRER, 0x0100, number);
        journal.add(record);
        record.clear(RecordType.INTENT, epoch, id);
        record.member = "rif";
        record.mti = 0x0100;
        record.number = LEG_TIMEOUT_NS;
        record.open.putNumber(7, minute(number), 10);
        record.open.putNumber(11, number * 7 % 1_000_000, 6);
        record.open.putNumber(37, number, 12);
        journal.add(record);
        long intent = journal.append();
        if (intent > 0 && journal.begin(Journal.Urgency.IN_FLIGHT)) {
            answered(journal, id, number);
            record.clear(RecordType.RESPONDED, epoch, id);
            journal.add(record);
            journal.append();
        } else {
            throw new IllegalStateException("no room for an answer");
        }
    }

    private void answered(Journal journal, long id, long number) {
        record.clear(RecordType.OUTCOME, epoch, id);
        record.state = OutcomeState.ANSWERED.wireId();
        record.reason = Reason.ACCEPTED.wireId();
        record.code = ResponseCode.APPROVED;
        record.amountMinor = 100;
        common(number);
        record.open.putNumber(38, number % 1_000_000, 6);
        record.open.put(39, "00");
        journal.add(record);
    }

    private void advice(Journal journal, int number) {
        long id = ++counter;
        message(RecordType.ACCEPTED, id, ACQUIRER, 0x0220, number + 500_000_000_000L);
        journal.add(record);
        message(RecordType.OWED, ++counter, "atlas", 0x0220, number + 500_000_000_000L);
        record.open.remove(7);
        record.open.remove(11);
        record.relatedEpoch = epoch;
        record.relatedCounter = id;
        journal.add(record);
        record.clear(RecordType.OUTCOME, epoch, id);
        record.state = OutcomeState.ANSWERED.wireId();
        record.reason = Reason.ACCEPTED.wireId();
        record.code = ResponseCode.APPROVED;
        record.amountMinor = 100;
        record.open.put(39, "00");
        journal.add(record);
        journal.append();
    }

    private void message(RecordType type, long id, String member, int mti, long number) {
        String card = cards.get((int) (number % cards.size()));
        record.clear(type, epoch, id);
        record.member = member;
        record.mti = mti;
        record.amountMinor = 100;
        record.panHint = Long.parseLong(card.substring(0, 6) + card.substring(card.length() - 4));
        record.tokenHigh = Long.parseLong(card);
        record.tokenLow = 1;
        if (type == RecordType.ACCEPTED) {
            record.keyHigh = number * 0x9E3779B97F4A7C15L;
            record.keyLow = ~number * 0xC2B2AE3D27D4EB4FL;
        }
        record.sealed.put(2, card);
        record.sealed.put(14, "2912");
        common(number);
        record.open.put(22, "012");
        record.open.put(25, "00");
        record.open.put(18, "5999");
    }

    /** DE 7 at a thousand a second. */
    private static long minute(long number) {
        return 1_101_000_000L + number / 1000 % 60 + number / 60_000 % 60 * 100;
    }

    private void common(long number) {
        record.open.put(3, "000000");
        record.open.put(4, "000000000100");
        record.open.putNumber(7, minute(number), 10);
        record.open.putNumber(11, number % 1_000_000, 6);
        record.open.put(32, "100001");
        record.open.putNumber(37, number, 12);
        record.open.put(41, "TERM0001");
        record.open.put(42, "CAFE DES ARTS  ");
        record.open.put(43, "CAFE DES ARTS            CASABLANCA   MA");
        record.open.put(49, "504");
    }

    @Override
    public void onLeading(long leading, long position) {
        epoch = leading;
    }

    @Override
    public void onDurable(long ofEpoch, long position) {
        // Waited for by its position.
    }

    @Override
    public void onDeposed(long ofEpoch) {
        throw new IllegalStateException("deposed");
    }

    @Override
    public void onFailed(Throwable cause) {
        throw new IllegalStateException(cause);
    }

    @Override
    public void onRead(long token, JournalRecord read) {
        throw new IllegalStateException("nothing is read");
    }

    @Override
    public void onUnreadable(long token, String reason) {
        throw new IllegalStateException("nothing is read");
    }
}
