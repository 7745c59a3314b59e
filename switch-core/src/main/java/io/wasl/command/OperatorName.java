package io.wasl.command;

import java.util.stream.Stream;

/** Who gives a command: the person behind sudo where the system says so. */
final class OperatorName {

    private static final int MOST_CHARACTERS = 32;

    private OperatorName() {}

    static String of(Surroundings surroundings) {
        String name = Stream.of("SUDO_USER", "USER", "LOGNAME")
                .flatMap(variable -> surroundings.environment().apply(variable).stream())
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("somebody")
                .replaceAll("[^A-Za-z0-9_.@-]", "?");
        return name.substring(0, Math.min(name.length(), MOST_CHARACTERS));
    }
}
