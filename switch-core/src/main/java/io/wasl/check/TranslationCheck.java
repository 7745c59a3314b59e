package io.wasl.check;

import io.wasl.codec.Dialect;
import io.wasl.codec.ElementSpec;
import io.wasl.codec.PartPath;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigError;
import io.wasl.config.IssuerConfig;
import io.wasl.config.Locations;
import io.wasl.config.MappingConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.config.TranslationConfig;
import io.wasl.iso.Version;
import io.wasl.translation.Loss;
import io.wasl.translation.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every pair of dialects that may meet on the two legs of a transaction: what is declared must exist, and what is lost is
 * told once for each pair.
 */
final class TranslationCheck {

    private static final int AMOUNT = 4;
    private static final int LOCAL_TIME = 12;
    private static final int CURRENCY = 49;

    private final Locations locations;
    private final SwitchConfig config;
    private final Map<String, Dialect> dialects;
    private final List<ConfigError> found = new ArrayList<>();
    private final List<ConfigError> warned = new ArrayList<>();

    TranslationCheck(Locations locations, SwitchConfig config, Map<String, Dialect> dialects) {
        this.locations = locations;
        this.config = config;
        this.dialects = dialects;
    }

    void check(List<ConfigError> errors, List<ConfigError> warnings) {
        TreeSet<String> spoken =
                config.acquirers().stream().map(AcquirerConfig::dialect).collect(Collectors.toCollection(TreeSet::new));
        for (int i = 0; i < config.issuers().size(); i++) {
            IssuerConfig issuer = config.issuers().get(i);
            String key = "issuers[" + i + "]";
            checkDeclared(key, issuer, spoken);
            Dialect dialect = dialects.get(issuer.dialect());
            for (String acquirer : spoken) {
                Dialect theirs = dialects.get(acquirer);
                if (dialect != null && theirs != null) {
                    checkPair(key, issuer, theirs, dialect);
                }
            }
        }
        errors.addAll(found);
        warnings.addAll(warned);
    }

    private void checkDeclared(String key, IssuerConfig issuer, Set<String> spoken) {
        for (int j = 0; j < issuer.translations().size(); j++) {
            String dialect = issuer.translations().get(j).dialect();
            if (!spoken.contains(dialect)) {
                found.add(locations.error(
                        key + ".translations[" + j + "].dialect",
                        "no acquirer speaks " + dialect + "; they speak " + String.join(", ", spoken)));
            }
        }
    }

    private void checkPair(String key, IssuerConfig issuer, Dialect acquirer, Dialect dialect) {
        TranslationConfig declared = issuer.translation(acquirer.name());
        int index = issuer.translations().indexOf(declared);
        String at = index < 0 ? key + ".dialect" : key + ".translations[" + index + "]";
        int before = found.size();
        checkKept(key, acquirer, dialect);
        checkMappings(at + ".request", acquirer, dialect, declared.request());
        checkMappings(at + ".answer", dialect, acquirer, declared.answer());
        if (found.size() > before) {
            return;
        }
        Translation request = Translation.of(acquirer, dialect, declared.request());
        Translation answer = Translation.of(dialect, acquirer, declared.answer());
        String place = index < 0 ? at : at + ".dialect";
        tell(place, declared.lost(), request, "requests");
        tell(place, declared.lost(), answer, "answers");
        for (int de : issuer.profile().match()) {
            boolean isUsual = de == 7 || de == 11 || de == 37;
            if (!isUsual && (!request.carries(de) || !isWrittenAlike(acquirer, dialect, de))) {
                found.add(locations.error(
                        key + ".match", "DE " + de + " of " + acquirer.name() + " is another in " + dialect.name()));
            }
        }
    }

    /** Else what comes back (filled up, or not) is not what was remembered, and no answer would find its request. */
    private static boolean isWrittenAlike(Dialect acquirer, Dialect issuer, int de) {
        ElementSpec one = acquirer.spec(de);
        ElementSpec other = issuer.spec(de);
        boolean isFilled = one.isFixed() && !one.value().padding().trimmed();
        boolean isFilledThere = other.isFixed() && !other.value().padding().trimmed();
        return isFilled == isFilledThere && (!isFilled || one.length() == other.length());
    }

    /**
     * Of a reversal in 2003 the amount needs its currency, in another version the original's data need its local time: what
     * was sent must have been kept.
     */
    private void checkKept(String key, Dialect acquirer, Dialect dialect) {
        if (acquirer.version() == dialect.version()) {
            return;
        }
        for (int de : new int[] {AMOUNT, LOCAL_TIME, CURRENCY}) {
            boolean isTold = de == CURRENCY ? acquirer.version() != Version.V2003 : acquirer.declares(de);
            if (isTold && acquirer.declares(de) && !acquirer.storedOpen().contains(de)) {
                found.add(locations.error(
                        key + ".dialect",
                        "DE " + de + " is not open in " + acquirer.name() + ": reversals in " + dialect.name()
                                + " could not repeat it"));
            }
        }
    }

    private void checkMappings(String at, Dialect from, Dialect to, List<MappingConfig> mappings) {
        for (int k = 0; k < mappings.size(); k++) {
            try {
                Translation.of(from, to, List.of(mappings.get(k)));
                if (at.endsWith(".answer")) {
                    demandReturnable(from, mappings.get(k));
                }
            } catch (IllegalArgumentException e) {
                found.add(locations.error(at + "[" + k + "]", String.valueOf(e.getMessage())));
            }
        }
    }

    /** What is taken out of every answer does not come back under another number either. */
    private static void demandReturnable(Dialect from, MappingConfig mapping) {
        if (mapping.from().isPresent() && mapping.to().isPresent()) {
            PartPath source = PartPath.of(from, mapping.from().get());
            boolean isSecret = switch (source.sensitivity()) {
                case TRACK, PIN, CVV -> true;
                case OPEN, PAN, KEY, CHIP, OPAQUE -> false;
            };
            if (isSecret || source.de() <= 128 && from.neverReturned().contains(source.de())) {
                throw new IllegalArgumentException(source + " of " + from + " is never returned");
            }
        }
    }

    private void tell(String at, TranslationConfig.Lost lost, Translation translation, String messages) {
        List<Loss> losses = translation.losses();
        if (losses.isEmpty() || lost == TranslationConfig.Lost.ACCEPT) {
            return;
        }
        String text = messages + " from " + translation.from().name() + " to "
                + translation.to().name() + " lose what they carry in " + Loss.text(losses);
        (lost == TranslationConfig.Lost.ERROR ? found : warned).add(locations.error(at, text));
    }
}
