package io.wasl.ops;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a running node. */
public final class CommandChannelClient {

    private CommandChannelClient() {}

    /** Nobody answers at the socket. */
    public static final class NoNodeException extends IOException {

        private static final long serialVersionUID = 1L;

        NoNodeException(String message) {
            super(message);
        }
    }

    /**
     * Sends one command and waits for its reply.
     *
     * @param socket {@code admin.command-socket}
     * @param words the command and its arguments
     * @throws NoNodeException when no node is running there
     * @throws IOException when this user may not ask, or the node does not answer in time; the message is for people
     */
    public static Reply call(Path socket, List<String> words, Duration timeout) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            FutureTask<Reply> exchange = new FutureTask<>(() -> exchange(channel, socket, words));
            Thread thread = new Thread(exchange, "wasl-command-client");
            thread.setDaemon(true);
            thread.start();
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the node did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("the node cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the node", e);
        }
    }

    private static Reply exchange(SocketChannel channel, Path socket, List<String> words) throws IOException {
        connect(channel, socket);
        try {
            ChannelForm.write(channel, ChannelForm.request(words));
        } catch (IOException e) {
            throw new IOException("the node closed the connection: too many commands at once", e);
        }
        return ChannelForm.readReply(channel);
    }

    private static void connect(SocketChannel channel, Path socket) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException e) {
            throw new NoNodeException("no node is running: nobody answers at " + socket);
        } catch (SocketException e) {
            Path folder = socket.toAbsolutePath().getParent();
            if (folder != null && Files.exists(folder) && !Files.isExecutable(folder)
                    || Files.exists(socket) && !Files.isWritable(socket)) {
                throw new IOException("not permitted: only the node's own user may ask at " + socket, e);
            }
            if (!Files.exists(socket)) {
                throw new NoNodeException("no node is running: there is no " + socket);
            }
            throw new IOException("cannot connect to " + socket + ": " + e.getMessage(), e);
        }
    }
}
