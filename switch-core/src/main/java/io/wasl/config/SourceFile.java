package io.wasl.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that an operator wrote, whole; what keeps it from being read, or read as text, is a {@link ConfigError}. */
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
            long size = Files.size(file);
            if (size > mostBytes) {
                throw unreadable(file, "has " + size + " bytes, more than the " + mostBytes + " allowed");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "cannot be read: no such file");
        } catch (AccessDeniedException denied) {
            throw unreadable(file, "cannot be read: permission denied");
        } catch (IOException failed) {
            throw unreadable(file, "cannot be read: " + failed.getMessage());
        }
    }

    /**
     * What was read, as UTF-8 text.
     *
     * @param file its name, for errors
     * @throws ConfigException with the place of the first byte that is none
     */
    public static String text(String file, byte[] bytes) throws ConfigException {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult end = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (end.isError()) {
            String before = text.toString();
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw new ConfigException(new ConfigError(file, line, column, "", "is not UTF-8 text"));
        }
        return text.toString();
    }

    private static ConfigException unreadable(Path file, String reason) {
        return new ConfigException(new ConfigError(file.toString(), 0, 0, "", reason));
    }
}
