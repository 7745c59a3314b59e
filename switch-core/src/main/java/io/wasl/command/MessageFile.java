package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.YamlFile;
import io.wasl.config.YamlNode;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import io.wasl.iso.Mti;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Messages written by hand, in YAML or JSON, one mapping or a list of them.
 *
 * <pre>
 *   mti: "0100"
 *   elements:                      # or the numbers beside mti
 *     2: 4000001234567899
 *     4: 1250                      # short numbers get zeros on the left, short text spaces on the right
 *     52: 0123456789ABCDEF         # b: hex digits
 *     63: { hex: 00FF10 }          # any bytes, in any element or part
 *     127: { 2: 77, 25: { 3: A } } # its parts; the others as if nobody had written them
 *     55.9F26: 0123456789ABCDEF    # one part, by its path; of a tag that is not declared hex digits
 * </pre>
 *
 * Every mistake is told with its place, and never what stands there. Owner: the command's thread.
 */
final class MessageFile {

    /** A message of all elements at their longest is shorter. */
    private static final int MOST_MESSAGE_BYTES = 1 << 17;

    private static final String MTI = "mti";
    private static final String ELEMENTS = "elements";

    private final String file;
    private final Dialect dialect;
    private final Optional<FrameFormat> format;
    private final MessageWriter writer = new MessageWriter();
    private final List<ConfigError> errors = new ArrayList<>();

    private MessageFile(String file, Dialect dialect, Optional<FrameFormat> format) {
        this.file = file;
        this.dialect = dialect;
        this.format = format;
    }

    /**
     * The messages as bytes, framed where there is a framing.
     *
     * @param file its name, for errors
     * @throws ConfigException with every mistake
     */
    static List<byte[]> encode(String file, String text, Dialect dialect, Optional<FrameFormat> format)
            throws ConfigException {
        // JSON may be indented with tabs, YAML may not.
        boolean isJson =
                text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
        YamlNode root = YamlFile.parse(file, new StringReader(isJson ? text.replace('\t', ' ') : text));
        MessageFile messages = new MessageFile(file, dialect, format);
        List<byte[]> encoded = new ArrayList<>();
        List<YamlNode> nodes = root instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(root);
        for (int i = 0; i < nodes.size(); i++) {
            String path = root instanceof YamlNode.Sequence ? "[" + i + "]" : "";
            messages.message(nodes.get(i), path).ifPresent(encoded::add);
        }
        if (!messages.errors.isEmpty()) {
            throw new ConfigException(messages.errors);
        }
        return encoded;
    }

    private Optional<byte[]> message(YamlNode node, String path) {
        int errorsBefore = errors.size();
        if (!(node instanceof YamlNode.Mapping mapping)) {
            error(node, path, "a message is a mapping: mti and elements");
            return Optional.empty();
        }
        int mti = mti(mapping, path);
        MessageValues values = new MessageValues(file, dialect, errors);
        mapping.entries().forEach((key, entry) -> {
            if (key.equals(ELEMENTS)) {
                elements(entry, path, values);
            } else if (!key.equals(MTI)) {
                values.add(key, entry, path);
            }
        });
        return errors.size() > errorsBefore ? Optional.empty() : write(mapping, path, mti, values);
    }

    private void elements(YamlNode.Entry entry, String path, MessageValues values) {
        if (entry.value() instanceof YamlNode.Mapping inner) {
            inner.entries().forEach((number, value) -> values.add(number, value, join(path, ELEMENTS)));
        } else {
            error(entry.value(), join(path, ELEMENTS), "must be a mapping of numbers to values");
        }
    }

    private int mti(YamlNode.Mapping mapping, String path) {
        YamlNode.Entry entry = mapping.entries().get(MTI);
        if (entry == null) {
            error(mapping, join(path, MTI), "is required");
            return 0;
        }
        if (!(entry.value() instanceof YamlNode.Scalar scalar) || !scalar.text().matches("[0-9]{4}")) {
            error(entry.value(), join(path, MTI), "must have four digits");
            return 0;
        }
        int mti = Mti.parse(scalar.text());
        if (Mti.version(mti) != dialect.version().nibble()) {
            error(scalar, join(path, MTI), "is of another version of ISO 8583 than " + dialect.name());
        }
        return mti;
    }

    private Optional<byte[]> write(YamlNode.Mapping mapping, String path, int mti, MessageValues values) {
        values.writeTo(writer.begin(dialect, mti));
        byte[] body = new byte[MOST_MESSAGE_BYTES];
        int length = writer.encode(body, 0, body.length);
        if (length < 0) {
            int de = writer.failedElement();
            error(mapping, path, de > 0 ? "DE " + de + " is missing or does not fit beside the others" : "is too long");
            return Optional.empty();
        }
        return format.isEmpty() ? Optional.of(Arrays.copyOf(body, length)) : framed(mapping, path, body, length);
    }

    private Optional<byte[]> framed(YamlNode.Mapping mapping, String path, byte[] body, int length) {
        FrameFormat framing = format.orElseThrow();
        byte[] target = new byte[length + framing.overheadBytes()];
        int written = framing.write(new Frame().body(body, 0, length), target, 0);
        if (written < 0) {
            error(mapping, path, "does not fit the framing: " + FrameCutter.text(written));
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(target, written));
    }

    private void error(YamlNode node, String key, String reason) {
        errors.add(new ConfigError(file, node.line(), node.column(), key, reason));
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
