package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.sim.acquirer.MixFile;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.yaml.Forms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is sent: a file, or one kind of traffic made of options. */
final class MixOptions {

    private static final int PAN_LENGTH = 16;

    @Option(names = "--mix", paramLabel = "FILE", description = "Traffic mix (YAML); the options below are not used.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--mti",
            paramLabel = "MTI",
            converter = OptionForms.MessageType.class,
            description = "0100, 0200, or an advice, 0120 or 0220; sent in the dialect's version (default: 0100).")
    private int mti = 0x0100;

    @Option(names = "--pan-prefix", paramLabel = "DIGITS", description = "Cards are made below it (default: 400000).")
    private String panPrefix = "400000";

    @Option(names = "--cards", paramLabel = "N", description = "How many cards (default: 1000).")
    private int cards = 1000;

    @Option(
            names = "--amount",
            paramLabel = "MINOR",
            converter = OptionForms.Amounts.class,
            description = "Amount or range in minor units (default: 100-50000).")
    private Forms.Span amount = new Forms.Span(100, 50_000);

    @Option(names = "--currency", paramLabel = "NNN", description = "Currency, DE 49 or in DE 4 (default: 504).")
    private String currency = "504";

    @Option(
            names = "--cancel-percent",
            paramLabel = "N",
            description = "Approvals that the cardholder takes back with an 0420 (default: 0).")
    private int cancelPercent;

    TrafficMix mix() throws ConfigException {
        if (file.isPresent()) {
            return MixFile.load(file.get());
        }
        if (!Traffic.isKnown(mti)) {
            throw LoadCommand.refused("--mti", Traffic.KNOWN);
        }
        if (cancelPercent < 0 || cancelPercent > 100) {
            throw LoadCommand.refused("--cancel-percent", "must be 0 to 100");
        }
        try {
            List<String> pans = Traffic.cards(panPrefix, PAN_LENGTH, cards);
            return new TrafficMix(List.of(new Traffic(
                    "payments", 1, mti, pans, amount, Forms.currency(currency), Map.of(), cancelPercent, Set.of())));
        } catch (IllegalArgumentException e) {
            throw LoadCommand.refused("--pan-prefix, --cards, --currency", String.valueOf(e.getMessage()));
        }
    }
}
