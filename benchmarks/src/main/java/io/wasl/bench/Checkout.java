package io.wasl.bench;

import java.net.URISyntaxException;
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
