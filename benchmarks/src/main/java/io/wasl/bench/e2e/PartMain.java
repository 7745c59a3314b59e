package io.wasl.bench.e2e;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process of the bench, by its role. It says where it listens, and ends with its input, so that it cannot outlive the command.
 *
 * <pre>
 *   issuer [COUNT]            → ready PORT      one for each
 *   relay ISSUER-PORT         → ready PORT
 *   jpos ISSUER-PORT          → ready PORT      and jpos-plain
 *   volatile CONFIG           → ready PORT
 *   trunk-relay LOOPS ISSUER-PORT…  → ready PORT
 *   idle PORT CONNECTIONS     → ready CONNECTIONS    signed on, and nothing more
 *   load PORT CONNECTIONS [RANGES]  → ready 0      closed:64 1.0 10.0 → measuring, measured, result JSON
 * </pre>
 */
public final class PartMain {

    static final Pattern READY = Pattern.compile("^ready (\\d+)$");
    static final Pattern MEASURING = Pattern.compile("^measuring$");
    static final Pattern MEASURED = Pattern.compile("^measured$");
    static final Pattern RESULT = Pattern.compile("^result (.*)$");

    /** All that is said to the owner. */
    static final Pattern SPOKEN = Pattern.compile("^(ready \\d+|measuring|measured|result .*)$");

    private PartMain() {}

    public static void main(String[] words) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            run(words, input);
        } catch (IOException | ConfigException | RuntimeException e) {
            System.err.println(e);
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void run(String[] words, BufferedReader input)
            throws IOException, ConfigException, InterruptedException {
        var sockets = new Sockets("bench-loop");
        switch (words[0]) {
            case "issuer" -> {
                for (int i = words.length > 1 ? Integer.parseInt(words[1]) : 1; i > 0; i--) {
                    say("ready " + Issuer.start(sockets));
                }
            }
            case "relay" -> say("ready " + Relay.start(sockets, Integer.parseInt(words[1])));
            case "trunk-relay" -> {
                List<Integer> issuers =
                        Stream.of(words).skip(2).map(Integer::valueOf).toList();
                say("ready " + TrunkRelay.start(new Sockets("relay-loop", Integer.parseInt(words[1])), issuers));
            }
            case "idle" -> {
                int connections = Integer.parseInt(words[2]);
                IdleAcquirers.connect(sockets, Integer.parseInt(words[1]), connections);
                say("ready " + connections);
            }
            case "jpos" -> say("ready " + JposSwitch.start(Integer.parseInt(words[1]), true));
            case "jpos-plain" -> say("ready " + JposSwitch.start(Integer.parseInt(words[1]), false));
            case "volatile" ->
                say("ready " + VolatileSwitch.start(ConfigLoader.load(Path.of(words[1]), name -> Optional.empty())));
            case "load" -> {
                int ranges = words.length > 3 ? Integer.parseInt(words[3]) : RequestFrames.RANGES;
                var load = new LoadGenerator(sockets, LoadGenerator.PATIENCE, ranges);
                load.connect(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                say("ready 0");
                runLoads(load, input);
            }
            default -> throw new IllegalArgumentException("no role " + words[0]);
        }
        while (input.readLine() != null) {
            // Nothing more is said to it; the end is what counts.
        }
    }

    private static void runLoads(LoadGenerator load, BufferedReader input) throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        var listener = new LoadRun.Listener() {
            @Override
            public void onMeasuring() {
                say("measuring");
            }

            @Override
            public void onMeasured() {
                say("measured");
            }
        };
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            // Nothing is waited for: the input's end must be seen at once.
            CompletableFuture<Void> unused = load.run(LoadPlan.parse(line), listener)
                    .thenAccept(result -> say("result " + mapper.writeValueAsString(result)));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
