package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.LimitsConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.journal.CardState;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.link.Link;
import io.wasl.metric.Counters;
import io.wasl.routing.Router;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import io.wasl.translation.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the flows share: members, tables, the log, and the reused objects of the message under hand. Holds no rule of its
 * own. Loop thread.
 */
final class Switchboard {

    /** Outputs that may wait for the log at once: an entry for every slot, its answer, and as many deliveries. */
    private static final int OUTBOX_ENTRIES_PER_SLOT = 4;

    final List<Acquirer> acquirers = new ArrayList<>();
    final List<Issuer> issuers = new ArrayList<>();
    final LimitsConfig limits;
    final History history;
    final InFlight inFlight;
    final DeadlineWheel deadlines;
    final Outbox outbox;
    final Journal journal;
    final OlderTransactions older;
    final Router router;
    final NanoClock nanos;
    final EpochClock epochClock;
    final RandomSource random;
    final AlarmSink alarms;
    final Counters<EngineCounter> counters = new Counters<>(EngineCounter.class);

    final Translations translations = new Translations(acquirers, issuers);
    final BusinessDate businessDate;
    final Records records;
    final Answers answers;
    final MessageFacts facts;
    final LegKey legKey = new LegKey();
    final JournalReads reads;
    /** What the log says of cards. */
    final CardState cards = new CardState();

    final HotList hotList;
    final StandInLimits standInLimits;
    final JournalRecord accepted = new JournalRecord();
    final JournalRecord intent = new JournalRecord();
    final ElementSet elements;
    private final byte[] header = new byte[InFlight.HEADER_BYTES];
    private final Frame frame = new Frame();

    /** Nothing new begins. */
    boolean isDraining;

    private long epoch;
    private long lastCounter;

    Switchboard(EngineSettings settings, EnginePorts ports) {
        SwitchConfig config = settings.config();
        limits = config.limits();
        for (int i = 0; i < config.acquirers().size(); i++) {
            acquirers.add(new Acquirer(
                    i, config.acquirers().get(i), settings.acquirerDialects().get(i)));
        }
        for (int i = 0; i < config.issuers().size(); i++) {
            issuers.add(new Issuer(
                    i, config.issuers().get(i), settings.issuerDialects().get(i)));
        }
        inFlight = new InFlight(limits.inFlightCapacity(), limits.slotBytes());
        deadlines = new DeadlineWheel(limits.inFlightCapacity(), ports.nanos().nanoTime());
        int entries = Integer.highestOneBit(limits.inFlightCapacity() * OUTBOX_ENTRIES_PER_SLOT - 1) << 1;
        outbox = new Outbox(entries, limits.outboxBytes(), limits.maxFrameBytes());
        journal = ports.journal();
        older = ports.older();
        history = new History(config.journal().memoryWindow(), journal::position, older);
        router = ports.router();
        nanos = ports.nanos();
        epochClock = ports.epoch();
        random = ports.random();
        alarms = ports.alarms();
        records = new Records(journal);
        reads = new JournalReads(journal);
        hotList = new HotList(
                settings.hotCards(),
                cards.listed(),
                issuers,
                limits.hotListCapacity(),
                epochClock,
                new CardTokens(ports.tokenizers()));
        standInLimits = new StandInLimits(limits.standInCapacity(), cards.day());
        businessDate = new BusinessDate(config.businessDate());
        answers = new Answers(limits.maxFrameBytes(), epochClock, businessDate);
        facts = new MessageFacts(ports.tokenizers());
        elements = new ElementSet(limits.slotBytes());
    }

    /** Ids are made from now on in this epoch. */
    void lead(long newEpoch) {
        epoch = newEpoch;
        lastCounter = 0;
    }

    long epoch() {
        return epoch;
    }

    /** What {@link #nextCounter} will return. */
    long peekCounter() {
        return lastCounter + 1;
    }

    /** The counter of the next transaction; taken when its first record is appended, so that ids rise with the log. */
    long nextCounter() {
        return ++lastCounter;
    }

    /** From the acquirer's dialect to the issuer's, of a transaction that was forwarded. */
    Translation requestTranslation(long row) {
        return translations.request(history.acquirer(row), history.issuer(row));
    }

    /** And back. */
    Translation answerTranslation(long row) {
        return translations.answer(history.acquirer(row), history.issuer(row));
    }

    Acquirer acquirer(long row) {
        return acquirers.get(history.acquirer(row));
    }

    /**
     * The one of this id. One that the configuration does not name is added: what the log says of it is still true.
     *
     * @param mti of a message of it, which tells the version it speaks
     */
    Acquirer acquirer(String id, int mti) {
        for (Acquirer acquirer : acquirers) {
            if (acquirer.id.equals(id)) {
                return acquirer;
            }
        }
        Acquirer like = acquirers.get(0);
        Acquirer retired = Acquirer.retired(acquirers.size(), id, like, dialectOf(mti, like.dialect));
        acquirers.add(retired);
        return retired;
    }

    /** One that is configured, of the version of this MTI; where there is none, the other. */
    Dialect dialectOf(int mti, Dialect otherwise) {
        Version version = Version.ofNibble(Mti.version(mti));
        return Stream.of(
                        Stream.of(otherwise),
                        issuers.stream().map(issuer -> issuer.dialect),
                        acquirers.stream().map(acquirer -> acquirer.dialect))
                .flatMap(each -> each)
                .filter(dialect -> dialect.version() == version)
                .findFirst()
                .orElse(otherwise);
    }

    /**
     * The one way out of the engine: gives a frame to a link. Not when another node leads by now, whose log may say
     * otherwise.
     *
     * @return whether the link took it
     */
    boolean handOver(Link link, Frame output, long token) {
        return mayLeave() && link.send(output, token);
    }

    /** Whether this node leads still; asked of each output, and counted when it does not. */
    boolean mayLeave() {
        boolean isLeading = journal.hasAuthority(epoch);
        if (!isLeading) {
            count(EngineCounter.OUTPUTS_WITHHELD);
        }
        return isLeading;
    }

    /** Gives one body, with the header it answers, to a link. */
    boolean send(Link link, byte[] body, int length, byte[] answeredHeader, int headerLength, long token) {
        return handOver(link, frame.body(body, 0, length).header(answeredHeader, 0, headerLength), token);
    }

    /**
     * Sends the answer in a buffer to everybody who waits in a slot: the request's own link and those of its repeats.
     *
     * @return how many links took it
     */
    int sendToAll(int slot, byte[] body, int length, long token) {
        int taken = 0;
        inFlight.isUnanswered[slot] = false;
        Link link = inFlight.acquirerLink[slot];
        if (link != null && send(link, body, length, header, inFlight.header(slot, header), token)) {
            taken++;
        }
        for (InFlight.Waiter waiter = inFlight.waiters[slot]; waiter != null; waiter = waiter.next) {
            if (send(waiter.link, body, length, waiter.header, waiter.header.length, token)) {
                taken++;
            }
        }
        return taken;
    }

    /** Answers the message under hand on its own link, at once. */
    void answerNow(Link link, Frame request, int length) {
        frame.body(answers.buffer, 0, length)
                .header(request.headerBuffer(), request.headerOffset(), request.headerLength());
        boolean ignored = handOver(link, frame, Link.NO_TOKEN);
    }

    /** A copy of its advice may have left: known as long as its slot is held. */
    void told(OwedDelivery advice) {
        int slot = history.slot(advice.originalRow);
        if (slot >= 0) {
            inFlight.toldTime[slot] = advice.time;
            inFlight.toldStan[slot] = advice.stan;
        }
    }

    /** Ends a slot: nothing is in flight for its row any more. */
    void release(int slot) {
        deadlines.cancel(slot);
        history.slot(inFlight.row(slot), -1);
        inFlight.release(slot);
        counters.set(EngineCounter.IN_FLIGHT, inFlight.size());
    }

    void raise(Alarm alarm, String member, long row) {
        alarms.raise(alarm, member, row == 0 ? 0 : history.epoch(row), row == 0 ? 0 : history.counter(row));
    }

    void count(EngineCounter counter) {
        counters.increment(counter);
    }

    Dialect acquirerDialect(long row) {
        return acquirer(row).dialect;
    }
}
