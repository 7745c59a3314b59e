package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTellWhatOfTheEnvironmentChangesAJvm() {
        assertThat(Machine.environment(Map.of(
                        "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", "WASL_JAVA_OPTS", " ", "WASL_PAN_KEY", "secret")))
                .isEqualTo("; GLIBC_TUNABLES=glibc.malloc.hugetlb=1");
    }

    @Test
    void shouldTellTheCommitAndWhetherFilesWereChangedSince() throws Exception {
        assumeThat(git("init", "-q")).as("git makes a clone").isZero();
        Files.writeString(folder.resolve("a"), "1");
        git("add", "a");
        git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "one");

        assertThat(Checkout.commit(folder))
                .hasValueSatisfying(commit -> assertThat(commit).matches("[0-9a-f]{7,}"));
        Files.writeString(folder.resolve("a"), "2");
        assertThat(Checkout.commit(folder))
                .hasValueSatisfying(commit -> assertThat(commit).matches("[0-9a-f]{7,} and changes"));
    }

    @Test
    void shouldTellNothingOfAFolderThatIsNoClone() {
        assertThat(Checkout.commit(folder)).isEmpty();
    }

    private int git(String... words) throws InterruptedException {
        var command = new ArrayList<String>();
        command.add("git");
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // no git here
        }
    }
}
