package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.routing.BinTable;
import io.wasl.routing.Explanation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./wasl route}. */
@Command(
        name = "route",
        header = "Explain which issuer a card goes to, by which range, and why.",
        description = {
            "",
            "Reads the routing table's file as it is now, which a running node may not have loaded yet. Six digits are",
            "enough; of a longer number at most eight are shown.",
            ""
        },
        footer = {
            "",
            "  wasl route --config config/switch.yaml 428812",
            "  wasl route --config config/switch.yaml - < card.txt     keeps a PAN out of the shell's history",
            "",
            "Exit status: 0 explained, 2 wrong usage, configuration or table."
        })
final class RouteCommand extends SwitchCommand {

    private static final Pattern DIGITS = Pattern.compile("\\d{6,19}");

    /** As many digits as are no secret. */
    private static final int LONGEST_BIN = 8;

    private static final int LONGEST_LINE = 64;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "BIN|PAN|-", description = "6 to 19 digits; - reads them from the standard input.")
    private String digits = "";

    RouteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        String number = (digits.equals("-") ? readLine() : digits).replace(" ", "");
        if (!DIGITS.matcher(number).matches()) {
            throw misused("a BIN or a PAN has 6 to 19 digits");
        }
        SwitchConfig loaded = config.load(surroundings()).config();
        Explanation explanation = BinTable.load(loaded).explain(number);
        screen.line(screen.bold(explanation.prefix())
                + screen.dim(" by " + loaded.routing().table()));
        explanation.lines().forEach(line -> screen.line("  " + line));
        if (!digits.equals("-") && number.length() > LONGEST_BIN) {
            screen.error(
                    "hint: on a command line a card's number stays in the shell's history; `-` reads it from a file");
        }
        return DONE;
    }

    private String readLine() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(surroundings().input(), StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = reader.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
