package io.wasl.bench;

import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.FileJournal;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.RecordType;
import io.wasl.security.Keys;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes, through the real writer, the log of approved payments with four records each, {@value #IN_FLIGHT} in flight at a time, so
 * that lives are interleaved as a loaded node's are. The calling thread is the log's loop.
 */
final class LedgerLog implements JournalListener {

    private static final int IN_FLIGHT = 64;
    private static final int CARDS = 100_000;
    private static final int APPENDS_A_COMMIT = 100;
    private static final long LEG_TIMEOUT_NS = 10_000_000_000L;
    private static final long SEED = 8583;

    private final LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final JournalRecord record = new JournalRecord();
    private final FileJournal journal;
    private long epoch;

    private LedgerLog(FileJournal journal) {
        this.journal = journal;
    }

    static void write(LoadedConfig loaded, int transactions) throws ConfigException, IOException, InterruptedException {
        Random random = new Random(SEED);
        try (FileJournal journal = FileJournal.open(
                loaded.config().journal(),
                Keys.generate(random::nextBytes),
                System::currentTimeMillis,
                System::nanoTime,
                random::nextBytes)) {
            new LedgerLog(journal).write(transactions);
        }
    }

    private void write(int transactions) throws InterruptedException {
        journal.start(this, loop::add);
        while (epoch == 0) {
            loop.take().run();
        }
        for (int i = 1; i <= transactions + IN_FLIGHT; i++) {
            if (i <= transactions) {
                begin(Journal.Urgency.NEW_BUSINESS);
                asked(i);
            }
            if (i > IN_FLIGHT) {
                begin(Journal.Urgency.IN_FLIGHT);
                answered(i - IN_FLIGHT);
            }
            if (i % APPENDS_A_COMMIT == 0) {
                journal.commit();
            }
        }
        journal.commit();
        while (journal.durablePosition() < journal.position()) {
            loop.take().run();
            journal.commit();
        }
    }

    private void begin(Journal.Urgency urgency) throws InterruptedException {
        while (!journal.begin(urgency)) {
            journal.commit();
            loop.take().run();
        }
    }

    private void asked(long number) {
        long card = 4_000_010_000_000_000L + number * 7919 % CARDS;
        record.clear(RecordType.ACCEPTED, epoch, number);
        record.member = "shop-bank";
        record.mti = 0x0100;
        record.amountMinor = 100 + number % 50_000;
        record.panHint = card / 10_000_000_000L * 10_000 + card % 10_000;
        record.tokenHigh = card * 0x9E3779B97F4A7C15L;
        record.tokenLow = ~card * 0xC2B2AE3D27D4EB4FL;
        record.keyHigh = number * 0x9E3779B97F4A7C15L;
        record.keyLow = ~number;
        record.number = 20_270_115;
        record.sealed.put(2, Long.toString(card));
        record.sealed.put(14, "2912");
        common(number);
        record.open.put(18, "5999");
        record.open.put(22, "012");
        record.open.put(25, "00");
        record.open.put(43, "CAFE DES ARTS            CASABLANCA   MA");
        journal.add(record);
        record.clear(RecordType.INTENT, epoch, number);
        record.member = "atlas";
        record.mti = 0x0100;
        record.number = LEG_TIMEOUT_NS;
        record.open.putNumber(7, 1_115_000_000L + number / 1000 % 60, 10);
        record.open.putNumber(11, number * 7 % 1_000_000, 6);
        record.open.putNumber(37, number, 12);
        journal.add(record);
        appended();
    }

    private void answered(long number) {
        record.clear(RecordType.OUTCOME, epoch, number);
        record.state = OutcomeState.ANSWERED.wireId();
        record.reason = Reason.ACCEPTED.wireId();
        record.code = ResponseCode.APPROVED;
        record.amountMinor = 100 + number % 50_000;
        common(number);
        record.open.putNumber(38, number % 1_000_000, 6);
        record.open.put(39, "00");
        journal.add(record);
        appended();
        if (!journal.begin(Journal.Urgency.IN_FLIGHT)) {
            throw new IllegalStateException("no room for an answer");
        }
        record.clear(RecordType.RESPONDED, epoch, number);
        journal.add(record);
        appended();
    }

    private void common(long number) {
        record.open.put(3, "000000");
        record.open.putNumber(4, 100 + number % 50_000, 12);
        record.open.putNumber(7, 1_115_000_000L + number / 1000 % 60, 10);
        record.open.putNumber(11, number % 1_000_000, 6);
        record.open.put(32, "100001");
        record.open.putNumber(37, number, 12);
        record.open.put(41, "TERM0001");
        record.open.put(42, "CAFE DES ARTS  ");
        record.open.put(49, "504");
    }

    private void appended() {
        if (journal.append() < 0) {
            throw new IllegalStateException("the log took no record");
        }
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
