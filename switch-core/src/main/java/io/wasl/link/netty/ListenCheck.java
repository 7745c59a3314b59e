package io.wasl.link.netty;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.config.LoadedConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the acquirers' addresses can be bound, asked before a node starts anything: listeners open last, and by then
 * issuers have been dialled.
 */
public final class ListenCheck {

    private ListenCheck() {}

    /**
     * Binds each address for a moment. Somebody else may still be quicker before the listener opens.
     *
     * @throws ConfigException with every address that cannot be bound, at its place in the file
     */
    public static void check(LoadedConfig loaded) throws ConfigException {
        List<ConfigError> errors = new ArrayList<>();
        for (int i = 0; i < loaded.config().acquirers().size(); i++) {
            HostPort address = loaded.config().acquirers().get(i).listen();
            String key = "acquirers[" + i + "].listen";
            problem(address)
                    .map(reason -> loaded.locations().error(key, "cannot listen on " + address + ": " + reason))
                    .ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }

    private static Optional<String> problem(HostPort address) {
        InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            return Optional.of("its host is not known");
        }
        try (ServerSocketChannel trial = ServerSocketChannel.open()) {
            trial.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            trial.bind(resolved);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(NettyLinks.reasonOf(e));
        }
    }
}
