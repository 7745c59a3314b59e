package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.sim.acquirer.SingleMessage;
import io.wasl.sim.book.Amount;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.MessagePrint;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import io.wasl.sim.yaml.Forms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./wasl sim send}. */
@Command(
        name = "send",
        header = "Send one message and show its answer, masked.",
        description = {
            "",
            "Key, time and terminal are filled in as an acquirer host would; --set changes or adds elements, and an",
            "empty value leaves one out. With --pan - the PAN is the first line of the standard input and so stays",
            "out of the shell's history and the list of processes.",
            ""
        },
        footer = {
            "",
            "  ./wasl sim send --connect 127.0.0.1:8583 --pan - --amount 1250 < card.txt",
            "  ./wasl sim send --connect 127.0.0.1:8583 --mti 0800 --set 70=301",
            "",
            "Exit status: 0 answered, 1 no answer, 2 bad usage."
        })
public final class SendCommand extends SimCommand {

    private static final int HIGHEST_ELEMENT = 128;

    @Option(
            names = "--connect",
            required = true,
            paramLabel = "HOST:PORT",
            converter = OptionForms.Address.class,
            description = "Where the switch listens.")
    private HostPort connect = new HostPort("127.0.0.1", 0);

    @Mixin
    private WireOptions wire = new WireOptions();

    @Option(
            names = "--mti",
            paramLabel = "MTI",
            defaultValue = "0100",
            converter = OptionForms.MessageType.class,
            description = "Message type; of the dialect's version when it begins with 0 (default: ${DEFAULT-VALUE}).")
    private int mti;

    @Option(names = "--pan", paramLabel = "PAN|-", description = "DE 2; - reads it from the standard input.")
    private Optional<String> pan = Optional.empty();

    @Option(names = "--amount", paramLabel = "MINOR", description = "DE 4 in minor units.")
    private Optional<String> amount = Optional.empty();

    @Option(
            names = "--currency",
            paramLabel = "NNN",
            description = "Currency, DE 49 or in DE 4 (default: 504, with an amount).")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "DE=VALUE",
            description = "An element's value; may be given often. An empty value leaves the element out.")
    private Map<Integer, String> set = new HashMap<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = OptionForms.Time.class,
            description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(20);

    public SendCommand(Ambient ambient) {
        super(ambient);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, InterruptedException {
        if (!Mti.isAnswered(mti)) {
            throw LoadCommand.refused("--mti", "must be a request or an advice: nothing else is answered");
        }
        WireFormat format = wire.format();
        Version version = format.dialect().version();
        int sent = mtiOf(version);
        Map<Integer, String> values = values(version, sent);
        var target = new SingleMessage.Target(connect, format, timeout);
        try (var loop = new FramedLoop("sender", ambient().nanos())) {
            SingleMessage.Result<Table> result =
                    SingleMessage.exchange(loop, target, sent, values, MessagePrint::table);
            screen.line(screen.dim("sent " + Mti.toString(sent) + " to " + connect + ", STAN " + values.get(11)));
            screen.line(screen.dim("answered in " + Figures.micros(result.micros()) + ", connecting included"));
            screen.line();
            result.answer().print(screen);
            return DONE;
        } catch (SingleMessage.NoAnswerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What begins with 0 is meant in the dialect's version; anything else is sent as it is. */
    private int mtiOf(Version version) {
        if (Mti.version(mti) != 0) {
            return mti;
        }
        return Mti.first(mti) == 0x0800 ? version.networkRequest() : version.mti(mti);
    }

    private Map<Integer, String> values(Version version, int sent) throws ConfigException, IOException {
        Map<Integer, String> values = new TreeMap<>(
                SingleMessage.usualElements(version, sent, ambient().epoch(), random(0)));
        if (pan.isPresent()) {
            values.put(2, pan.get().equals("-") ? readPan() : pan.get());
        }
        if (amount.isPresent()) {
            values.put(4, Amount.text(version, currency(), amount(amount.get())));
        }
        if (version != Version.V2003 && (amount.isPresent() || currency.isPresent())) {
            values.put(49, currency());
        }
        for (Map.Entry<Integer, String> element : set.entrySet()) {
            if (element.getKey() < 2 || element.getKey() > HIGHEST_ELEMENT) {
                throw LoadCommand.refused("--set", "a data element is 2 to " + HIGHEST_ELEMENT);
            }
            values.put(element.getKey(), element.getValue());
        }
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private String currency() throws ConfigException {
        try {
            return Forms.currency(currency.orElse("504"));
        } catch (IllegalArgumentException e) {
            throw LoadCommand.refused("--currency", String.valueOf(e.getMessage()));
        }
    }

    private String readPan() throws ConfigException, IOException {
        var reader = new BufferedReader(new InputStreamReader(ambient().input(), StandardCharsets.US_ASCII));
        String line = reader.readLine();
        if (line == null || !line.trim().matches("\\d{8,19}")) {
            throw LoadCommand.refused("--pan", "the standard input's first line is no PAN");
        }
        return line.trim();
    }

    private static long amount(String text) throws ConfigException {
        try {
            return Forms.amount(text);
        } catch (IllegalArgumentException e) {
            throw LoadCommand.refused("--amount", String.valueOf(e.getMessage()));
        }
    }
}
