package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LedgerCommandTest {

    private static final int SOON_SECONDS = 30;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Test
    void shouldMeasureAndLeaveNothing() {
        assertThat(run("--transactions=2000", "--folder=" + folder))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("a log of 2,000 payments is written", "H2: ", "payments a second");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Timeout(value = SOON_SECONDS, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldSayWhatIsWrongWithADatabaseThatIsNotThere() {
        assertThat(postgres("jdbc:postgresql://127.0.0.1:1/wasl?user=bench")).isEqualTo(1);
        assertThat(err.toString()).contains("the database cannot be opened: ", "127.0.0.1:1");
        assertThat(folder).isEmptyDirectory();
    }

    /** It takes the connection, and says nothing. */
    @Test
    @Timeout(value = SOON_SECONDS, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotWaitForAServerThatIsSilent() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/wasl";
            assertThat(postgres(url)).isEqualTo(1);
        }
        assertThat(err.toString()).contains("the database cannot be opened: ");
    }

    @Test
    void shouldSayThatAFolderLiesInMemory() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).as("a folder in memory").isDirectory().isWritable();
        assumeThat(Files.getFileStore(memory).type()).as("a folder in memory").isEqualTo("tmpfs");

        assertThat(run("--transactions=1000", "--folder=" + memory))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("lies in memory (tmpfs)");
    }

    private int postgres(String url) {
        return run("--database=postgres", "--url=" + url, "--transactions=1000", "--folder=" + folder);
    }

    @ParameterizedTest
    @CsvSource({
        "--database postgres, --url",
        "--url jdbc:postgresql://db/wasl, --url",
        "--database postgres --url jdbc:h2:mem:wasl, --url: must begin with jdbc:postgresql:",
        "--database postgres --url jdbc:postgresql://db:x/wasl, --url: is no JDBC URL",
        "--database postgres --url jdbc:postgresql://bench:secret@db/wasl, --url: must not hold a password",
        "--database postgres --url jdbc:postgresql://db/wasl?password=secret, --url: must not hold a password",
        "--transactions 1, --transactions",
        "--batch-rows 0, --batch-rows",
        "--folder nowhere, --folder"
    })
    void shouldRefuseWrongArguments(String arguments, String said) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(said).doesNotContain("secret");
    }
}
