package io.wasl.sim.world;

import io.wasl.command.CommandLines;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/**
 * Which source a story belongs to: a seed tells the same one in the same version only. The version of the jars, and where they
 * lie in a checkout its commit; what was changed since and not committed nobody can tell. Any thread.
 */
public final class Commit {

    private static final String REF = "ref: ";
    private static final String LINKED = "gitdir: ";

    private Commit() {}

    /** In one line. */
    public static String here() {
        String version = CommandLines.version();
        try {
            CodeSource source = Commit.class.getProtectionDomain().getCodeSource();
            String commit =
                    source == null ? "" : of(Path.of(source.getLocation().toURI()));
            return commit.isEmpty() ? version : version + ", commit " + commit;
        } catch (IOException | URISyntaxException e) {
            return version + ", commit not readable: " + e.getMessage();
        }
    }

    /** The commit that is checked out where this path lies; empty outside of any checkout. */
    static String of(Path path) throws IOException {
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            Path git = folder.resolve(".git");
            if (Files.isDirectory(git)) {
                return head(git, git);
            }
            if (Files.isRegularFile(git)) {
                Path linked = folder.resolve(Files.readString(git).strip().substring(LINKED.length()));
                return head(linked, common(linked));
            }
        }
        return "";
    }

    /** A linked work tree has a HEAD of its own and shares the rest. */
    private static Path common(Path linked) throws IOException {
        Path told = linked.resolve("commondir");
        return Files.exists(told)
                ? linked.resolve(Files.readString(told).strip()).normalize()
                : linked;
    }

    private static String head(Path git, Path common) throws IOException {
        String head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith(REF)) {
            return head;
        }
        String name = head.substring(REF.length());
        Path loose = common.resolve(name);
        return Files.exists(loose) ? Files.readString(loose).strip() : packed(common.resolve("packed-refs"), name);
    }

    private static String packed(Path file, String name) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.stream()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse("");
    }
}
