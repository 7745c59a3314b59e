package io.wasl.sim.system;

import io.wasl.config.LoadedConfig;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.FileJournal;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.RecordType;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes the log of a node that has taken over advices while an issuer was away: R1, OWED and R3 of each, as one append, and
 * nothing sent yet.
 */
final class BacklogLog implements JournalListener {

    private static final int MTI = 0x0220;
    private static final String ACQUIRER = "bank";
    private static final String ISSUER = "atlas";

    /** Advices that one force makes durable, as on a busy node. */
    private static final int GROUP = 256;

    private final LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final JournalRecord record = new JournalRecord();
    private final List<String> cards;
    private final int amountMinor;
    private long epoch;

    private BacklogLog(List<String> cards, int amountMinor) {
        this.cards = cards;
        this.amountMinor = amountMinor;
    }

    /** Makes the key file too. */
    static void write(LoadedConfig loaded, int advices, List<String> cards, int amountMinor) throws Exception {
        SecureRandom random = new SecureRandom();
        KeyFile.create(loaded.config().security().keys(), random::nextBytes);
        Keys keys = KeyFile.load(
                loaded.config().security().keys(), loaded.config().journal().directory());
        try (FileJournal journal = FileJournal.open(
                loaded.config().journal(), keys, System::currentTimeMillis, System::nanoTime, random::nextBytes)) {
            new BacklogLog(cards, amountMinor).write(journal, advices);
        }
    }

    private void write(FileJournal journal, int advices) throws InterruptedException {
        journal.start(this, loop::add);
        while (epoch == 0) {
            loop.take().run();
        }
        for (int written = 0; written < advices; ) {
            boolean isWhole = written > 0 && written % GROUP == 0 && journal.durablePosition() < journal.position();
            if (!isWhole && journal.begin(Journal.Urgency.NEW_BUSINESS)) {
                append(journal, written++);
            } else {
                journal.commit();
                loop.take().run();
            }
        }
        journal.commit();
        while (journal.durablePosition() < journal.position()) {
            loop.take().run();
            journal.commit();
        }
    }

    private void append(Journal journal, int number) {
        long advice = 2L * number + 1;
        String card = cards.get(number % cards.size());
        message(RecordType.ACCEPTED, advice, ACQUIRER, number, card);
        record.keyHigh = number * 0x9E3779B97F4A7C15L;
        record.keyLow = ~number * 0xC2B2AE3D27D4EB4FL;
        record.open.put(
                7,
                String.format(
                        "11%02d%02d%02d%02d",
                        1 + number / 86_400 % 28, number / 3600 % 24, number / 60 % 60, number % 60));
        record.open.put(11, String.format("%06d", number % 1_000_000));
        journal.add(record);
        message(RecordType.OWED, advice + 1, ISSUER, number, card);
        record.relatedEpoch = epoch;
        record.relatedCounter = advice;
        journal.add(record);
        record.clear(RecordType.OUTCOME, epoch, advice);
        record.state = OutcomeState.ANSWERED.wireId();
        record.reason = Reason.ACCEPTED.wireId();
        record.code = ResponseCode.APPROVED;
        record.amountMinor = amountMinor;
        record.open.put(39, "00");
        journal.add(record);
        journal.append();
    }

    private void message(RecordType type, long counter, String member, int number, String card) {
        record.clear(type, epoch, counter);
        record.member = member;
        record.mti = MTI;
        record.amountMinor = amountMinor;
        record.panHint = Long.parseLong(card.substring(0, 6) + card.substring(card.length() - 4));
        record.tokenHigh = Long.parseLong(card);
        record.tokenLow = 1;
        record.sealed.put(2, card);
        record.open.put(3, "000000");
        record.open.put(4, String.format("%012d", amountMinor));
        record.open.put(22, "012");
        record.open.put(25, "00");
        record.open.put(32, "100001");
        record.open.put(37, String.format("%012d", number));
        record.open.put(41, "TERM0001");
        record.open.put(42, "CAFE DES ARTS  ");
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
