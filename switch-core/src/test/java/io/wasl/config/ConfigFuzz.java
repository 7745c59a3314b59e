package io.wasl.config;

import io.wasl.frame.FrameFormat;
import io.wasl.fuzz.FuzzTarget;
import io.wasl.fuzz.YamlErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Configuration files: a configuration whose framings can be used, or errors with their places. */
public final class ConfigFuzz implements FuzzTarget {

    private static final String BEGINNING = """
            node: wasl-1
            journal: { directory: data/journal }
            ledger: { url: 'jdbc:h2:file:data/ledger' }
            admin: { listen: '127.0.0.1:8083' }
            routing: { table: routes.csv }
            """;

    private final Path file;

    public ConfigFuzz() throws IOException {
        file = Files.createTempFile("wasl-fuzz", ".yaml");
        file.toFile().deleteOnExit();
    }

    @Override
    public void run(byte[] input) throws IOException {
        Files.write(file, input);
        SwitchConfig config;
        try {
            config = ConfigLoader.load(file, name -> name.equals("SET") ? Optional.of("value") : Optional.empty())
                    .config();
        } catch (ConfigException e) {
            YamlErrors.check(e, file.toString(), new String(input, StandardCharsets.UTF_8));
            return;
        }
        int maxFrameBytes = config.limits().maxFrameBytes();
        config.acquirers().forEach(member -> FrameFormat.of(member.framing(), maxFrameBytes));
        config.issuers().forEach(member -> FrameFormat.of(member.framing(), maxFrameBytes));
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (String framing : List.of(
                "length-2",
                "{ length: ascii-digits, width: 4, before: '0203', after: '04', trailer: '03' }",
                "{ preset: length-2-tpdu, tpdu: 6000010002, header: 49534f, zero-length: echo, inclusive: true }",
                "{ length: none, trailer: '0d 0a' }")) {
            seeds.add(BEGINNING + "acquirers:\n  - { id: shop, listen: '127.0.0.1:8583', framing: " + framing
                    + ", dialect: iso87-ascii, response-timeout: 12s }\n"
                    + "issuers:\n  - { id: atlas, connect: ['[::1]:9001'], framing: " + framing
                    + ", dialect: iso87-binary, response-timeout: 10s }\n");
        }
        seeds.add("node: ${SET}\nin-flight: { capacity: ${UNSET:4096}, slot-size: 2k }\nlinks: { max-frame: 8k }\n");
        seeds.add(
                "start: { grace: 1m }\ndrain: { timeout: 500ms }\nowed: { capacity: 1_000 }\noutbox: { size: 64m }\n");
        seeds.add(Files.readString(Path.of("..", "config", "switch.yaml")));
        return Stream.of(seeds.toArray(String[]::new))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
