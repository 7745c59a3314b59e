package io.wasl.ops;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of the command channel: one exchange a connection, UTF-8.
 *
 * <pre>
 *   client   ["reload"]\n                a JSON array of strings on one line
 *   node     0\n2 ranges added …         the status on the first line, then the text, then the connection's end
 * </pre>
 */
final class ChannelForm {

    /** Commands have a few short words. */
    static final int MOST_REQUEST_BYTES = 4096;

    static final int MOST_WORDS = 32;

    /** Texts are for people. */
    static final int MOST_REPLY_BYTES = 1 << 20;

    private static final int HEX = 16;

    private ChannelForm() {}

    /** The request is not of this form. */
    static final class MalformedRequestException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedRequestException(String reason) {
            super(reason);
        }
    }

    static byte[] request(List<String> words) {
        StringBuilder json = new StringBuilder("[");
        for (String word : words) {
            json.append(json.length() == 1 ? "\"" : ",\"");
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (c == '"' || c == '\\') {
                    json.append('\\').append(c);
                } else if (c < ' ') {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
            json.append('"');
        }
        return json.append("]\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads to the line's end. */
    static List<String> readRequest(SocketChannel channel) throws IOException, MalformedRequestException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_REQUEST_BYTES);
        while (bytes.position() == 0 || bytes.get(bytes.position() - 1) != '\n') {
            if (!bytes.hasRemaining()) {
                throw new MalformedRequestException("a request has at most " + MOST_REQUEST_BYTES + " bytes");
            }
            if (channel.read(bytes) < 0) {
                throw new EOFException("ended before its request did");
            }
        }
        try {
            return new Words(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(bytes.flip())
                            .toString())
                    .parse();
        } catch (CharacterCodingException e) {
            throw new MalformedRequestException("a request is UTF-8 text");
        }
    }

    /** A text over the limit is cut, and says so. */
    static byte[] reply(Reply reply) {
        byte[] bytes = (reply.status() + "\n" + reply.text()).getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_REPLY_BYTES) {
            return bytes;
        }
        String cut = "\n… the rest is left out";
        int characters = Math.min(reply.text().length(), MOST_REPLY_BYTES / 4);
        return (reply.status() + "\n" + reply.text().substring(0, characters) + cut).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads to the connection's end. */
    static Reply readReply(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_REPLY_BYTES);
        while (channel.read(bytes) >= 0) {
            if (!bytes.hasRemaining()) {
                throw new IOException("the node's answer is too long");
            }
        }
        String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        int line = text.indexOf('\n');
        if (line < 1 || line > 3 || !text.substring(0, line).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("the node ended the connection without an answer");
        }
        return new Reply(Integer.parseInt(text.substring(0, line)) & 0xFF, text.substring(line + 1));
    }

    static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Drops what still comes; whoever calls it limits the time. */
    static void readToEnd(SocketChannel channel) throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(MOST_REQUEST_BYTES);
        while (channel.read(rest) >= 0) {
            rest.clear();
        }
    }

    /** Reads a JSON array of strings, and nothing else of JSON. */
    private static final class Words {

        private final String line;
        private int at;

        Words(String line) {
            this.line = line;
        }

        List<String> parse() throws MalformedRequestException {
            List<String> words = new ArrayList<>();
            expect('[');
            if (peek() == ']') {
                at++;
            } else {
                words.add(word());
                while (peek() == ',' && words.size() <= MOST_WORDS) {
                    at++;
                    words.add(word());
                }
                expect(']');
            }
            if (words.isEmpty()
                    || words.size() > MOST_WORDS
                    || !line.substring(at).isBlank()) {
                throw malformed();
            }
            return words;
        }

        private String word() throws MalformedRequestException {
            StringBuilder word = new StringBuilder();
            expect('"');
            while (at < line.length() && line.charAt(at) != '"') {
                char c = line.charAt(at++);
                word.append(c == '\\' ? escaped() : c);
            }
            expect('"');
            return word.toString();
        }

        private char escaped() throws MalformedRequestException {
            if (at >= line.length()) {
                throw malformed();
            }
            char c = line.charAt(at++);
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'u' -> hex();
                default -> throw malformed();
            };
        }

        private char hex() throws MalformedRequestException {
            int value = 0;
            for (int i = 0; i < 4; i++) {
                int digit = at < line.length() ? Character.digit(line.charAt(at++), HEX) : -1;
                if (digit < 0) {
                    throw malformed();
                }
                value = value * HEX + digit;
            }
            return (char) value;
        }

        private char peek() {
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            return at < line.length() ? line.charAt(at) : '\n';
        }

        private void expect(char c) throws MalformedRequestException {
            if (peek() != c) {
                throw malformed();
            }
            at++;
        }

        private static MalformedRequestException malformed() {
            return new MalformedRequestException("a request is a JSON array of 1 to " + MOST_WORDS + " strings");
        }
    }
}
