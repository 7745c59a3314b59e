package io.wasl.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * Fills variables of the environment into a value. What a variable holds is not filled again.
 *
 * <pre>
 *   ${NAME}            the variable; a mistake when it is not set
 *   ${NAME:default}    the text behind the colon when it is not set
 *   $${                a plain ${
 * </pre>
 */
final class Environment {

    /** A value filled, or what is wrong with it. */
    record Filled(String text, Optional<String> mistake) {

        static Filled of(String text) {
            return new Filled(text, Optional.empty());
        }

        static Filled wrong(String mistake) {
            return new Filled("", Optional.of(mistake));
        }
    }

    private final Function<String, Optional<String>> variables;

    Environment(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    Filled fill(String text) {
        StringBuilder filled = new StringBuilder(text.length());
        int position = 0;
        while (position < text.length()) {
            if (text.startsWith("$${", position)) {
                filled.append("${");
                position += 3;
            } else if (text.startsWith("${", position)) {
                int end = text.indexOf('}', position);
                if (end < 0) {
                    return Filled.wrong("has ${ without its }");
                }
                Filled value = valueOf(text.substring(position + 2, end));
                if (value.mistake().isPresent()) {
                    return value;
                }
                filled.append(value.text());
                position = end + 1;
            } else {
                filled.append(text.charAt(position++));
            }
        }
        return Filled.of(filled.toString());
    }

    private Filled valueOf(String reference) {
        int colon = reference.indexOf(':');
        String name = colon < 0 ? reference : reference.substring(0, colon);
        if (!isName(name)) {
            return Filled.wrong("'" + name + "' is not the name of an environment variable");
        }
        Optional<String> value = variables.apply(name);
        if (value.isPresent()) {
            return Filled.of(value.get());
        }
        return colon < 0
                ? Filled.wrong("environment variable " + name + " is not set and ${" + name + "} has no default")
                : Filled.of(reference.substring(colon + 1));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars()
                        .allMatch(
                                c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_');
    }
}
