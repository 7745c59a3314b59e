package io.wasl.config;

import io.wasl.iso.DataElement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One mapping of the file, read key by key. A wrong value is reported and something harmless returned in its place, so
 * that reading goes on to the next mistake; nothing is built while there is one.
 *
 * <p>A key is known by being asked for: {@link #refuseUnknown} reports the rest.
 *
 * <p>Owner: the thread that loads the configuration.
 */
final class Section {

    private static final String ADDRESS = "must be an address such as 127.0.0.1:8583 or [::1]:8583";
    private static final HostPort NOWHERE = new HostPort("", 0);

    private final ConfigContext context;
    private final String path;
    private final Map<String, YamlNode.Entry> entries;
    private final Set<String> asked = new LinkedHashSet<>();

    /** Not a mapping at all, which has been said: its keys are not missed. */
    private final boolean broken;

    Section(ConfigContext context, String path, YamlNode node) {
        this(context, path, node instanceof YamlNode.Mapping mapping ? mapping.entries() : Map.of(), isBroken(node));
        if (broken) {
            context.error(path, "must be a mapping of keys");
        }
    }

    private Section(ConfigContext context, String path, Map<String, YamlNode.Entry> entries, boolean broken) {
        this.context = context;
        this.path = path;
        this.entries = entries;
        this.broken = broken;
    }

    /** A key with nothing behind it is a mapping without keys. */
    private static boolean isBroken(YamlNode node) {
        boolean isNothing =
                node instanceof YamlNode.Scalar scalar && scalar.text().isEmpty();
        return !(node instanceof YamlNode.Mapping) && !isNothing;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    void wrong(String key, String reason) {
        context.error(path(key), reason);
    }

    /** Whether the key's value stands. */
    boolean isRight(String key) {
        return context.isRight(path(key));
    }

    /** The node behind a key that is there. */
    Optional<YamlNode> node(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(YamlNode.Entry::value);
    }

    Optional<String> text(String key) {
        context.ask(path(key));
        return node(key).flatMap(node -> text(path(key), node));
    }

    private Optional<String> text(String at, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            context.error(at, "must be one value");
            return Optional.empty();
        }
        Environment.Filled filled = context.environment().fill(scalar.text());
        filled.mistake().ifPresent(mistake -> context.error(at, mistake));
        if (filled.mistake().isEmpty() && filled.text().isBlank()) {
            context.error(at, "is empty");
        }
        return filled.text().isBlank() ? Optional.empty() : Optional.of(filled.text());
    }

    /** A value that must be there; what stands in its place after an error is the empty text. */
    String required(String key) {
        Optional<String> text = text(key);
        requirePresence(key);
        return text.orElse("");
    }

    private void requirePresence(String key) {
        if (!has(key) && !broken) {
            wrong(key, "is required");
        }
    }

    String matching(String key, Pattern pattern, String reason) {
        String text = required(key);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) {
            wrong(key, reason);
        }
        return text;
    }

    Duration requiredDuration(String key, Duration least, Duration most) {
        requirePresence(key);
        return duration(key, least, least, most);
    }

    Duration duration(String key, Duration preset, Duration least, Duration most) {
        return this.<Duration>value(key, "must be a duration such as 10s, 250ms or 2m", Quantities::duration)
                .filter(found -> within(
                        key,
                        found.compareTo(least) >= 0 && found.compareTo(most) <= 0,
                        () -> Quantities.text(least) + " to " + Quantities.text(most)))
                .orElse(preset);
    }

    /** In bytes. */
    long size(String key, long preset, long least, long most) {
        return this.<Long>value(key, "must be a size such as 8KiB or 64MiB", text -> boxed(Quantities.size(text)))
                .filter(found -> within(
                        key,
                        found >= least && found <= most,
                        () -> Quantities.sizeText(least) + " to " + Quantities.sizeText(most)))
                .orElse(preset);
    }

    int number(String key, int preset, int least, int most) {
        return this.<Long>value(key, "must be a whole number", text -> boxed(Quantities.whole(text)))
                .filter(found -> within(key, found >= least && found <= most, () -> least + " to " + most))
                .map(Math::toIntExact)
                .orElse(preset);
    }

    /** A number of minor units, or of anything else without a preset; from 1. */
    long amount(String key, long most) {
        requirePresence(key);
        return this.<Long>value(key, "must be a whole number", text -> boxed(Quantities.whole(text)))
                .filter(found -> within(key, found >= 1 && found <= most, () -> "1 to " + most))
                .orElse(most);
    }

    boolean truth(String key, boolean preset) {
        return this.<Boolean>value(key, "must be true or false", text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                })
                .orElse(preset);
    }

    LocalTime localTime(String key, LocalTime preset) {
        return this.<LocalTime>value(
                        key, "must be a time of day such as 23:00", text -> parsed(() -> LocalTime.parse(text)))
                .orElse(preset);
    }

    ZoneId zone(String key, ZoneId preset) {
        return this.<ZoneId>value(
                        key,
                        "must be a time zone such as Africa/Casablanca or UTC",
                        text -> parsed(() -> ZoneId.of(text)))
                .orElse(preset);
    }

    private static <T> Optional<T> parsed(Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Names, each once; none when the key is not there. */
    List<String> names(String key) {
        context.ask(path(key));
        List<String> names = new ArrayList<>();
        for (YamlNode item : has(key) ? items(key) : List.<YamlNode>of()) {
            String at = path(key) + "[" + names.size() + "]";
            String name = text(at, item).orElse("");
            if (names.contains(name) && context.isRight(at)) {
                context.error(at, "is also " + path(key) + "[" + names.indexOf(name) + "]");
            }
            names.add(name);
        }
        return names;
    }

    /** One of an enum's constants, {@code AT_ONCE} written {@code at-once} and {@code CODE_15} written {@code 15}. */
    <E extends Enum<E>> E choice(String key, E preset) {
        E[] constants = preset.getDeclaringClass().getEnumConstants();
        String words = Stream.of(constants).map(Section::word).collect(Collectors.joining(", "));
        return this.<E>value(
                        key,
                        "must be one of " + words,
                        text -> Stream.of(constants)
                                .filter(constant -> word(constant).equals(text))
                                .findFirst())
                .orElse(preset);
    }

    /** Some of an enum's constants, written as {@link #choice} has them; all where the key is not there. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        Set<String> words =
                Stream.of(constants).map(Section::word).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> chosen = texts(
                key, words, Pattern.compile(String.join("|", words)), "must be one of " + String.join(", ", words));
        return Stream.of(constants)
                .filter(constant -> chosen.contains(word(constant)))
                .collect(Collectors.toSet());
    }

    /** Texts of a list, each once. */
    Set<String> texts(String key, Set<String> preset, Pattern pattern, String reason) {
        context.ask(path(key));
        if (!has(key)) {
            return preset;
        }
        Set<String> texts = new LinkedHashSet<>();
        int index = 0;
        for (YamlNode item : items(key)) {
            String at = path(key) + "[" + index++ + "]";
            String text = text(at, item).orElse("");
            if (!text.isEmpty() && !pattern.matcher(text).matches()) {
                context.error(at, reason);
            } else if (!texts.add(text)) {
                context.error(at, "stands there twice");
            }
        }
        return texts;
    }

    private static String word(Enum<?> constant) {
        String name = constant.name();
        String meant = name.startsWith("CODE_") ? name.substring("CODE_".length()) : name;
        return meant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    HostPort address(String key) {
        requirePresence(key);
        return this.<HostPort>value(key, ADDRESS, Addresses::parse).orElse(NOWHERE);
    }

    List<HostPort> addresses(String key) {
        context.ask(path(key));
        List<HostPort> addresses = new ArrayList<>();
        for (YamlNode item : items(key)) {
            String at = path(key) + "[" + addresses.size() + "]";
            HostPort address = text(at, item)
                    .flatMap(text -> {
                        Optional<HostPort> parsed = Addresses.parse(text).filter(found -> found.port() != 0);
                        if (parsed.isEmpty()) {
                            context.error(at, ADDRESS);
                        }
                        return parsed;
                    })
                    .orElse(NOWHERE);
            int earlier = addresses.indexOf(address);
            if (earlier >= 0 && context.isRight(at)) {
                context.error(at, "is also " + path(key) + "[" + earlier + "]");
            }
            addresses.add(address);
        }
        return addresses;
    }

    /** Numbers of data elements, each once and each among those that may stand here. */
    List<Integer> elements(String key, List<Integer> preset, Set<Integer> allowed) {
        String reason =
                "must be a data element among " + allowed.stream().sorted().toList();
        return elements(key, preset, allowed::contains, reason);
    }

    /** Numbers of data elements, each once; which of them may stand here, the member's dialect decides. */
    List<Integer> elements(String key, List<Integer> preset) {
        return elements(
                key,
                preset,
                element -> element > 1 && element <= DataElement.LAST,
                "must be a data element, from 2 to " + DataElement.LAST);
    }

    private List<Integer> elements(String key, List<Integer> preset, IntPredicate allowed, String reason) {
        context.ask(path(key));
        if (!has(key)) {
            return preset;
        }
        List<Integer> elements = new ArrayList<>();
        for (YamlNode item : items(key)) {
            String at = path(key) + "[" + elements.size() + "]";
            OptionalLong number = text(at, item).map(Quantities::whole).orElse(OptionalLong.empty());
            int element = (int) number.orElse(0);
            if (!allowed.test(element)) {
                context.error(at, reason);
            } else if (elements.contains(element)) {
                context.error(at, "is also " + path(key) + "[" + elements.indexOf(element) + "]");
            }
            elements.add(element);
        }
        return elements;
    }

    /** Keys of the file's choosing and their values. */
    Map<String, String> texts(String key) {
        context.ask(path(key));
        Map<String, String> texts = new LinkedHashMap<>();
        Section section = section(key);
        section.entries.forEach(
                (name, entry) -> text(section.path(name), entry.value()).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    Path path(String key, String text) {
        try {
            return context.resolve(text);
        } catch (InvalidPathException e) {
            wrong(key, "is not a path");
            return context.file();
        }
    }

    /** The mapping behind a key; an empty one when the key is not there. */
    Section section(String key) {
        return node(key)
                .map(node -> new Section(context, path(key), node))
                .orElseGet(() -> new Section(context, path(key), Map.of(), broken));
    }

    /** The mappings of a list that must have at least one. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (YamlNode item : items(key)) {
            sections.add(new Section(context, path(key) + "[" + sections.size() + "]", item));
        }
        return sections;
    }

    private List<YamlNode> items(String key) {
        Optional<YamlNode> node = node(key);
        requirePresence(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof YamlNode.Sequence sequence)
                || sequence.items().isEmpty()) {
            wrong(key, "must be a list with at least one item");
            return List.of();
        }
        return sequence.items();
    }

    /** Called last: reports every key that nobody asked for. */
    void refuseUnknown() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                context.errorAtKey(path(key), "is not a known key" + Spelling.suggestion(key, asked));
            }
        }
    }

    private <T> Optional<T> value(String key, String reason, Function<String, Optional<T>> parser) {
        return text(key).flatMap(text -> {
            Optional<T> parsed = parser.apply(text);
            if (parsed.isEmpty()) {
                wrong(key, reason);
            }
            return parsed;
        });
    }

    private boolean within(String key, boolean right, Supplier<String> range) {
        if (!right) {
            wrong(key, "must be from " + range.get());
        }
        return right;
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
}
