package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitTest {

    private static final String HASH = "288f8070123456789abcdef0123456789abcdef0";

    @TempDir
    Path folder;

    @Test
    void shouldReadABranch() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", HASH + "\n");

        assertThat(Commit.of(folder.resolve("module/target/classes"))).isEqualTo(HASH);
    }

    @Test
    void shouldReadABranchThatIsPacked() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(
                ".git/packed-refs",
                "# pack-refs\n" + HASH.replace('2', '3') + " refs/heads/other-main\n" + HASH + " refs/heads/main\n");

        assertThat(Commit.of(folder)).isEqualTo(HASH);
    }

    @Test
    void shouldReadADetachedHead() throws IOException {
        write(".git/HEAD", HASH + "\n");

        assertThat(Commit.of(folder)).isEqualTo(HASH);
    }

    @Test
    void shouldReadALinkedWorkTree() throws IOException {
        write("main/.git/refs/heads/side", HASH + "\n");
        write("main/.git/worktrees/side/HEAD", "ref: refs/heads/side\n");
        write("main/.git/worktrees/side/commondir", "../..\n");
        write("side/.git", "gitdir: " + folder.resolve("main/.git/worktrees/side") + "\n");

        assertThat(Commit.of(folder.resolve("side/target"))).isEqualTo(HASH);
    }

    @Test
    void shouldNameTheVersion() {
        assertThat(Commit.here()).isNotBlank().doesNotContain("not readable");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
