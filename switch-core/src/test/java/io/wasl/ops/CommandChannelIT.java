package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.ops.CommandChannelClient.NoNodeException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommandChannelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SHORT_MS = 300;

    private final List<CommandChannel> channels = new ArrayList<>();
    private final MetricsPage metrics = new MetricsPage("wasl-1", "test");
    private final CountDownLatch slow = new CountDownLatch(1);
    private final Queue<IOException> waiters = new ConcurrentLinkedQueue<>();
    private Path folder;
    private Path socket;

    /** Not JUnit's own folder: a socket's path has at most 107 bytes. */
    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "wasl");
        socket = folder.resolve("run").resolve("wasl.sock");
    }

    @AfterEach
    void clean() throws IOException {
        slow.countDown();
        channels.forEach(CommandChannel::close);
        metrics.close();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void shouldCarryWordsAndReplyWhole() throws Exception {
        open();
        String words = "a \"quoted\" \\ word\n\tبطاقة €";
        String text = "x".repeat(200_000) + "\n";

        assertThat(call("say", words, "")).isEqualTo(Reply.done("[" + words + ", ]"));
        assertThat(call("long")).isEqualTo(new Reply(1, text));
    }

    @Test
    void shouldAnswerUnknownAndFailingCommands() throws Exception {
        open();

        assertThat(call("nope").status()).isEqualTo(Reply.BAD_USAGE);
        assertThat(call("nope").text()).contains("say");
        assertThat(call("fail")).isEqualTo(Reply.failed("the command failed; see the node's log"));
    }

    @Test
    void shouldKeepFolderAndSocketForTheirOwnerAlone() throws Exception {
        open();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldRefuseAFolderThatOthersMayEnter() throws Exception {
        Files.createDirectory(socket.getParent());
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(refused())
                .isEqualTo("switch.yaml:9:3 admin.command-socket: its folder must be its owner's alone, and is"
                        + " rwxr-x---; run: chmod 700 " + socket.getParent());
        assertThat(socket).doesNotExist();
    }

    @Test
    void shouldTakeTheSocketOfAKilledNode() throws Exception {
        prepareFolder();
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        assertThatThrownBy(() -> call("say")).isInstanceOf(NoNodeException.class);
        open();

        assertThat(call("say")).isEqualTo(Reply.done("[]"));
    }

    @Test
    void shouldRefuseToStandBesideAnotherNode() throws Exception {
        open();

        assertThat(refused())
                .isEqualTo("switch.yaml:9:3 admin.command-socket: another node is running: it answers at " + socket);
        assertThat(call("say")).isEqualTo(Reply.done("[]"));
    }

    @Test
    void shouldNotTakeTheSocketOfANodeWhoseQueueIsFull() throws Exception {
        prepareFolder();
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(socket), 1);
            assertThat(refused()).contains("another node is running");
            assertThat(socket).exists();
        }
    }

    @Test
    void shouldNotDeleteAFileThatIsNoSocket() throws Exception {
        prepareFolder();
        Files.writeString(socket, "precious");

        assertThat(refused()).endsWith(socket + " exists and is no socket");
        assertThat(socket).hasContent("precious");
    }

    @Test
    void shouldRefuseAPathThatIsTooLong() {
        socket = folder.resolve("x".repeat(100)).resolve("wasl.sock");

        assertThat(refused()).contains("a Unix socket's path has at most 107");
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void shouldRefuseMalformedAndOversizeRequests() throws Exception {
        open();

        for (String wrong :
                List.of("", "[]", "reload", "[\"a\"", "[\"a\",]", "{\"a\":1}", "[1]", "[\"a\"] b", "[\"\\x\"]")) {
            assertThat(raw(wrong + "\n")).as(wrong).startsWith("2\na request is a JSON array");
        }
        assertThat(raw("[\"" + "x".repeat(10_000))).startsWith("2\na request has at most 4096 bytes");
        assertThat(call("say")).isEqualTo(Reply.done("[]"));
    }

    @Test
    void shouldNotLetASilentClientHoldUpOthers() throws Exception {
        open();
        try (SocketChannel silent = connect()) {
            silent.write(ByteBuffer.wrap("[\"say\"".getBytes(StandardCharsets.UTF_8)));
            assertThat(call("say")).isEqualTo(Reply.done("[]"));
            assertThat(silent.read(ByteBuffer.allocate(1)))
                    .as("closed once its time is over")
                    .isEqualTo(-1);
        }
    }

    @Test
    void shouldCloseConnectionsOverTheLimit() throws Exception {
        CommandChannel channel = open();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < CommandChannel.MOST_CONNECTIONS; i++) {
            Thread thread = new Thread(() -> quietly("slow"));
            thread.start();
            waiting.add(thread);
        }
        await().untilAsserted(() -> {
            assertThatThrownBy(() -> call("say")).isInstanceOf(IOException.class);
            assertThat(channel.refusedConnections()).isPositive();
        });
        assertThat(metrics.scrape())
                .containsPattern("(?m)^wasl_command_refused_connections [1-9]\\d*\\.0$")
                .containsPattern("(?m)^wasl_command_connections [1-9]\\.0$");
        slow.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(waiters).hasSizeLessThan(CommandChannel.MOST_CONNECTIONS);
        await().untilAsserted(() -> assertThat(call("say")).isEqualTo(Reply.done("[]")));
    }

    @Test
    void shouldRemoveItsSocketAndSayThatNoNodeRuns() throws Exception {
        open().close();

        assertThat(socket).doesNotExist();
        assertThatThrownBy(() -> call("say"))
                .isInstanceOf(NoNodeException.class)
                .hasMessageContaining("no node is running");
    }

    @Test
    void shouldGiveUpOnANodeThatDoesNotAnswer() throws Exception {
        open();

        assertThatThrownBy(() -> CommandChannelClient.call(socket, List.of("slow"), Duration.ofMillis(SHORT_MS)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer");
    }

    private CommandChannel open() throws ConfigException {
        CommandChannel channel = CommandChannel.open(
                socket,
                Map.of(
                        "say", arguments -> Reply.done(arguments.toString()),
                        "long", arguments -> Reply.failed("x".repeat(200_000) + "\n"),
                        "slow", arguments -> waitFor(slow),
                        "fail",
                                arguments -> {
                                    throw new IllegalStateException("a fault planted by this test");
                                }),
                metrics,
                reason -> new ConfigError("switch.yaml", 9, 3, "admin.command-socket", reason),
                SHORT_MS);
        channels.add(channel);
        return channel;
    }

    private static Reply waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return Reply.done("");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prepareFolder() throws IOException {
        Files.createDirectory(
                socket.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private String refused() {
        return catchThrowableOfType(ConfigException.class, this::open)
                .errors()
                .get(0)
                .toString();
    }

    private Reply call(String... words) throws IOException {
        return CommandChannelClient.call(socket, List.of(words), PATIENCE);
    }

    /** One of those that hold the channel's connections; it may itself be the one too many. */
    private void quietly(String word) {
        try {
            call(word);
        } catch (IOException refused) {
            waiters.add(refused);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    private String raw(String request) throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer bytes = ByteBuffer.allocate(4096);
            int read = 0;
            while (read >= 0) {
                read = channel.read(bytes);
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }
}
