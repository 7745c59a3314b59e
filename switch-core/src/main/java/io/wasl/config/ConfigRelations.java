package io.wasl.config;

import java.time.Duration;
import java.util.List;

/**
 * Holds the values against each other: what no single key can be wrong about. A relation is skipped when one of its
 * values is wrong in itself.
 *
 * <p>Owner: the thread that loads the configuration.
 */
final class ConfigRelations {

    /** What Wasl needs between the issuer's deadline and the acquirer's to answer by itself. */
    static final Duration RESPONSE_MARGIN = Duration.ofMillis(500);

    private final ConfigContext context;
    private final SwitchConfig config;

    ConfigRelations(ConfigContext context, SwitchConfig config) {
        this.context = context;
        this.config = config;
    }

    void check() {
        checkResponseTimeouts();
        checkListeners();
        checkCutover();
        checkFileMaintenance();
        for (int i = 0; i < config.issuers().size(); i++) {
            checkIssuer("issuers[" + i + "].", config.issuers().get(i));
        }
        checkLimits();
    }

    /** Every issuer of the table can be reached from every acquirer. One error an acquirer: the slowest issuer's. */
    private void checkResponseTimeouts() {
        int slowest = -1;
        for (int i = 0; i < config.issuers().size(); i++) {
            boolean slower = slowest < 0 || leg(i).compareTo(leg(slowest)) > 0;
            if (context.isRight("issuers[" + i + "].response-timeout") && slower) {
                slowest = i;
            }
        }
        for (int a = 0; a < config.acquirers().size() && slowest >= 0; a++) {
            String key = "acquirers[" + a + "].response-timeout";
            Duration least = leg(slowest).plus(RESPONSE_MARGIN);
            if (context.isRight(key)
                    && config.acquirers().get(a).responseTimeout().compareTo(least) < 0) {
                context.error(
                        key,
                        "must be at least " + Quantities.text(least) + ", " + Quantities.text(RESPONSE_MARGIN)
                                + " above issuers[" + slowest + "].response-timeout");
            }
        }
    }

    private Duration leg(int issuer) {
        return config.issuers().get(issuer).responseTimeout();
    }

    private void checkListeners() {
        List<AcquirerConfig> acquirers = config.acquirers();
        for (int a = 0; a < acquirers.size(); a++) {
            String key = "acquirers[" + a + "].listen";
            HostPort listen = acquirers.get(a).listen();
            if (Addresses.collide(listen, config.admin().listen())) {
                context.error(key, "is the port of admin.listen");
            }
            for (int earlier = 0; earlier < a && context.isRight(key); earlier++) {
                if (Addresses.collide(listen, acquirers.get(earlier).listen())) {
                    context.error(key, "is the port of acquirers[" + earlier + "].listen");
                }
            }
        }
    }

    private void checkCutover() {
        List<String> by = config.businessDate().by();
        for (int i = 0; i < by.size(); i++) {
            String id = by.get(i);
            boolean isMember = config.acquirers().stream()
                            .anyMatch(one -> one.id().equals(id))
                    || config.issuers().stream().anyMatch(one -> one.id().equals(id));
            String key = "business-date.cutover-by[" + i + "]";
            if (!isMember && context.isRight(key)) {
                context.error(key, "is the id of no acquirer and no issuer");
            }
        }
    }

    private void checkFileMaintenance() {
        for (int a = 0; a < config.acquirers().size(); a++) {
            List<String> issuers = config.acquirers()
                    .get(a)
                    .fileMaintenance()
                    .map(FileMaintenanceConfig::issuers)
                    .orElse(List.of());
            for (int i = 0; i < issuers.size(); i++) {
                String id = issuers.get(i);
                String key = "acquirers[" + a + "].file-maintenance.issuers[" + i + "]";
                boolean isIssuer =
                        config.issuers().stream().anyMatch(one -> one.id().equals(id));
                if (!isIssuer && context.isRight(key)) {
                    context.error(key, "is the id of no issuer");
                }
            }
        }
    }

    private void checkIssuer(String path, IssuerConfig issuer) {
        ReconnectConfig reconnect = issuer.reconnect();
        notAbove(path + "reconnect.first", reconnect.first(), path + "reconnect.max", reconnect.max());
        ReversalConfig reversal = issuer.reversal();
        notAbove(
                path + "reversal.retry-first", reversal.retryFirst(), path + "reversal.retry-max", reversal.retryMax());
        EchoConfig echo = issuer.echo();
        if (!echo.interval().isZero()) {
            notAbove(path + "echo.timeout", echo.timeout(), path + "echo.interval", echo.interval());
        }
    }

    private void notAbove(String lowKey, Duration low, String highKey, Duration high) {
        if (low.compareTo(high) > 0 && context.isRight(lowKey) && context.isRight(highKey)) {
            context.error(
                    lowKey,
                    Quantities.text(low) + " must not be above " + highKey + " (" + Quantities.text(high) + ")");
        }
    }

    private void checkLimits() {
        LimitsConfig limits = config.limits();
        // Each transaction in flight must be found again, and each may end by owing a reversal.
        notBelow(
                "journal.memory-window",
                config.journal().memoryWindow(),
                "in-flight.capacity",
                limits.inFlightCapacity());
        if ((long) limits.inFlightCapacity() * limits.slotBytes() > Integer.MAX_VALUE
                && context.isRight("in-flight.capacity")
                && context.isRight("in-flight.slot-size")) {
            context.error("in-flight.slot-size", "times in-flight.capacity must be less than 2GiB");
        }
        notBelow("owed.capacity", limits.owedCapacity(), "in-flight.capacity", limits.inFlightCapacity());
        // A frame that no empty queue can hold would close every link it is sent on.
        notBelow("links.write-limit", limits.linkWriteBytes(), "links.max-frame", limits.maxFrameBytes());
        notBelow("outbox.size", limits.outboxBytes(), "links.max-frame", limits.maxFrameBytes());
    }

    private void notBelow(String highKey, long high, String lowKey, long low) {
        if (high < low && context.isRight(highKey) && context.isRight(lowKey)) {
            context.error(highKey, "must not be below " + lowKey + " (" + low + ")");
        }
    }
}
