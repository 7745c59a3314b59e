package io.wasl.command;

import java.io.PrintWriter;

/** Writes for people: colours on a terminal, plain text everywhere else. Owner: the command's thread. */
final class Screen {

    private static final String ESCAPE = "\u001B[";
    private static final String RESET = ESCAPE + "0m";

    private final PrintWriter out;
    private final PrintWriter errors;
    private final boolean colours;

    Screen(PrintWriter out, PrintWriter errors, boolean colours) {
        this.out = out;
        this.errors = errors;
        this.colours = colours;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void line() {
        line("");
    }

    void error(String text) {
        errors.println(text);
        errors.flush();
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String warn(String text) {
        return paint("33", text);
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? ESCAPE + code + "m" + text + RESET : text;
    }
}
