package io.wasl.journal;

import io.wasl.iso.ElementSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds transactions in the log and tells their lives, whether the node runs or not: it only replays committed records.
 *
 * <p>Two passes. The first finds the ids, a reversal standing for its original, and stops one past the limit. The second
 * gathers the records of those, and of the reversals and deliveries that name them. Memory is bounded by the query's
 * limit times {@link TransactionLife#EVENT_LIMIT}, whatever the log's length.
 *
 * <p>Owner: the caller's thread; one search at a time.
 */
public final class JournalSearch {

    private final Replay log;

    /**
     * @param log {@code reader::replay}
     */
    public JournalSearch(Replay log) {
        this.log = log;
    }

    /** The log's reader, as far as a search needs it. */
    @FunctionalInterface
    public interface Replay {

        /** Lends the committed records from this position on, in order, until the visitor stops it. */
        void replay(long from, RecordVisitor visitor) throws IOException;
    }

    public SearchResult find(SearchQuery query) throws IOException {
        Finder finder = new Finder(query);
        Optional<CorruptJournalException> damage = read(finder);
        Gatherer gatherer = new Gatherer(finder.wanted);
        if (!finder.wanted.isEmpty()) {
            damage = read(gatherer);
        }
        return new SearchResult(gatherer.lives(), finder.more, damage);
    }

    /** What a damaged log tells before the damage is what its owner has left to go by. */
    private Optional<CorruptJournalException> read(RecordVisitor visitor) throws IOException {
        try {
            log.replay(1, visitor);
            return Optional.empty();
        } catch (CorruptJournalException e) {
            return Optional.of(e);
        }
    }

    /** First pass. */
    private static final class Finder implements RecordVisitor {

        private final SearchQuery query;
        private final Set<TransactionId> wanted = new LinkedHashSet<>();
        private boolean more;

        /** R1 and R2 are one append, so that the acquirer's elements need to be remembered for one record only. */
        private TransactionId last = new TransactionId(0, 0);

        private TransactionId lastStandsFor = last;
        private long lastTimeMs;
        private String lastRrn = "";
        private String lastStan = "";

        Finder(SearchQuery query) {
            this.query = query;
        }

        @Override
        public boolean onRecord(JournalRecord entry) {
            if (entry.logTimeMs >= query.untilMs()) {
                return false; // log time never falls
            }
            if (entry.type == RecordType.ACCEPTED) {
                TransactionId related = TransactionId.related(entry);
                last = TransactionId.of(entry);
                lastStandsFor = related.isNone() ? last : related;
                lastTimeMs = entry.logTimeMs;
                lastRrn = element(entry.open, 37);
                lastStan = element(entry.open, 11);
                return take(lastRrn, lastStan);
            }
            if (entry.type == RecordType.INTENT && last.equals(TransactionId.of(entry))) {
                String rrn = element(entry.open, 37);
                String stan = element(entry.open, 11);
                // Each number may be the acquirer's or the leg's.
                return take(rrn, stan) && take(lastRrn, stan) && take(rrn, lastStan);
            }
            if (entry.type == RecordType.OWED && !TransactionId.related(entry).isNone()) {
                last = TransactionId.of(entry);
                lastStandsFor = TransactionId.related(entry);
                lastTimeMs = entry.logTimeMs;
                lastRrn = element(entry.open, 37);
                lastStan = element(entry.open, 11);
                return take(lastRrn, lastStan);
            }
            return true;
        }

        /** False when the search is over. */
        private boolean take(String rrn, String stan) {
            if (!fits(rrn, stan) || wanted.contains(lastStandsFor)) {
                return true;
            }
            if (wanted.size() == query.limit()) {
                more = true;
                return false;
            }
            wanted.add(lastStandsFor);
            return query.id().isEmpty();
        }

        private boolean fits(String rrn, String stan) {
            return lastTimeMs >= query.fromMs()
                    && (query.id().isEmpty() || query.id().get().equals(last))
                    && (query.rrn().isEmpty() || query.rrn().get().equals(rrn))
                    && (query.stan().isEmpty() || query.stan().get().equals(stan));
        }

        private static String element(ElementSet open, int de) {
            return open.text(de).strip();
        }
    }

    /** Second pass. */
    private static final class Gatherer implements RecordVisitor {

        /** Whose life an id belongs to: the transaction's own, and those of its reversals and deliveries. */
        private final Map<TransactionId, TransactionId> lifeOf = new LinkedHashMap<>();

        private final Map<TransactionId, List<LifeEvent>> events = new LinkedHashMap<>();
        private final Set<TransactionId> cut = new LinkedHashSet<>();

        Gatherer(Set<TransactionId> wanted) {
            for (TransactionId id : wanted) {
                lifeOf.put(id, id);
                events.put(id, new ArrayList<>());
            }
        }

        @Override
        public boolean onRecord(JournalRecord entry) {
            TransactionId id = TransactionId.of(entry);
            TransactionId life = lifeOf.get(id);
            boolean namesItsOriginal = entry.type == RecordType.ACCEPTED || entry.type == RecordType.OWED;
            if (life == null && namesItsOriginal && entry.relatedEpoch != 0) {
                life = lifeOf.get(TransactionId.related(entry));
                if (life != null && events.getOrDefault(life, List.of()).size() < TransactionLife.EVENT_LIMIT) {
                    lifeOf.put(id, life);
                }
            }
            List<LifeEvent> told = life == null ? null : events.get(life);
            if (life == null || told == null || entry.type == RecordType.NODE_STARTED) {
                return true;
            }
            if (told.size() < TransactionLife.EVENT_LIMIT) {
                told.add(LifeEvent.of(entry));
            } else {
                cut.add(life);
            }
            return true;
        }

        List<TransactionLife> lives() {
            List<TransactionLife> lives = new ArrayList<>();
            events.forEach((id, told) -> lives.add(new TransactionLife(id, told, cut.contains(id))));
            return lives;
        }
    }
}
