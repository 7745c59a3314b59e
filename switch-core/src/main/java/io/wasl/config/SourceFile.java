package io.wasl.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that an operator wrote, whole; what keeps it from being read is a {@link ConfigError}. */
public final class SourceFile {

    private SourceFile() {}

    /**
     * @param mostBytes a larger file is refused before it is read
     */
    public static byte[] read(Path file, long mostBytes) throws ConfigException {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, "cannot be read: it is a folder");
            }
            // A file that is still written, or a device, may not have the size that it says.
            try (InputStream stream = Files.newInputStream(file)) {
                byte[] bytes = stream.readNBytes((int) Math.min(mostBytes + 1, Integer.MAX_VALUE));
                if (bytes.length > mostBytes) {
                    throw unreadable(file, "has more than the " + mostBytes + " bytes allowed");
                }
                return bytes;
            }
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "cannot be read: no such file");
        } catch (AccessDeniedException denied) {
            throw unreadable(file, "cannot be read: permission denied");
        } catch (IOException failed) {
            throw unreadable(file, "cannot be read: " + failed.getMessage());
        }
    }

    private static ConfigException unreadable(Path file, String reason) {
        return new ConfigException(new ConfigError(file.toString(), 0, 0, "", reason));
    }
}
