package io.wasl.check;

import io.wasl.codec.Dialect;
import io.wasl.config.ConfigError;
import io.wasl.config.IssuerConfig;
import io.wasl.config.LoadedConfig;
import io.wasl.config.StandInConfig;
import io.wasl.iso.DataElement;
import io.wasl.routing.BinTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an issuer's stand-in section names: brands of the table, an element of its dialect. */
final class StandInCheck {

    private final LoadedConfig loaded;
    private final Map<String, Dialect> dialects;
    private final Optional<BinTable> routes;
    private final List<ConfigError> errors;

    StandInCheck(
            LoadedConfig loaded, Map<String, Dialect> dialects, Optional<BinTable> routes, List<ConfigError> errors) {
        this.loaded = loaded;
        this.dialects = dialects;
        this.routes = routes;
        this.errors = errors;
    }

    void check() {
        List<IssuerConfig> issuers = loaded.config().issuers();
        for (int i = 0; i < issuers.size(); i++) {
            String key = "issuers[" + i + "].stand-in";
            String dialect = issuers.get(i).dialect();
            issuers.get(i).standIn().ifPresent(standIn -> {
                routes.ifPresent(table -> checkBrands(key, standIn, table.brands()));
                Optional.ofNullable(dialects.get(dialect)).ifPresent(known -> checkMark(key, standIn, known));
            });
        }
    }

    /** A slip here would leave the rule without effect, and nobody would know before the issuer is down. */
    private void checkBrands(String key, StandInConfig standIn, Set<String> known) {
        for (int rule = 0; rule < standIn.rules().size(); rule++) {
            for (String brand : standIn.rules().get(rule).brands()) {
                if (!known.contains(brand)) {
                    error(key + ".rules[" + rule + "].brands", "the routing table has no brand " + brand);
                }
            }
        }
    }

    private void checkMark(String key, StandInConfig standIn, Dialect dialect) {
        standIn.mark().ifPresent(mark -> {
            int de = mark.element();
            if (!dialect.declares(de)) {
                error(key + ".mark.element", dialect.name() + " declares no DE " + de);
            } else if (dialect.spec(de).length() < mark.value().length()) {
                error(key + ".mark.value", "is longer than DE " + de + " of " + dialect.name());
            }
        });
        if (!dialect.version().is1987() && !dialect.declares(DataElement.MESSAGE_REASON)) {
            error(key, dialect.name() + " does not declare DE 25, needed for advices of what was stood in for");
        }
    }

    private void error(String key, String reason) {
        errors.add(loaded.locations().error(key, reason));
    }
}
