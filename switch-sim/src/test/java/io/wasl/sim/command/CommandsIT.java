package io.wasl.sim.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.command.CommandLines;
import io.wasl.command.CommandProvider;
import io.wasl.command.NodeStarter;
import io.wasl.command.Signals;
import io.wasl.command.Surroundings;
import io.wasl.sim.OwnThread;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.chaos.JavaProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandsIT {

    private static final String PAN = "4000009876543210";

    private static final NodeStarter NO_NODE = loaded -> {
        throw new IllegalStateException("no node in this test");
    };

    private static final Signals NO_SIGNALS = new Signals() {
        @Override
        public Runnable onTerminate(IntSupplier work) {
            return () -> {};
        }

        @Override
        public boolean onHangUp(Runnable work) {
            return false;
        }
    };

    private static final Surroundings SURROUNDINGS = new Surroundings(
            new SeededRandom(5),
            name -> Optional.empty(),
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            false,
            NO_SIGNALS);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldBeFoundByTheSwitchsCommandLine() {
        assertThat(ServiceLoader.load(CommandProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(provider -> provider.commands().stream()
                                .map(command -> provider.parent() + "/" + new CommandLine(command).getCommandName())))
                .contains("sim/issuer", "sim/load", "sim/send", "sim/proxy", "sim/chaos", "/demo");
    }

    @Test
    void shouldServeSendAndLoadWithoutShowingAPan() throws Exception {
        Path rules = write("rules.yaml", "rules:\n  - when: { pan: \"" + PAN + "\" }\n    then: decline 41\n");
        Path book = folder.resolve("book.csv");
        var issuer = new IssuerCommand(ambient(""));
        StringWriter served = new StringWriter();
        String[] serve = words(
                issuer,
                "--listen",
                "127.0.0.1:0",
                "--rules",
                rules.toString(),
                "--book",
                book.toString(),
                "--trace",
                "--json",
                folder.resolve("issuer.json").toString());
        var exit = CompletableFuture.supplyAsync(() -> line(issuer, served).execute(serve), OwnThread.EACH);
        String address = await().until(() -> address(served), found -> !found.isEmpty());

        int declined =
                run(new SendCommand(ambient(PAN + "\n")), "--connect", address, "--pan", "-", "--amount", "1250");
        assertThat(declined).as("%s", err).isZero();
        assertThat(out.toString()).contains("400000******3210", "41", "0110", "answered in");

        int loaded = run(
                new LoadCommand(ambient("")),
                "--connect",
                address,
                "--window",
                "4",
                "--count",
                "40",
                "--sign-on",
                "--cancel-percent",
                "50",
                "--json",
                folder.resolve("report.json").toString(),
                "--book",
                folder.resolve("book.json").toString(),
                "--samples",
                folder.resolve("samples.csv").toString());
        assertThat(loaded).as("%s%s", out, err).isZero();
        assertThat(out.toString()).contains("40 payments", "answered exactly once and rightly", "p99.9");

        issuer.stop();
        assertThat(exit.get()).isZero();
        assertThat(served.toString()).contains("400000******3210", "\u2192 41", "(rule 1)", "approved less reversed");
        assertThat(Files.readString(folder.resolve("samples.csv"))).startsWith("epoch_ms,started,answered,");
        assertThat(Files.readString(folder.resolve("issuer.json")))
                .containsPattern("\"REQUESTS\" : 41\\D")
                .containsPattern("\"netMinor\"");
        String everything = out.toString()
                + err
                + served
                + Files.readString(book)
                + Files.readString(folder.resolve("issuer.json"))
                + Files.readString(folder.resolve("samples.csv"))
                + Files.readString(folder.resolve("report.json"))
                + Files.readString(folder.resolve("book.json"));
        assertThat(everything).doesNotContain(PAN);
        assertThat(Traffic.cards("400000", 16, 1000)).noneMatch(everything::contains);
    }

    @Test
    void shouldSpoilByScriptAndByCommandUntilItIsToldToQuit() throws Exception {
        var issuer = new IssuerCommand(ambient(""));
        StringWriter served = new StringWriter();
        String[] serve = words(issuer, "--listen", "127.0.0.1:0");
        var exit = CompletableFuture.supplyAsync(() -> line(issuer, served).execute(serve), OwnThread.EACH);
        String target = await().until(() -> address(served), found -> !found.isEmpty());
        Path script = write("script.yaml", "steps: [ { fault: split 1, direction: to-client } ]\n");
        var keyboard = new PipedOutputStream();
        var proxy = new ProxyCommand(ambient(new PipedInputStream(keyboard)));
        StringWriter shown = new StringWriter();
        String[] spoil = words(
                proxy, "--listen", "127.0.0.1:0", "--connect", target, "--script", script.toString(), "--seed", "5");
        var ended = CompletableFuture.supplyAsync(() -> line(proxy, shown).execute(spoil), OwnThread.EACH);
        String address = await().until(() -> address(shown), found -> !found.isEmpty());
        await().until(() -> shown.toString().contains("split 1 to-client  (0 connections)"));

        type(keyboard, "delay 1ms jitter 1ms for 1s", "explode", "", "clear delay");
        await().until(() -> shown.toString().contains("clear delay  (0 connections)"));
        assertThat(run(new SendCommand(ambient("")), "--connect", address, "--mti", "0800"))
                .as("%s", err)
                .isZero();
        type(keyboard, "rst", "QUIT");

        assertThat(ended.get()).isZero();
        assertThat(shown.toString())
                .contains(
                        "connecting to " + target + ", 1 steps, seed 5",
                        "delay 1ms jitter 1ms for 1s  (0 connections)",
                        "not done: must begin with delay",
                        "connections",
                        "bytes to server",
                        "pieces split");
        assertThat(shown.toString()).containsPattern("steps +4\\n").containsPattern("connections +1\\n");
        issuer.stop();
        assertThat(exit.get()).isZero();
    }

    @Test
    void shouldGoOnWithoutAnInputAndEndWhenItIsStopped() throws Exception {
        var proxy = new ProxyCommand(ambient(""));
        String[] spoil = words(proxy, "--listen", "127.0.0.1:0", "--connect", "127.0.0.1:1");
        var ended = CompletableFuture.supplyAsync(() -> line(proxy, out).execute(spoil), OwnThread.EACH);
        String address = await().until(() -> address(out), found -> !found.isEmpty());

        assertThat(run(new SendCommand(ambient("")), "--connect", address, "--mti", "0800"))
                .isEqualTo(1);
        assertThat(ended).as("goes on").isNotDone();
        proxy.stop();
        assertThat(ended.get()).isZero();
        assertThat(out.toString()).containsPattern("dials failed +1\\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"iso93-binary, 1110, 208, 1814, 800", "iso03-ascii, 2110, 1018, 2814, 8000"})
    void shouldServeAndSendInTheVersionOfItsDialect(
            String dialect, String answer, String lost, String network, String accepted) throws Exception {
        Path rules =
                write("rules.yaml", "rules:\n  - { when: { pan: \"" + PAN + "\" }, then: decline " + lost + " }\n");
        var issuer = new IssuerCommand(ambient(""));
        StringWriter served = new StringWriter();
        String[] serve =
                words(issuer, "--listen", "127.0.0.1:0", "--dialect", dialect, "--rules", rules.toString(), "--trace");
        var exit = CompletableFuture.supplyAsync(() -> line(issuer, served).execute(serve), OwnThread.EACH);
        String address = await().until(() -> address(served), found -> !found.isEmpty());

        String[] payment = {"--connect", address, "--dialect", dialect, "--pan", "-", "--amount", "1250"};
        assertThat(run(new SendCommand(ambient(PAN + "\n")), payment))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains(answer, lost, "answered in").doesNotContain(PAN);
        assertThat(run(new SendCommand(ambient("")), "--connect", address, "--dialect", dialect, "--mti", "0800"))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains(network, accepted);

        issuer.stop();
        assertThat(exit.get()).isZero();
        assertThat(served.toString()).contains("sign ons").doesNotContain(PAN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "issuer; Missing required option: '--listen=HOST:PORT'",
                "issuer --listen here; must be HOST:PORT, such as 127.0.0.1:8583",
                "issuer --listen 127.0.0.1:0 --framing odd; --framing: unknown; known: length-2",
                "issuer --listen 127.0.0.1:0 --dialect odd; no dialect odd",
                "issuer --listen 127.0.0.1:0 --rules FOLDER/none.yaml; FOLDER/none.yaml: cannot be read",
                "issuer --listen 127.0.0.1:0 --dialect iso93-ascii --rules FOLDER/codes.yaml; --rules: a code of"
                        + " iso93-ascii has 3 characters, not so in: lost card",
                "send --connect 127.0.0.1:1 --currency MAD --amount 1; --currency: must be a currency of 3 digits",
                "issuer --listen 127.0.0.1:0 --rules FOLDER/bad.yaml; FOLDER/bad.yaml:2:11 rules[0].then: must be",
                "load --connect 127.0.0.1:1 --mix FOLDER/bad.yaml; FOLDER/bad.yaml:1:1 mix: is missing",
                "load --connect 127.0.0.1:1 --connections 0; --connections: must be at least 1",
                "load --connect 127.0.0.1:1 --rate 5 --window 5; mutually exclusive",
                "load --connect 127.0.0.1:1 --timeout soon; must be a duration such as 250ms or 2s",
                "send --connect 127.0.0.1:1 --mti 0110; --mti: must be a request or an advice",
                "send --connect 127.0.0.1:1 --pan -; --pan: the standard input's first line is no PAN",
                "send --connect 127.0.0.1:1 --set 0=5; --set: a data element is 2 to 128",
                "issuer --listen 127.0.0.1:0 --rules FOLDER/deaf.yaml; FOLDER/deaf.yaml:1:14 connections: must be",
                "proxy --listen 127.0.0.1:0; Missing required option: '--connect=HOST:PORT'",
                "proxy --listen 127.0.0.1:0 --connect there; must be HOST:PORT, such as 127.0.0.1:8583",
                "proxy --listen 127.0.0.1:0 --connect 127.0.0.1:1 --script FOLDER/none.yaml; FOLDER/none.yaml: cannot"
                        + " be read",
                "proxy --listen 127.0.0.1:0 --connect 127.0.0.1:1 --script FOLDER/steps.yaml; FOLDER/steps.yaml:2:12"
                        + " steps[0].fault: split needs at least 1 byte",
                "demo --rate 0; --seconds, --rate: must be at least 1",
                "chaos --minutes 0; --minutes: must be 1 to 10080",
                "chaos --faults kill,flood; must be one of kill, kill-starting, power-cut",
                "chaos --faults stall --kills 3; --faults, --kills, --power-cuts: what must happen may not happen",
                "chaos --ledger-pid 7; --ledger: is missing",
                "chaos --keep FOLDER; --keep: must be an empty folder, or none yet",
            })
    void shouldExitWith2AndTheReasonOnBadUsage(String words, String reason) throws IOException {
        write("bad.yaml", "rules:\n  - then: maybe\n");
        write("deaf.yaml", "connections: deaf\n");
        write("steps.yaml", "steps:\n  - fault: split 0\n");
        write("codes.yaml", "rules:\n  - { name: lost card, then: decline 41 }\n  - then: decline 208\n");
        String[] arguments = words.replace("FOLDER", folder.toString()).split(" ", -1);

        int status = run(command(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));

        assertThat(status).as("%s", err).isEqualTo(2);
        // A long number in a path could be a card's: errors do not repeat it.
        String told = folder.toString().replaceAll("[0-9]{12,}", "(number)");
        assertThat(err.toString()).contains(reason.replace("FOLDER", told));
    }

    @Test
    void shouldExitWith1WhenNobodyAnswers() {
        int status = run(new SendCommand(ambient("")), "--connect", "127.0.0.1:1", "--mti", "0800");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("cannot connect to 127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource({"issuer", "load", "send", "proxy", "demo", "chaos"})
    void shouldExplainItself(String name) {
        int status = run(command(name), "--help");

        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("Usage: wasl sim " + name, "Exit status: 0")
                .doesNotContain("%%", "${");
        assertThat(out.toString().lines()).allMatch(text -> text.length() <= 120);
    }

    private Object command(String name) {
        return switch (name) {
            case "issuer" -> new IssuerCommand(ambient(""));
            case "load" -> new LoadCommand(ambient(""));
            case "send" -> new SendCommand(ambient(""));
            case "proxy" -> new ProxyCommand(ambient(""));
            case "chaos" -> new ChaosCommand(ambient(""), new JavaProgram(Path.of("java"), "", "none"));
            case "demo" -> new DemoCommand(ambient(""));
            default -> throw new AssertionError(name);
        };
    }

    private int run(Object command, String... arguments) {
        return line(command, out).execute(words(command, arguments));
    }

    /** The whole command line of Wasl, with this command under {@code sim}. */
    private CommandLine line(Object command, StringWriter output) {
        var provider = new CommandProvider() {
            @Override
            public String parent() {
                return "sim";
            }

            @Override
            public List<Object> commands() {
                return List.of(command);
            }
        };
        return CommandLines.build(NO_NODE, SURROUNDINGS, List.of(provider))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(err, true));
    }

    private static String[] words(Object command, String... arguments) {
        String name = command.getClass().getAnnotation(Command.class).name();
        return Stream.concat(Stream.of("sim", name), Stream.of(arguments)).toArray(String[]::new);
    }

    private static String address(StringWriter served) {
        Matcher matcher = Pattern.compile("listening on (127.0.0.1:\\d+)").matcher(served.toString());
        return matcher.find() ? matcher.group(1) : "";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void type(OutputStream keyboard, String... lines) throws IOException {
        for (String line : lines) {
            keyboard.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        keyboard.flush();
    }

    private static Ambient ambient(String input) {
        return ambient(new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Ambient ambient(InputStream input) {
        return new Ambient(System::nanoTime, System::currentTimeMillis, new SeededRandom(5), input, false);
    }
}
