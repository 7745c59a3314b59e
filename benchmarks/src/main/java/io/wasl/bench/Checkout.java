package io.wasl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The clone of the sources that a command is run in. */
final class Checkout {

    private Checkout() {}

    /**
     * Around the jar, which a clone builds below itself, else around the working folder.
     *
     * @param mark a file or folder of the clone by which it is known
     */
    static Optional<Path> around(Path mark) {
        for (Path start : List.of(ofJar(), Path.of("").toAbsolutePath())) {
            for (Path folder = start; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve(mark))) {
                    return Optional.of(folder);
                }
            }
        }
        return Optional.empty();
    }

    /** As git calls it, with a word when files were changed since; empty without a clone or without git. */
    static Optional<String> commit() {
        return around(Path.of(".git")).flatMap(Checkout::commit);
    }

    static Optional<String> commit(Path clone) {
        var git = new ProcessBuilder("git", "describe", "--always", "--abbrev=7", "--dirty= and changes", "--exclude=*")
                .directory(clone.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = git.start();
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                Optional<String> line = Optional.ofNullable(said.readLine());
                return process.waitFor() == 0 ? line : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty(); // no git on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Path ofJar() {
        try {
            return Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
