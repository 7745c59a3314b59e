package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.TransactionId;
import io.wasl.ops.CommandChannelClient;
import io.wasl.ops.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A command that asks the running node through its command socket. */
abstract class NodeCommand extends SwitchCommand {

    /** A routing table of a million ranges loads in two seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private ConfigOption config = new ConfigOption();

    NodeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    SwitchConfig config() throws ConfigException {
        return config.load(surroundings()).config();
    }

    /** An argument as an id. */
    final TransactionId idOf(String text) {
        try {
            return TransactionId.parse(text);
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    /** Asks and shows the answer; its status. */
    static int ask(SwitchConfig config, String word, Screen screen) throws IOException {
        return ask(config, List.of(word), screen);
    }

    /** The same with the command's arguments. */
    static int ask(SwitchConfig config, List<String> words, Screen screen) throws IOException {
        Reply reply = CommandChannelClient.call(config.admin().commandSocket(), words, PATIENCE);
        String text = reply.text().stripTrailing();
        if (text.isEmpty()) {
            return reply.status();
        }
        if (reply.status() == Reply.DONE) {
            screen.line(text);
        } else {
            screen.error(text);
        }
        return reply.status();
    }
}
