package io.wasl.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** Runs commands as {@code ./wasl} does, in a folder with the smallest right configuration and its table. */
final class Shell {

    /** Line numbers matter: errors name them. */
    static final String CONFIG = """
            node: wasl-1
            journal:
              directory: data/journal
              segment-size: 4MiB
            ledger:
              url: jdbc:h2:file:./data/ledger
            admin:
              listen: 127.0.0.1:8083
            acquirers:
              - id: shop-bank
                listen: 127.0.0.1:8583
                framing: length-2
                dialect: iso87-ascii
                response-timeout: 12s
            issuers:
              - id: atlas
                connect: [127.0.0.1:9001]
                framing: length-2
                dialect: iso87-ascii
                response-timeout: 10s
            routing:
              table: routes.csv
            """;

    static final String ROUTES = """
            low,high,issuer,brand,pan-length,priority
            400000,499999,atlas,VISA,16,1
            """;

    /** What one command did. */
    record Ended(int status, String out, String err) {}

    final Path folder;
    final Path config;
    /** What commands wrote as bytes. */
    final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    final HeldSignals signals = new HeldSignals();
    final List<CommandProvider> providers = new ArrayList<>();
    NodeStarter starter = loaded -> {
        throw new IllegalStateException("no node in this test");
    };

    Shell(Path folder) throws IOException {
        this.folder = folder;
        config = write("switch.yaml", CONFIG);
        write("routes.csv", ROUTES);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    CommandLine commandLine(String input) {
        Surroundings surroundings = new Surroundings(
                target -> Arrays.setAll(new Byte[target.length], i -> target[i] = (byte) (7 * i + target.length)),
                name -> Optional.empty(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                binary,
                false,
                signals);
        return CommandLines.build(starter, surroundings, providers);
    }

    Ended run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** The command, with {@code --config} of this folder. */
    Ended configured(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--config", config.toString()));
        return run(all.toArray(String[]::new));
    }

    /** Outputs have {@code DIR} where they name the folder. */
    Ended runWithInput(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = commandLine(input)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ended(status, plain(out), plain(err));
    }

    private String plain(StringWriter text) {
        String folderName = folder.toString(); // of many digits
        return text.toString().replace(folderName, "DIR").replace(MaskedNumbers.in(folderName), "DIR");
    }

    /** Signals that a test sends. */
    static final class HeldSignals implements Signals {

        IntSupplier terminate = () -> -1;
        Runnable hangUp = () -> {};
        boolean forgotten;

        @Override
        public Runnable onTerminate(IntSupplier work) {
            terminate = work;
            return () -> forgotten = true;
        }

        @Override
        public boolean onHangUp(Runnable work) {
            hangUp = work;
            return true;
        }
    }
}
