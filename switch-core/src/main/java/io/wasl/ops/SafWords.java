package io.wasl.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a {@code saf} command: a verb, then {@code key=value}. What is stored in the journal is short ASCII text, and
 * nothing that may be a card's number.
 */
record SafWords(String verb, Map<String, String> values) {

    private static final Set<String> KEYS = Set.of("id", "issuer", "state", "limit", "form", "by", "reason");
    private static final int MOST_CHARACTERS = 200;

    /** The shortest PAN of a card that is in use has 12 digits. */
    private static final int DIGITS_OF_A_CARD = 12;

    private static final String TIME = "\\b20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?\\b";

    SafWords {
        values = Map.copyOf(values);
    }

    /**
     * @throws IllegalArgumentException for anything else; its message never repeats a value
     */
    static SafWords of(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words.subList(Math.min(1, words.size()), words.size())) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? "" : word.substring(0, equals);
            if (!KEYS.contains(key) || values.containsKey(key)) {
                throw new IllegalArgumentException("saf takes each of " + String.join("=, ", KEYS) + "= once");
            }
            values.put(key, checked(key, word.substring(equals + 1).strip()));
        }
        return new SafWords(words.isEmpty() ? "" : words.get(0), values);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    String required(String key) {
        return get(key).orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    int number(String key, int preset, int most) {
        String text = get(key).orElse(Integer.toString(preset));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(key + " is a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    private static String checked(String key, String value) {
        if (value.isEmpty() || value.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(key + " has 1 to " + MOST_CHARACTERS + " characters");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(key + " is plain ASCII text");
        }
        if (!key.equals("id") && mayBeCard(value)) {
            throw new IllegalArgumentException(key + " must hold no long number: it may be a card's, and is stored");
        }
        return value;
    }

    /** Whatever stands between its digits but letters; a time of the day is none. */
    private static boolean mayBeCard(String value) {
        return value.replaceAll(TIME, "t")
                .replaceAll("[^0-9A-Za-z]", "")
                .matches(".*[0-9]{" + DIGITS_OF_A_CARD + "}.*");
    }
}
