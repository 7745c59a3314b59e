package io.wasl.engine;

import io.wasl.config.HotListConfig;
import io.wasl.iso.Reason;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.ListedCards;
import io.wasl.journal.RecordType;
import io.wasl.routing.Route;
import io.wasl.security.HotCards;
import io.wasl.time.EpochClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cards are declined whatever they are used for: those of the issuers' files, read at start, and those that members have
 * listed by file maintenance ({@link FileFlow}), which the log remembers. Cards are known by their tokens, under whichever key.
 * Loop thread.
 */
final class HotList {

    private final List<HotCards> files;
    private final ListedCards listed;
    private final List<Issuer> issuers;
    private final int capacity;
    private final EpochClock epochClock;
    private final CardTokens tokens;
    /** When cards that do not count any more were looked for last. */
    private int cleanedOn;

    /**
     * @param files in the order of the issuers
     * @param tokens of its own
     */
    HotList(
            List<HotCards> files,
            ListedCards listed,
            List<Issuer> issuers,
            int capacity,
            EpochClock epochClock,
            CardTokens tokens) {
        this.files = files;
        this.listed = listed;
        this.issuers = issuers;
        this.capacity = capacity;
        this.epochClock = epochClock;
        this.tokens = tokens;
    }

    /** Today as 20261122, UTC. */
    int today() {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(epochClock.epochMillis()), ZoneOffset.UTC);
        return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
    }

    /** Why a request under hand is declined without asking any of its issuers; null for a card that may pass. */
    @Nullable
    Reason refusal(Route.To route, MessageFacts facts) {
        for (int index : route.issuers()) {
            Issuer issuer = issuers.get(index);
            boolean isAsked = issuer.config.hotList().applies() == HotListConfig.Applies.ALWAYS
                    && (listed.size() > 0 || files.get(index).size() > 0);
            Reason found = isAsked ? find(issuer, tokens.of(facts.pan, 0, facts.panLength)) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Why a card of that issuer is declined; null for one that is on no list. */
    @Nullable
    Reason find(Issuer issuer, CardTokens card) {
        Reason filed = files.get(issuer.index).find(card.low(0));
        if (filed != null) {
            return filed;
        }
        ListedCards.Entry entry = listed.find(tokenOf(card));
        return entry == null || !entry.isOn(today()) ? null : Reason.ofWireId(entry.reason());
    }

    /** What the list says of a card by maintenance alone; null for nothing that counts today. */
    @Nullable
    Reason listedFor(CardTokens card) {
        ListedCards.Entry entry = listed.find(tokenOf(card));
        return entry == null || !entry.isOn(today()) ? null : Reason.ofWireId(entry.reason());
    }

    /** Whether a card may be listed that is not. */
    boolean hasRoom() {
        int today = today();
        if (listed.size() >= capacity && cleanedOn != today) {
            cleanedOn = today;
            listed.dropOver(today);
        }
        return listed.size() < capacity;
    }

    int size() {
        return listed.size();
    }

    /**
     * What the log will say.
     *
     * @param reason why it is declined from now on; null when it is taken off
     * @param untilDate as 20261122; zero for ever
     */
    void fill(JournalRecord record, CardTokens card, @Nullable Reason reason, int untilDate) {
        assert record.type == RecordType.CARD_LISTED;
        record.tokenHigh = card.high(0);
        record.tokenLow = card.low(0);
        record.keyLow = tokenOf(card);
        record.state = reason == null ? 0 : JournalRecord.LISTED;
        record.reason = reason == null ? 0 : reason.wireId();
        record.number = untilDate;
    }

    /** Under which a card stands on the list; zero when it does not. */
    private long tokenOf(CardTokens card) {
        for (int key = 0; key < card.count(); key++) {
            if (listed.find(card.low(key)) != null) {
                return card.low(key);
            }
        }
        return 0;
    }
}
