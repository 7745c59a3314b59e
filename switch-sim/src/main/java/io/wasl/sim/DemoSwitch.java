package io.wasl.sim;

import io.wasl.SwitchNode;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.sim.demo.RunningSwitch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The real switch, in this process, for the demonstration. */
public final class DemoSwitch implements RunningSwitch.Starter {

    @Override
    public RunningSwitch start(Path configuration) throws ConfigException, IOException {
        LoadedConfig loaded = ConfigLoader.load(configuration, name -> Optional.empty());
        SwitchNode node = SwitchNode.start(loaded);
        String acquirer = loaded.config().acquirers().get(0).id();
        return new RunningSwitch() {
            @Override
            public int acquirerPort() {
                return node.port(acquirer);
            }

            @Override
            public LedgerTotals ledger() throws LedgerUnavailableException {
                return node.ledger();
            }

            @Override
            public void close() {
                node.drain();
            }
        };
    }
}
