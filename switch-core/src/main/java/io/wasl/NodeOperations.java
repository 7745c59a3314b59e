package io.wasl;

import io.wasl.config.AdminConfig;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.ops.AdminServer;
import io.wasl.ops.ChannelCommand;
import io.wasl.ops.CommandChannel;
import io.wasl.ops.Health;
import io.wasl.ops.MetricsPage;
import io.wasl.ops.Reply;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The operators' doors of one node: metrics and health over HTTP, and the owner-only command channel. Both are open from
 * before recovery until after the drain, so that a node can be watched while it starts and stops.
 */
final class NodeOperations implements AutoCloseable {

    private final MetricsPage metrics;
    private final AdminServer server;
    private final CommandChannel channel;

    private NodeOperations(MetricsPage metrics, AdminServer server, CommandChannel channel) {
        this.metrics = metrics;
        this.server = server;
        this.channel = channel;
    }

    static NodeOperations open(LoadedConfig loaded, SwitchNode node, MetricsPage metrics) throws ConfigException {
        AdminConfig admin = loaded.config().admin();
        Health health = new Health(node::isLive, node::readiness);
        AdminServer server = AdminServer.start(
                admin.listen(), metrics, health, reason -> loaded.locations().error("admin.listen", reason));
        try {
            CommandChannel channel = CommandChannel.open(
                    admin.commandSocket(),
                    commands(node),
                    metrics,
                    reason -> loaded.locations().error("admin.command-socket", reason));
            return new NodeOperations(metrics, server, channel);
        } catch (ConfigException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The port of metrics and health. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        channel.close();
        server.close();
        metrics.close();
    }

    private static Map<String, ChannelCommand> commands(SwitchNode node) {
        return Map.of(
                "status", arguments -> Reply.done(node.status()),
                "reload", arguments -> reload(node),
                "saf", node.saf(),
                "ledger", node.books(),
                "stop",
                        arguments -> {
                            new Thread(node::drain, "wasl-draining").start();
                            return Reply.done("draining");
                        });
    }

    private static Reply reload(SwitchNode node) {
        try {
            return Reply.done(node.reload());
        } catch (ConfigException e) {
            String errors = e.errors().stream().map(ConfigError::toString).collect(Collectors.joining("\n"));
            return new Reply(Reply.BAD_USAGE, errors);
        }
    }
}
