package io.wasl.translation;

import io.wasl.codec.ElementSpec;
import io.wasl.codec.MessageWriter;
import io.wasl.codec.PartPath;
import io.wasl.config.MappingConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a profile declares: an element or part from another one, by a table of values, or always the same. */
final class DeclaredStep implements Step {

    private static final int LONGEST_VALUE = 1000;

    private final @Nullable PartPath from;
    private final PartPath to;
    private final boolean readsWhole;
    private final boolean isOfWholeElements;
    private final boolean usesTable;
    private final boolean cuts;
    private final int mostUnits;
    private final byte[][] keys;
    private final byte[][] values;
    private final byte @Nullable [] otherwise;
    private final byte[] received = new byte[LONGEST_VALUE];

    /**
     * @param from null for a value that is always the same
     * @param target of the element in which {@code to} stands
     */
    DeclaredStep(@Nullable PartPath from, PartPath to, MappingConfig mapping, ElementSpec target) {
        this.from = from;
        this.to = to;
        readsWhole = from == null || isWhole(from);
        isOfWholeElements = isWhole(to) && readsWhole;
        usesTable = !mapping.values().isEmpty();
        cuts = mapping.cut();
        mostUnits = isWhole(to) ? target.length() : Integer.MAX_VALUE;
        List<Map.Entry<String, String>> table = mapping.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        keys = table.stream().map(entry -> bytes(entry.getKey())).toArray(byte[][]::new);
        values = table.stream().map(entry -> bytes(entry.getValue())).toArray(byte[][]::new);
        otherwise = mapping.otherwise().map(DeclaredStep::bytes).orElse(null);
        for (byte[] value : values) {
            demandRoom(value.length);
            demandLegal(value);
        }
        if (otherwise != null) {
            demandRoom(otherwise.length);
            demandLegal(otherwise);
        }
    }

    /** Else each message that it would stand in could not be written. */
    private void demandLegal(byte[] value) {
        MessageWriter writer = new MessageWriter().begin(to.dialect(), 0x0100);
        if (isWhole(to) && writer.set(to, value, 0, value.length).failedElement() >= 0) {
            throw new IllegalArgumentException(new String(value, StandardCharsets.ISO_8859_1) + " cannot stand in DE "
                    + to + " of " + to.dialect());
        }
    }

    private void demandRoom(int length) {
        if (length > mostUnits) {
            throw new IllegalArgumentException(
                    "a value of " + length + " is too long for " + to + ", which has at most " + mostUnits);
        }
    }

    private static boolean isWhole(PartPath path) {
        return path.toString().indexOf('.') < 0;
    }

    /** Text as it stands; bytes as {@code 0x} and hex digits. */
    private static byte[] bytes(String text) {
        return text.startsWith("0x")
                ? HexFormat.of().parseHex(text.substring(2))
                : text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int element() {
        return to.de();
    }

    @Override
    public boolean isOfWholeElements() {
        return isOfWholeElements;
    }

    @Override
    public int convert(Source source, byte[] target) {
        if (from == null) {
            return copy(otherwise, target);
        }
        int length = readsWhole ? source.copy(from.de(), received, 0) : source.copy(from, received);
        if (length < 0) {
            return length;
        }
        if (usesTable) {
            for (int i = 0; i < keys.length; i++) {
                if (Arrays.equals(keys[i], 0, keys[i].length, received, 0, length)) {
                    return copy(values[i], target);
                }
            }
            return copy(otherwise, target);
        }
        int kept = cuts ? Math.min(length, mostUnits) : length;
        System.arraycopy(received, 0, target, 0, kept);
        return kept;
    }

    private static int copy(byte @Nullable [] value, byte[] target) {
        if (value == null) {
            return NOTHING;
        }
        System.arraycopy(value, 0, target, 0, value.length);
        return value.length;
    }

    @Override
    public void write(MessageWriter writer, byte[] value, int length) {
        writer.set(to, value, 0, length);
    }
}
