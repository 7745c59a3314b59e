package io.wasl.sim.system;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of one node in a test's folder, as an operator would write them. */
final class SwitchFiles {

    private static final String ROUTES_HEADER = "low,high,issuer,brand,pan-length,priority\n";

    private final Path folder;
    private final StringBuilder acquirers = new StringBuilder();
    private final StringBuilder issuers = new StringBuilder();
    private final StringBuilder routes = new StringBuilder(ROUTES_HEADER);
    private final StringBuilder more = new StringBuilder();
    private String journal = "{ directory: data/journal, segment-size: 8MiB, memory-window: 100000 }";
    private String ledger = "{ url: \"jdbc:h2:file:./data/ledger\" }";
    private String admin = "{ listen: \"127.0.0.1:0\" }";

    SwitchFiles(Path folder) {
        this.folder = folder;
    }

    /** A port nobody listens on now: for what must be known before it is bound, or must stay unbound. */
    static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param keys the member's own lines, {@code key: value} */
    SwitchFiles acquirer(String id, int port, String... keys) {
        return member(acquirers, id, "listen: 127.0.0.1:" + port, keys);
    }

    SwitchFiles issuer(String id, int port, String... keys) {
        return member(issuers, id, "connect: [\"127.0.0.1:" + port + "\"]", keys);
    }

    /** Cards of a six-digit prefix, 16 to 19 digits long. */
    SwitchFiles route(String prefix, String issuer) {
        routes.append(prefix)
                .append(',')
                .append(prefix)
                .append(',')
                .append(issuer)
                .append(",test,16-19,1\n");
        return this;
    }

    SwitchFiles journal(String mapping) {
        journal = mapping;
        return this;
    }

    SwitchFiles admin(String mapping) {
        admin = mapping;
        return this;
    }

    /** Its ledger's mapping. */
    SwitchFiles ledger(String mapping) {
        ledger = mapping;
        return this;
    }

    /** A whole line at the top level of the configuration. */
    SwitchFiles line(String text) {
        more.append(text).append('\n');
        return this;
    }

    Path folder() {
        return folder;
    }

    Path configuration() {
        return folder.resolve("switch.yaml");
    }

    SwitchFiles write() throws IOException {
        Files.writeString(folder.resolve("routes.csv"), routes);
        Files.writeString(
                configuration(),
                "node: system-test\n"
                        + "journal: " + journal + "\n"
                        + "ledger: " + ledger + "\n"
                        + "admin: " + admin + "\n"
                        + "acquirers:\n" + acquirers
                        + "issuers:\n" + issuers
                        + "routing: { table: routes.csv }\n"
                        + more);
        return this;
    }

    LoadedConfig load() throws ConfigException {
        return load(configuration());
    }

    static LoadedConfig load(Path configuration) throws ConfigException {
        return ConfigLoader.load(configuration, name -> Optional.empty());
    }

    private SwitchFiles member(StringBuilder members, String id, String address, String... keys) {
        members.append("  - id: ").append(id).append('\n');
        members.append("    ").append(address).append('\n');
        for (String key : keys) {
            members.append("    ").append(key).append('\n');
        }
        return this;
    }
}
