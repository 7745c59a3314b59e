package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.keys.RecordKeys;
import io.wasl.security.PanTokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wire keys of what stands in the log: the same as those of the rows that memory makes of it ({@link RecordedRows}).
 *
 * <pre>
 *   ACCEPTED                                   duplicate, original, RRN    the transaction
 *   INTENT                                     leg                         the transaction
 *   TOMBSTONE                                  original or RRN             the tombstone
 *   OUTCOME, NET, APPROVED_LATE                id                          more of it
 *   NET of a used up authorization             id of its completion too    more of it
 *   OWED, SENT of the first copy,
 *   DELIVERY_ENDED, REOPENED                   id of what it is about      more of it
 * </pre>
 *
 * Owner: the thread that asks, one instance each.
 */
public final class LogKeys implements RecordKeys {

    private static final int OPEN_BYTES = 2048;

    private final MessageFacts facts;
    private final LegKey legKey = new LegKey();
    private final Map<String, Long> acquirers = new HashMap<>();
    private final Map<String, Issuer> issuers = new HashMap<>();
    private final EngineSettings settings;
    /** Of the R1 that was last: its R2 stands behind it. */
    private final ElementSet accepted = new ElementSet(OPEN_BYTES);

    private long acceptedPosition;

    /**
     * @param tokenizers as the engine's; of their own, since they are not shared between threads
     */
    public LogKeys(EngineSettings settings, List<PanTokenizer> tokenizers) {
        this.settings = settings;
        facts = new MessageFacts(tokenizers);
        for (int i = 0; i < settings.config().issuers().size(); i++) {
            Issuer issuer = new Issuer(
                    i,
                    settings.config().issuers().get(i),
                    settings.issuerDialects().get(i));
            issuers.put(issuer.id, issuer);
        }
    }

    @Override
    public void keysOf(JournalRecord record, KeySink sink) {
        switch (record.type) {
            case ACCEPTED -> accepted(record, sink);
            case INTENT -> intent(record, sink);
            case TOMBSTONE -> sink.tombstone(record.keyHigh, record.keyLow);
            case OUTCOME, APPROVED_LATE -> sink.more(record.epoch, record.counter);
            case NET -> net(record, sink);
            case OWED, DELIVERY_ENDED, REOPENED -> sink.more(record.relatedEpoch, record.relatedCounter);
            case SENT -> {
                if (record.number == 1) {
                    sink.more(record.relatedEpoch, record.relatedCounter);
                }
            }
            case NODE_STARTED, CARD_LISTED, CUTOVER, RESPONDED -> {
                // Nothing that anybody asks for later.
            }
        }
    }

    private void accepted(JournalRecord record, KeySink sink) {
        accepted.load(record.open);
        acceptedPosition = record.position;
        long acquirer = acquirers.computeIfAbsent(record.member, KeyHash::ofMember);
        facts.read(record, acquirer);
        sink.transaction(record.keyHigh, record.keyLow, record.position);
        sink.transaction(facts.rrn.high(), facts.rrn.low(), record.position);
        if (Mti.messageClass(record.mti) != Mti.CLASS_REVERSAL) {
            sink.transaction(facts.original.high(), facts.original.low(), record.position);
        }
    }

    /** Of a used up authorization it says something of its completion too. */
    private static void net(JournalRecord record, KeySink sink) {
        sink.more(record.epoch, record.counter);
        if (RecordedRows.isCompleted(record)) {
            sink.more(record.relatedEpoch, record.relatedCounter);
        }
    }

    private void intent(JournalRecord record, KeySink sink) {
        if (record.position != acceptedPosition + 1) {
            return;
        }
        Issuer issuer = issuers.get(record.member);
        if (issuer == null) {
            issuer = retired(record.member);
            issuers.put(record.member, issuer);
        }
        KeyHash key = legKey.ofIntent(issuer, record, accepted);
        sink.transaction(key.high(), key.low(), acceptedPosition);
    }

    /** One that the configuration does not name any more. */
    private Issuer retired(String id) {
        Dialect any = settings.issuerDialects().get(0);
        var like = new Issuer(0, settings.config().issuers().get(0), any);
        return Issuer.retired(issuers.size(), id, like, any);
    }
}
