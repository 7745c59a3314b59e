package io.wasl.config;

import java.nio.file.Path;

/**
 * How operators reach the node.
 *
 * @param listen metrics and health over HTTP; a loopback address
 * @param commandSocket the owner-only Unix socket, in a folder of mode 0700; at most 107 bytes of path; default
 *     {@code run/wasl.sock} beside the journal's directory
 */
public record AdminConfig(HostPort listen, Path commandSocket) {

    /** What Linux's {@code sockaddr_un} holds, its final zero left out. */
    public static final int MOST_SOCKET_PATH_BYTES = 107;

    /** Where {@code ./wasl ledger apply} answers: beside the node's socket, {@code run/wasl.sock.ledger}. */
    public Path ledgerSocket() {
        return ledgerSocket(commandSocket);
    }

    static Path ledgerSocket(Path commandSocket) {
        return commandSocket.resolveSibling(commandSocket.getFileName() + ".ledger");
    }
}
