package io.wasl;

import io.wasl.check.CheckedConfig;
import io.wasl.check.ConfigCheck;
import io.wasl.config.ConfigException;
import io.wasl.config.IssuerConfig;
import io.wasl.config.LoadedConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.ledger.LedgerCheck;
import io.wasl.link.netty.ListenCheck;
import io.wasl.security.HotCards;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node is made of: all that its configuration names, checked before anything starts, and its keys. */
record NodeParts(CheckedConfig checked, Keys keys) {

    /** The key file is made here on a first start, and nothing else is written. */
    static NodeParts load(LoadedConfig loaded, RandomSource random) throws ConfigException, IOException {
        CheckedConfig checked = ConfigCheck.check(loaded);
        ListenCheck.check(loaded);
        SwitchConfig config = checked.config();
        if (checked.isFirstStart()) {
            LedgerCheck.requireEmpty(config.ledger(), config.file().toString());
        }
        return new NodeParts(
                checked, checked.keys().isPresent() ? checked.keys().get() : newKeys(config, random));
    }

    private static Keys newKeys(SwitchConfig config, RandomSource random) throws ConfigException, IOException {
        Path file = config.security().keys();
        KeyFile.create(file, random);
        return KeyFile.load(file, config.journal().directory());
    }

    /** Of each issuer, under the token key in use. */
    List<HotCards> hotCards() throws ConfigException {
        List<HotCards> lists = new ArrayList<>();
        for (IssuerConfig issuer : checked.config().issuers()) {
            Optional<Path> file = issuer.hotList().file();
            lists.add(file.isEmpty() ? HotCards.none() : HotCards.load(file.get(), new PanTokenizer(keys)));
        }
        return lists;
    }

    /** One for each PAN token key, the one in use first. */
    List<PanTokenizer> tokenizers() {
        return keys.tokenKeyIds().stream().map(id -> new PanTokenizer(keys, id)).toList();
    }
}
