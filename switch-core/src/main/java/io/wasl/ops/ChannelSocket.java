package io.wasl.ops;

import io.wasl.config.AdminConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * The socket file that nobody else can reach: its folder is the owner's alone, its mode is 0600, and the system names
 * each peer's user.
 */
final class ChannelSocket {

    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";
    private static final int BACKLOG = 16;

    private final Path path;
    private final ServerSocketChannel listener;
    private final UserPrincipal owner;

    private ChannelSocket(Path path, ServerSocketChannel listener, UserPrincipal owner) {
        this.path = path;
        this.listener = listener;
        this.owner = owner;
    }

    /** A reason in the operator's hands. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    static ChannelSocket open(Path socket) throws RefusedException, IOException {
        Path path = socket.toAbsolutePath();
        checkLength(path);
        Path folder = parentOf(path);
        makeFolder(folder);
        Optional<String> problem = folderProblem(folder);
        if (problem.isPresent()) {
            throw new RefusedException(problem.get());
        }
        removeIfStale(path);
        return bind(path, folder);
    }

    private static void checkLength(Path path) throws RefusedException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > AdminConfig.MOST_SOCKET_PATH_BYTES) {
            throw new RefusedException(path + " has " + length + " bytes; a Unix socket's path has at most "
                    + AdminConfig.MOST_SOCKET_PATH_BYTES);
        }
    }

    private static Path parentOf(Path path) throws RefusedException {
        Path folder = path.getParent();
        if (folder == null) {
            throw new RefusedException(path + " names no file");
        }
        return folder;
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path above = folder.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FOLDER)));
    }

    /** See {@link CommandChannel#folderProblem}. */
    static Optional<String> folderProblem(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of(folder + " is no folder");
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        return mode.equals(OWNER_ONLY_FOLDER)
                ? Optional.empty()
                : Optional.of("its folder must be its owner's alone, and is " + mode + "; run: chmod 700 " + folder);
    }

    /** A killed node leaves its socket behind: nobody answers there. */
    private static void removeIfStale(Path path) throws RefusedException, IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new RefusedException(path + " exists and is no socket");
        }
        if (isAnswered(path)) {
            throw new RefusedException("another node is running: it answers at " + path);
        }
        Files.deleteIfExists(path);
    }

    private static boolean isAnswered(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static ChannelSocket bind(Path path, Path folder) throws RefusedException, IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(OWNER_ONLY_FILE));
            UserPrincipal owner = Files.getOwner(path); // the only name that needs no entry in a list of users
            UserPrincipal folderOwner = Files.getOwner(folder);
            if (!folderOwner.equals(owner)) {
                Files.deleteIfExists(path);
                throw new RefusedException(
                        folder + " belongs to " + folderOwner.getName() + ", not to " + owner.getName());
            }
            return new ChannelSocket(path, listener, owner);
        } catch (RefusedException | IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    SocketChannel accept() throws IOException {
        return listener.accept();
    }

    boolean isOpen() {
        return listener.isOpen();
    }

    /** Whether the process at the other end runs as the node's own user; root is another. */
    boolean isOwner(SocketChannel peer) throws IOException {
        return peer.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
    }

    /** Closes and removes it. */
    void close() throws IOException {
        listener.close();
        Files.deleteIfExists(path);
    }
}
