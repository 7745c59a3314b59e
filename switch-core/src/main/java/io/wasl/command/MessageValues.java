package io.wasl.command;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageLayout;
import io.wasl.codec.MessageWriter;
import io.wasl.codec.PartPath;
import io.wasl.codec.ValueSpec;
import io.wasl.config.ConfigError;
import io.wasl.config.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The elements of one message of a {@link MessageFile}, and their parts, in the order of the file.
 *
 * <p>Owner: the command's thread.
 */
final class MessageValues {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    private static final String HEX = "hex";

    /** A key may be a slip that holds a card's number; with fewer digits it is none and may be repeated. */
    private static final int MOST_KEY_DIGITS = 11;

    private final String file;
    private final Dialect dialect;
    private final List<ConfigError> errors;
    private final List<Value> values = new ArrayList<>();
    /** The paths of all values, and what those stand in. */
    private final Set<String> taken = new HashSet<>();

    private final Set<String> around = new HashSet<>();
    private final MessageWriter trial = new MessageWriter();

    /** Of an element or a part, in the neutral form. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Value(PartPath path, byte[] neutral) {}

    /**
     * @param errors takes every mistake
     */
    MessageValues(String file, Dialect dialect, List<ConfigError> errors) {
        this.file = file;
        this.dialect = dialect;
        this.errors = errors;
    }

    /**
     * @param key the number of an element, or the path of a part
     * @param place of the mapping in which the key stands
     */
    void add(String key, YamlNode.Entry entry, String place) {
        add(key, key, entry, place);
    }

    /** Sets all of them. */
    void writeTo(MessageWriter writer) {
        values.forEach(value -> writer.set(value.path(), value.neutral(), 0, value.neutral().length));
    }

    private void add(String path, String key, YamlNode.Entry entry, String place) {
        String itsPlace = MessageFile.join(place, shown(key));
        if (!isElement(path)) {
            error(entry, itsPlace, "must be mti, elements, the number of an element or the path of a part");
            return;
        }
        PartPath target;
        try {
            target = PartPath.of(dialect, path);
        } catch (IllegalArgumentException e) {
            error(entry, itsPlace, unknown(path, shown(key).equals(key), e));
            return;
        }
        if (isParts(entry.value())) {
            ((YamlNode.Mapping) entry.value())
                    .entries()
                    .forEach((part, value) -> add(path + "." + part, part, value, itsPlace));
        } else {
            add(target, entry.value(), itsPlace);
        }
    }

    private void add(PartPath target, YamlNode node, String place) {
        if (isTaken(target.toString())) {
            error(node, place, "stands twice");
            return;
        }
        neutral(node, target)
                .filter(neutral -> fits(target, neutral))
                .ifPresentOrElse(
                        neutral -> take(new Value(target, neutral)), () -> error(node, place, expected(target)));
    }

    private String unknown(String path, boolean mayBeShown, IllegalArgumentException e) {
        if (path.indexOf('.') < 0) {
            return "is not declared by " + dialect.name();
        }
        String known = "path " + path + ": ";
        String reason = String.valueOf(e.getMessage());
        return mayBeShown && reason.startsWith(known) ? reason.substring(known.length()) : "is no path of a part";
    }

    private static boolean isElement(String path) {
        String number = path.substring(0, path.indexOf('.') < 0 ? path.length() : path.indexOf('.'));
        if (!NUMBER.matcher(number).matches()) {
            return false;
        }
        int de = Integer.parseInt(number);
        return de >= 2 && de <= MessageLayout.lastElement();
    }

    /** Whether the same stands there already, a part of it, or what it is a part of. */
    private boolean isTaken(String path) {
        return around.contains(path)
                || taken.contains(path)
                || outer(path).stream().anyMatch(taken::contains);
    }

    private void take(Value value) {
        values.add(value);
        taken.add(value.path().toString());
        around.addAll(outer(value.path().toString()));
    }

    /** What the part stands in: of 127.25.3 the paths 127 and 127.25. */
    private static List<String> outer(String path) {
        List<String> outer = new ArrayList<>();
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            outer.add(path.substring(0, dot));
        }
        return outer;
    }

    private static boolean isParts(YamlNode node) {
        return node instanceof YamlNode.Mapping && hex(node).isEmpty();
    }

    /** The digits of {@code { hex: 00FF }}. */
    private static Optional<String> hex(YamlNode node) {
        return node instanceof YamlNode.Mapping mapping
                        && mapping.entries().size() == 1
                        && mapping.entries().containsKey(HEX)
                        && mapping.entries().get(HEX).value() instanceof YamlNode.Scalar scalar
                        && !scalar.isNothing()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<byte[]> neutral(YamlNode node, PartPath target) {
        Optional<String> digits = hex(node);
        if (digits.isPresent()) {
            return bytes(digits.get());
        }
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNothing()) {
            return Optional.empty();
        }
        if (isBytes(target)) {
            return bytes(scalar.text());
        }
        boolean isLatin = scalar.text().chars().allMatch(c -> c <= 0xFF);
        return isLatin ? Optional.of(scalar.text().getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
    }

    private static Optional<byte[]> bytes(String text) {
        String digits = text.replace(" ", "");
        return digits.matches("([0-9a-fA-F]{2})*") ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    private boolean fits(PartPath target, byte[] neutral) {
        trial.begin(dialect, 0).set(target, neutral, 0, neutral.length);
        return trial.failedElement() != target.de();
    }

    private static boolean isBytes(PartPath target) {
        return target.value().characterClass() == CharacterClass.B || !target.isDeclared();
    }

    /** {@code must be n, up to 19 digits}. */
    private static String expected(PartPath target) {
        if (!target.isDeclared()) {
            return "must be bytes in hex digits";
        }
        ValueSpec value = target.value();
        String count = Amounts.count(value.length(), isBytes(target) ? "byte" : "character");
        return "must be " + value.characterClass().notation() + ", " + (value.isFixed() ? "" : "up to ") + count
                + (isBytes(target) ? " in hex digits" : "");
    }

    private static String shown(String key) {
        return key.chars().filter(Character::isDigit).count() <= MOST_KEY_DIGITS ? key : "…";
    }

    private void error(YamlNode.Entry entry, String place, String reason) {
        errors.add(new ConfigError(file, entry.line(), entry.column(), place, reason));
    }

    private void error(YamlNode node, String place, String reason) {
        errors.add(new ConfigError(file, node.line(), node.column(), place, reason));
    }
}
