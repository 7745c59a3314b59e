package io.wasl.sim;

import io.wasl.SwitchNode;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.sim.demo.RunningSwitch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The real switch for the demonstration, in this process. */
public final class SwitchNodeStarter implements RunningSwitch.Starter {

    @Override
    public RunningSwitch start(Path configuration) throws ConfigException, IOException {
        var loaded = ConfigLoader.load(configuration, name -> Optional.empty());
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
