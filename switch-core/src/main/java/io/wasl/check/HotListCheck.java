package io.wasl.check;

import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.FileMaintenanceConfig;
import io.wasl.config.HotListConfig;
import io.wasl.config.IssuerConfig;
import io.wasl.config.LoadedConfig;
import io.wasl.iso.DataElement;
import io.wasl.security.HotCards;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Issuers' hot lists, and who may change them: files that can be read, dialects with the words, lists that are asked. */
final class HotListCheck {

    private final LoadedConfig loaded;
    private final Map<String, Dialect> dialects;
    private final List<ConfigError> errors;
    private final List<ConfigError> warnings;

    HotListCheck(
            LoadedConfig loaded, Map<String, Dialect> dialects, List<ConfigError> errors, List<ConfigError> warnings) {
        this.loaded = loaded;
        this.dialects = dialects;
        this.errors = errors;
        this.warnings = warnings;
    }

    void check() {
        for (IssuerConfig issuer : loaded.config().issuers()) {
            issuer.hotList().file().ifPresent(this::checkFile);
        }
        List<AcquirerConfig> acquirers = loaded.config().acquirers();
        for (int i = 0; i < acquirers.size(); i++) {
            AcquirerConfig acquirer = acquirers.get(i);
            String key = "acquirers[" + i + "].file-maintenance";
            acquirer.fileMaintenance().ifPresent(maintenance -> {
                Dialect dialect = dialects.get(acquirer.dialect());
                if (dialect != null) {
                    checkDialect(key, dialect);
                }
                checkIsAsked(key, maintenance);
            });
        }
    }

    /** Under a key of no use: only the file's form is looked at. */
    private void checkFile(Path file) {
        try {
            PanTokenizer anyKey = new PanTokenizer(Keys.generate(bytes -> {}));
            HotCards.load(file, anyKey);
        } catch (ConfigException e) {
            e.errors().stream().filter(error -> !errors.contains(error)).forEach(errors::add);
        }
    }

    private void checkDialect(String key, Dialect dialect) {
        List<String> missing = new ArrayList<>();
        int action = dialect.version().is1987() ? DataElement.FILE_UPDATE_CODE : DataElement.FUNCTION_CODE;
        for (int de : new int[] {DataElement.PAN, action, DataElement.FILE_NAME}) {
            if (!dialect.declares(de)) {
                missing.add("DE " + de);
            }
        }
        if (!missing.isEmpty()) {
            errors.add(loaded.locations()
                    .error(
                            key,
                            dialect.name() + " does not declare " + String.join(", ", missing)
                                    + ", needed for file maintenance"));
        }
    }

    /** Otherwise a card is listed, its sender told so, and nobody ever declines it. */
    private void checkIsAsked(String key, FileMaintenanceConfig maintenance) {
        for (IssuerConfig issuer : loaded.config().issuers()) {
            boolean isAsked = issuer.hotList().applies() == HotListConfig.Applies.ALWAYS
                    || issuer.standIn().isPresent();
            if (maintenance.issuers().contains(issuer.id()) && !isAsked) {
                warnings.add(loaded.locations()
                        .error(
                                key + ".issuers",
                                "nobody asks the hot list of " + issuer.id()
                                        + ": it has no stand-in, and its hot-list.applies is not always"));
            }
        }
    }
}
