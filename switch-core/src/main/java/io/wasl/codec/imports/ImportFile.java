package io.wasl.codec.imports;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file to import, within its bound. */
final class ImportFile {

    /** The largest packager file known to us has 300 KiB; one far above is no packager. */
    static final int MOST_BYTES = 4 << 20;

    private ImportFile() {}

    /**
     * @throws ConfigException when it cannot be read or is too large
     */
    static byte[] read(Path file) throws ConfigException {
        if (Files.isDirectory(file)) {
            throw isDirectory(file);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ConfigException(
                        error(file, "larger than " + MOST_BYTES + " bytes: no definition of messages"));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ConfigException(error(file, "no such file"));
        } catch (AccessDeniedException e) {
            throw new ConfigException(error(file, "not permitted to read it"));
        } catch (IOException e) {
            throw new ConfigException(error(file, "cannot be read: " + e.getMessage()));
        }
    }

    static ConfigException isDirectory(Path file) {
        return new ConfigException(error(file, "a directory; a file is expected"));
    }

    private static ConfigError error(Path file, String reason) {
        return new ConfigError(file.toString(), 0, 0, "", reason);
    }
}
