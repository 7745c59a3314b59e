package io.wasl;

import io.wasl.codec.Dialect;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.IssuerConfig;
import io.wasl.config.LedgerConfig;
import io.wasl.config.LoadedConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.JournalReader;
import io.wasl.journal.ledger.LedgerCheck;
import io.wasl.routing.BinTable;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node is made of besides its configuration, loaded and checked before anything starts.
 *
 * @param acquirerDialects in the configuration's order
 * @param issuerDialects in the configuration's order
 */
record NodeParts(List<Dialect> acquirerDialects, List<Dialect> issuerDialects, BinTable routes, Keys keys) {

    static NodeParts load(LoadedConfig loaded, RandomSource random) throws ConfigException, IOException {
        SwitchConfig config = loaded.config();
        List<ConfigError> errors = new ArrayList<>();
        List<Dialect> acquirerDialects = new ArrayList<>();
        for (int i = 0; i < config.acquirers().size(); i++) {
            String name = config.acquirers().get(i).dialect();
            addDialect(loaded, "acquirers[" + i + "].dialect", name, acquirerDialects, errors);
        }
        List<Dialect> issuerDialects = new ArrayList<>();
        for (int i = 0; i < config.issuers().size(); i++) {
            String name = config.issuers().get(i).dialect();
            addDialect(loaded, "issuers[" + i + "].dialect", name, issuerDialects, errors);
        }
        List<BinTable> routes = new ArrayList<>();
        try {
            routes.add(routes(config));
        } catch (ConfigException e) {
            errors.addAll(e.errors());
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return new NodeParts(acquirerDialects, issuerDialects, routes.get(0), keys(config, random));
    }

    /** The routing table as its file says now. */
    static BinTable routes(SwitchConfig config) throws ConfigException {
        List<String> issuers = config.issuers().stream().map(IssuerConfig::id).toList();
        return BinTable.load(config.routing().table(), issuers);
    }

    private static void addDialect(
            LoadedConfig loaded, String key, String name, List<Dialect> dialects, List<ConfigError> errors) {
        Path folder = loaded.config().file().toAbsolutePath().getParent();
        try {
            dialects.add(DialectSources.load(name, folder == null ? Path.of(".") : folder));
        } catch (ConfigException e) {
            errors.add(loaded.locations().error(key, "dialect " + name + " cannot be used"));
            errors.addAll(e.errors());
        }
    }

    /**
     * The keys in their file. A first start makes them by itself: journal and ledger empty, the ledger embedded. Anything
     * else would read old data with new keys.
     */
    private static Keys keys(SwitchConfig config, RandomSource random) throws ConfigException, IOException {
        Path file = config.security().keys();
        boolean isEmpty = JournalReader.isEmpty(config.journal().directory());
        if (isEmpty) {
            LedgerCheck.requireEmpty(config.ledger(), config.file().toString());
        }
        if (!Files.exists(file) && isEmpty && isEmbedded(config.ledger())) {
            KeyFile.create(file, random);
        }
        return KeyFile.load(file, config.journal().directory());
    }

    /** One for each PAN token key, the one in use first. */
    List<PanTokenizer> tokenizers() {
        return keys.tokenKeyIds().stream().map(id -> new PanTokenizer(keys, id)).toList();
    }

    private static boolean isEmbedded(LedgerConfig ledger) {
        return ledger.url().startsWith("jdbc:h2:file:") || ledger.url().startsWith("jdbc:h2:mem:");
    }
}
