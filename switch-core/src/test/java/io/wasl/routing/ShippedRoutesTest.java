package io.wasl.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.IssuerConfig;
import io.wasl.config.SwitchConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table in config/ loads with the issuers of the configuration beside it, and means what its comments say. */
class ShippedRoutesTest {

    @Test
    void shouldRouteAsItsCommentsSay() throws ConfigException {
        Path file = Path.of("../config/switch.yaml").toAbsolutePath().normalize();
        SwitchConfig config = ConfigLoader.load(file, name -> Optional.empty()).config();
        List<String> issuers = config.issuers().stream().map(IssuerConfig::id).toList();
        BinTable table = BinTable.load(config.routing().table(), issuers);

        assertThat(destinations(table, "400000")).containsExactly("atlas");
        assertThat(destinations(table, "428800")).containsExactly("souss");
        assertThat(destinations(table, "530500")).containsExactly("rif", "atlas");
        assertThat(destinations(table, "53050012")).containsExactly("souss");
        assertThat(destinations(table, "950100")).containsExactly("souss");
        assertThat(table.explain("600000").parts().get(0).range()).isEmpty();
    }

    private static List<String> destinations(BinTable table, String prefix) {
        BinRange range = table.explain(prefix).parts().get(0).range().orElseThrow();
        return range.destinations().stream().map(BinRange.Destination::issuer).toList();
    }
}
