package io.wasl.security;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The file of keys: text, one key a line, readable by its owner only.
 *
 * <pre>
 *   # comment
 *   pan-encryption 1 &lt;64 hex digits&gt;
 *   pan-token      1 &lt;64 hex digits&gt;
 * </pre>
 *
 * To rotate, add a line with a higher id and restart; remove an old one only when nothing written under it is kept. No
 * error repeats anything of a line but its number.
 */
public final class KeyFile {

    private static final String PAN = "pan-encryption";
    private static final String TOKEN = "pan-token";
    private static final int SIZE_LIMIT_BYTES = 64 << 10;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final List<ConfigError> errors = new ArrayList<>();
    private final NavigableMap<Integer, byte[]> panKeys = new TreeMap<>();
    private final NavigableMap<Integer, byte[]> tokenKeys = new TreeMap<>();

    private KeyFile(Path file) {
        this.file = file;
    }

    /**
     * @throws ConfigException when the file is missing, malformed, or anyone but its owner may touch it
     */
    public static Keys load(Path file) throws ConfigException {
        KeyFile keyFile = new KeyFile(file);
        keyFile.checkOwnerOnly();
        keyFile.parse(keyFile.read());
        return keyFile.keys();
    }

    /**
     * As {@link #load(Path)}, and refuses a file inside {@code dataDirectory}: whoever copies the data must not get the
     * keys with it.
     */
    public static Keys load(Path file, Path dataDirectory) throws ConfigException {
        if (real(file).startsWith(real(dataDirectory))) {
            throw new ConfigException(
                    error(file, 0, "lies inside the data folder " + dataDirectory + "; keep the keys outside"));
        }
        return load(file);
    }

    /**
     * Makes a new file with a fresh key of each kind, mode 0600, forced to the disk with its folder.
     *
     * @throws ConfigException when the file exists (never overwritten) or its folder does not
     */
    public static void create(Path file, RandomSource random) throws ConfigException, IOException {
        Path folder = real(file).getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ConfigException(error(file, 0, "its folder does not exist"));
        }
        byte[] text = text(Keys.generate(random));
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw refused(file, "exists already and is never overwritten", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static byte[] text(Keys keys) {
        HexFormat hex = HexFormat.of();
        int pan = keys.panKeyId();
        int token = keys.tokenKeyId();
        String text = "# Keys of one Wasl node. Whoever has this file can read stored card data: keep it owner-only,\n"
                + "# outside the data folder, and keep a copy: without it the journal cannot be read.\n"
                + "# The highest id of a kind is in use; older ones only read.\n"
                + PAN + " " + pan + " " + hex.formatHex(keys.panKey(pan)) + "\n"
                + TOKEN + " " + token + " " + hex.formatHex(keys.tokenKey(token)) + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void checkOwnerOnly() throws ConfigException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            throw new ConfigException(error(file, 0, "its file system cannot say who may read it"));
        }
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
            others.addAll(view.readAttributes().permissions());
            others.removeAll(OWNER_ONLY);
            others.remove(PosixFilePermission.OWNER_EXECUTE);
            if (!others.isEmpty()) {
                throw new ConfigException(
                        error(file, 0, "may be touched by others than its owner; run: chmod 600 " + file));
            }
        } catch (NoSuchFileException e) {
            throw refused(file, "no such key file; make one with: wasl keys new " + file, e);
        } catch (IOException e) {
            throw refused(file, "cannot be examined: " + e.getMessage(), e);
        }
    }

    private List<String> read() throws ConfigException {
        try {
            if (Files.size(file) > SIZE_LIMIT_BYTES) {
                throw new ConfigException(error(file, 0, "is no key file: larger than 64 KiB"));
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw refused(file, "is no key file: not text", e);
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void parse(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                parseKey(i + 1, line.split("\\s+"));
            }
        }
        if (panKeys.isEmpty()) {
            errors.add(error(file, 0, "holds no valid " + PAN + " key"));
        }
        if (tokenKeys.isEmpty()) {
            errors.add(error(file, 0, "holds no valid " + TOKEN + " key"));
        }
        boolean shared = panKeys.values().stream()
                .anyMatch(pan -> tokenKeys.values().stream().anyMatch(token -> Arrays.equals(pan, token)));
        if (shared) {
            errors.add(error(file, 0, "one key serves both as " + PAN + " and as " + TOKEN + "; make two"));
        }
    }

    private void parseKey(int line, String[] words) {
        if (words.length != 3 || !(words[0].equals(PAN) || words[0].equals(TOKEN))) {
            errors.add(error(file, line, "a line reads: " + PAN + "|" + TOKEN + " ID KEY"));
            return;
        }
        if (!words[1].matches("[1-9][0-9]{0,8}")) {
            errors.add(error(file, line, "the id is a number from 1 to 999999999"));
            return;
        }
        if (!words[2].matches("[0-9a-fA-F]{" + 2 * Keys.KEY_BYTES + "}")) {
            errors.add(error(file, line, "the key has " + 2 * Keys.KEY_BYTES + " hex digits"));
            return;
        }
        NavigableMap<Integer, byte[]> kind = words[0].equals(PAN) ? panKeys : tokenKeys;
        if (kind.putIfAbsent(Integer.valueOf(words[1]), HexFormat.of().parseHex(words[2])) != null) {
            errors.add(error(file, line, "this id was given before"));
        }
    }

    private Keys keys() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return new Keys(panKeys, tokenKeys);
    }

    /** Follows links as far as the path exists, so that a link into the data folder is seen. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path existing = absolute; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return existing.toRealPath()
                            .resolve(existing.relativize(absolute))
                            .normalize();
                } catch (IOException e) {
                    return absolute; // a dangling link: reading it fails with its own message
                }
            }
        }
        return absolute;
    }

    private static ConfigException refused(Path file, String reason, Exception cause) {
        ConfigException exception = new ConfigException(error(file, 0, reason));
        exception.initCause(cause);
        return exception;
    }

    private static ConfigError error(Path file, int line, String reason) {
        return new ConfigError(file.toString(), line, 0, "", reason);
    }
}
