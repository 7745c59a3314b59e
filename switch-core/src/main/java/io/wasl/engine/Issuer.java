package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.HotListConfig;
import io.wasl.config.IssuerConfig;
import io.wasl.link.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An issuer as the engine needs it: its links that may carry business, and the STANs of its leg. Loop thread. */
final class Issuer {

    static final int STAN_SPACE = 1_000_000;

    /** After a restart: more than were in use since the last number the log knows. */
    private static final int STAN_GAP_AT_START = 10_000;

    final int index;
    final String id;
    /** Its id as part of keys. */
    final long key;

    final Dialect dialect;
    final long responseTimeoutNs;
    final IssuerConfig config;

    /** The elements by which its answers name their leg. */
    final int[] matched;

    /** Whether its dialect can say what remains after a partial reversal. */
    final boolean canBeToldWhatRemains;

    /** How far Wasl answers in its place; null for never. */
    final @Nullable StandInRules standIn;

    /** Whether only the log knows it: what is owed to it is parked. */
    final boolean isRetired;

    private final List<Link> usable = new ArrayList<>();
    private final List<Link> suspended = new ArrayList<>();
    private int turn;
    private int lastStan;

    Issuer(int index, IssuerConfig config, Dialect dialect) {
        this(index, config, dialect, false);
    }

    private Issuer(int index, IssuerConfig config, Dialect dialect, boolean isRetired) {
        this.isRetired = isRetired;
        this.index = index;
        this.id = config.id();
        this.key = KeyHash.ofMember(config.id());
        this.dialect = dialect;
        this.responseTimeoutNs = config.responseTimeout().toNanos();
        this.config = config;
        this.canBeToldWhatRemains =
                ReversalBody.canSayWhatRemains(dialect, config.profile().partial());
        this.standIn = config.standIn().map(StandInRules::new).orElse(null);
        this.matched =
                config.profile().match().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * One that the log knows and the configuration no longer does.
     *
     * @param dialect in which is written what is owed to it: of its version, as far as one is configured
     */
    static Issuer retired(int index, String id, Issuer like, Dialect dialect) {
        IssuerConfig config = like.config;
        IssuerConfig renamed = new IssuerConfig(
                id,
                config.connect(),
                config.framing(),
                config.dialect(),
                config.responseTimeout(),
                config.signOn(),
                config.reconnect(),
                config.echo(),
                config.reversal(),
                config.profile(),
                config.translations(),
                Optional.empty(),
                HotListConfig.none());
        return new Issuer(index, renamed, dialect, true);
    }

    /**
     * A link that may carry business, each in its turn; one whose write queue has no room only where no other has.
     *
     * @param bodyBytes of the message that is to be sent
     */
    @Nullable
    Link nextLink(int bodyBytes) {
        int count = usable.size();
        Link crowded = null;
        for (int tried = 0; tried < count; tried++) {
            turn = turn + 1 < count ? turn + 1 : 0;
            Link link = usable.get(turn);
            if (link.isUsable() && link.hasRoom(bodyBytes)) {
                return link;
            }
            // One that closed in this turn is not told yet.
            crowded = link.isUsable() ? link : crowded;
        }
        return crowded;
    }

    /** The usable connection of that number, as far as its low 24 bits tell. */
    @Nullable
    Link link(long lowConnectionId) {
        for (Link link : usable) {
            if ((link.connectionId() & 0xFF_FFFF) == lowConnectionId) {
                return link;
            }
        }
        return null;
    }

    boolean isUsable() {
        return !usable.isEmpty();
    }

    /** Connected, but no link may carry business. */
    boolean isSignedOff() {
        return usable.isEmpty() && !suspended.isEmpty();
    }

    void addUsable(Link link) {
        suspended.remove(link);
        if (!usable.contains(link)) {
            usable.add(link);
        }
    }

    /** The link carries no new business but is still connected. */
    void suspend(Link link) {
        usable.remove(link);
        if (!suspended.contains(link)) {
            suspended.add(link);
        }
    }

    void remove(Link link) {
        usable.remove(link);
        suspended.remove(link);
    }

    /** Told by recovery of a number that was in use. */
    void sawStan(int stan) {
        lastStan = stan;
    }

    void skipAfterRestart() {
        lastStan = (lastStan + STAN_GAP_AT_START) % STAN_SPACE;
    }

    /** The next number, 1 to 999,999; the caller checks that its whole key is free. */
    int nextStan() {
        lastStan = lastStan + 1 < STAN_SPACE ? lastStan + 1 : 1;
        return lastStan;
    }
}
