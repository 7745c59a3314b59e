package io.wasl.engine;

import io.wasl.config.TranslationConfig;
import io.wasl.translation.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans between each acquirer's dialect and each issuer's, made for the first message that needs them. Members that only
 * the log knows speak the dialect they are taken to speak. Loop thread.
 */
final class Translations {

    private final List<Acquirer> acquirers;
    private final List<Issuer> issuers;
    private @Nullable Legs[][] legs = {};

    /** Both directions of one pair. */
    record Legs(Translation request, Translation answer) {}

    Translations(List<Acquirer> acquirers, List<Issuer> issuers) {
        this.acquirers = acquirers;
        this.issuers = issuers;
    }

    Translation request(int acquirer, int issuer) {
        return legs(acquirer, issuer).request;
    }

    Translation answer(int acquirer, int issuer) {
        return legs(acquirer, issuer).answer;
    }

    private Legs legs(int acquirer, int issuer) {
        if (acquirer >= legs.length || issuer >= legs[acquirer].length) {
            // Recovery has found a member more.
            legs = new Legs[acquirers.size()][issuers.size()];
        }
        Legs made = legs[acquirer][issuer];
        if (made == null) {
            made = make(acquirers.get(acquirer), issuers.get(issuer));
            legs[acquirer][issuer] = made;
        }
        return made;
    }

    private static Legs make(Acquirer acquirer, Issuer issuer) {
        TranslationConfig declared = issuer.config.translation(acquirer.config.dialect());
        return new Legs(
                Translation.of(acquirer.dialect, issuer.dialect, declared.request()),
                Translation.of(issuer.dialect, acquirer.dialect, declared.answer()));
    }
}
