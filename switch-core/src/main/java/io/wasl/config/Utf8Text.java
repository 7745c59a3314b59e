package io.wasl.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text that an operator wrote, as UTF-8; other bytes are never taken for characters. Pure. */
public final class Utf8Text {

    private Utf8Text() {}

    /**
     * @param file its name, for errors
     * @throws ConfigException with the line and the column, counted in characters, of the first byte that is not UTF-8
     */
    public static String of(String file, byte[] bytes) throws ConfigException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is wrong unless told otherwise
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, text, true);
        text.flip();
        if (!result.isError()) {
            return text.toString();
        }
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            boolean endsLine = text.charAt(i) == '\n'
                    || text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (endsLine) {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(text.charAt(i))) {
                column++;
            }
        }
        String reason = String.format("byte %02X is not UTF-8, in which this file must be", bytes[in.position()]);
        throw new ConfigException(new ConfigError(file, line, column, "", reason));
    }
}
