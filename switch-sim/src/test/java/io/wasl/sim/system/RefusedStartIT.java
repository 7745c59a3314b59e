package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.ConfigException;
import io.wasl.security.KeyFile;
import io.wasl.sim.chance.SeededRandom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot start says where and why, and leaves nothing running, bound or locked. */
final class RefusedStartIT {

    private static final String[] SPEECH = {"framing: length-2", "dialect: iso87-ascii"};

    @TempDir
    Path folder;

    @Test
    void shouldSayWhereTheConfigurationIsWrong() throws Exception {
        SwitchFiles files = files().line("drain: { timeoot: 5s }").write();
        long line = Files.readAllLines(files.configuration()).size();

        refused(files, files.configuration() + ":" + line + ":10 drain.timeoot");
    }

    @Test
    void shouldNameTheDialectThatDoesNotExist() throws Exception {
        SwitchFiles files = new SwitchFiles(folder)
                .acquirer("bank", 0, "framing: length-2", "dialect: iso87-klingon", "response-timeout: 12s")
                .issuer("atlas", SwitchFiles.unusedPort(), SPEECH[0], SPEECH[1], "response-timeout: 10s")
                .route("400000", "atlas")
                .write();

        refused(files, files.configuration() + ":9:14 acquirers[0].dialect");
    }

    @Test
    void shouldSayWhereTheRoutesAreWrong() throws Exception {
        SwitchFiles files = files().route("500000", "nobody").write();

        refused(files, folder.resolve("routes.csv") + ":3:15");
    }

    @Test
    void shouldRefuseAPortInUseAndStartOnceItIsFree() throws Exception {
        int first = SwitchFiles.unusedPort();
        SwitchFiles files;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            files = new SwitchFiles(folder)
                    .acquirer("first", first, SPEECH[0], SPEECH[1], "response-timeout: 12s")
                    .acquirer("second", taken.getLocalPort(), SPEECH[0], SPEECH[1], "response-timeout: 12s")
                    .issuer("atlas", SwitchFiles.unusedPort(), SPEECH[0], SPEECH[1], "response-timeout: 10s")
                    .route("400000", "atlas")
                    .line("start: { grace: 0s }")
                    .write();

            refused(files, "127.0.0.1:" + taken.getLocalPort());
        }
        new ServerSocket(first, 1, InetAddress.getLoopbackAddress()).close();
        SwitchNode.start(files.load()).close();
        awaitNothingRuns();
    }

    @Test
    void shouldRefuseAKeyFileThatOthersMayRead() throws Exception {
        SwitchFiles files = files().write();
        Path keys = folder.resolve("wasl.keys");
        KeyFile.create(keys, new SeededRandom(1));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));

        refused(files, keys + ": ", "chmod 600");
    }

    @Test
    void shouldRefuseAKeyFileInAFolderThatIsNotThere() throws Exception {
        SwitchFiles files =
                files().line("security: { keys: nowhere/wasl.keys }").write();

        refused(files, folder.resolve("nowhere/wasl.keys") + ": ", "folder does not exist");
    }

    /** The keys are compared when the folder is locked already. */
    @Test
    void shouldRefuseKeysThatAreNotTheJournalsAndStartWithItsOwn() throws Exception {
        SwitchFiles files = files().line("start: { grace: 0s }").write();
        SwitchNode.start(files.load()).close();
        Path keys = folder.resolve("wasl.keys");
        Path own = Files.move(keys, folder.resolve("own.keys"));
        KeyFile.create(keys, new SeededRandom(1));

        refused(files, "key");

        Files.move(own, keys, StandardCopyOption.REPLACE_EXISTING);
        SwitchNode.start(files.load()).close();
        awaitNothingRuns();
    }

    @Test
    void shouldRefuseAnAdminPortInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            SwitchFiles files = files().admin("{ listen: \"" + address + "\" }").write();

            refused(files, files.configuration() + ":4:", "admin.listen", address);
        }
    }

    /** The pages of metrics are open by then. */
    @Test
    void shouldRefuseACommandSocketWhereOthersMayCome() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        SwitchFiles files = files().admin("{ listen: \"127.0.0.1:0\", command-socket: open/wasl.sock }")
                .write();

        refused(files, files.configuration() + ":4:", "admin.command-socket", open.toString());
    }

    @Test
    void shouldTellEveryMistakeThatCheckTells() throws Exception {
        SwitchFiles files = new SwitchFiles(folder)
                .acquirer("bank", 0, SPEECH[0], "dialect: mine", "response-timeout: 12s")
                .issuer("atlas", SwitchFiles.unusedPort(), SPEECH[0], SPEECH[1], "response-timeout: 10s")
                .route("500000", "nobody")
                .write();
        Files.writeString(
                folder.resolve("mine.yaml"),
                "version: 1987\nmti: ascii\nbitmap: hex\nprefix: ascii\nencodings: { b: hex }\n"
                        + "elements: { 39: { type: an2, sensitivity: open } }\n");
        String configuration = Files.readString(files.configuration());
        Files.writeString(
                files.configuration(), configuration.replace("ledger: {", "ledger: { password-file: password,"));
        Path password = Files.writeString(folder.resolve("password"), "secret");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));

        refused(files, "mine does not declare DE 70", "chmod 600 " + password, "routes.csv:2:15");
    }

    @Test
    void shouldRefuseAJournalFolderThatIsAFile() throws Exception {
        SwitchFiles files = files().journal("{ directory: taken }").write();
        Files.writeString(folder.resolve("taken"), "not a folder");

        refused(files, folder.resolve("taken").toString());
    }

    @Test
    void shouldRefuseASecondNodeOnTheSameFolder() throws Exception {
        SwitchFiles files = files().line("start: { grace: 0s }").write();
        try (SwitchNode node = SwitchNode.start(files.load())) {
            assertThatThrownBy(() -> SwitchNode.start(files.load()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another node");
            assertThat(node.stopped().toCompletableFuture()).isNotDone();
        }
        awaitNothingRuns();
    }

    /** An older copy of a journal that has gone on: its ids would come again, in each life that begins on it. */
    @Test
    void shouldStopForGoodWhenItsLedgerKnowsMoreThanItsJournal() throws Exception {
        SwitchFiles files = files().line("start: { grace: 0s }").write();
        Path journal = folder.resolve("data/journal");
        Path copy = folder.resolve("older");
        liveUntilApplied(files);
        Files.createDirectory(copy);
        copyFiles(journal, copy);
        liveUntilApplied(files);
        try (Stream<Path> newer = Files.list(journal)) {
            for (Path file : newer.toList()) {
                Files.delete(file);
            }
        }
        copyFiles(copy, journal);

        try (SwitchNode node = SwitchNode.start(files.load())) {
            assertThat(node.stopped().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(2);
        }
        awaitNothingRuns();
    }

    private static void liveUntilApplied(SwitchFiles files) throws Exception {
        try (SwitchNode node = SwitchNode.start(files.load())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> node.ledgerLag() == 0);
        }
        awaitNothingRuns();
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private SwitchFiles files() throws IOException {
        return new SwitchFiles(folder)
                .acquirer("bank", 0, SPEECH[0], SPEECH[1], "response-timeout: 12s")
                .issuer("atlas", SwitchFiles.unusedPort(), SPEECH[0], SPEECH[1], "response-timeout: 10s")
                .route("400000", "atlas");
    }

    private static void refused(SwitchFiles files, String... saying) {
        assertThatThrownBy(() -> SwitchNode.start(files.load()).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(saying);
        awaitNothingRuns();
    }

    private static void awaitNothingRuns() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    private static List<String> threads() {
        return Stream.of(Thread.getAllStackTraces().keySet().toArray(new Thread[0]))
                .map(Thread::getName)
                .filter(name -> name.startsWith("wasl-") || name.startsWith("ledger"))
                .toList();
    }
}
