package io.wasl.sim.terminal;

import java.io.PrintWriter;

/**
 * Writes for people: colour and one updating line on a terminal, plain lines everywhere else.
 *
 * <p>Owner: one thread at a time.
 */
public final class Screen {

    private static final String ESCAPE = "\u001B[";
    private static final String RESET = ESCAPE + "0m";
    private static final String ERASE = "\r" + ESCAPE + "2K";
    /** Without a terminal, one progress line out of so many is printed. */
    private static final int PLAIN_EVERY = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private boolean updating;
    private int updates;

    public Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public void line(String text) {
        endUpdate();
        out.println(text);
        out.flush();
    }

    public void line() {
        line("");
    }

    /** Takes the place of the last progress line. */
    public void progress(String text) {
        if (terminal) {
            out.print(ERASE + text);
            updating = true;
        } else if (updates++ % PLAIN_EVERY == 0) {
            out.println(text);
        }
        out.flush();
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    /** A check's line: a mark and what it says. */
    public void check(boolean passed, String text) {
        line("  " + (passed ? good("\u2713") : bad("\u2717")) + " " + text);
    }

    private String paint(String code, String text) {
        return terminal ? ESCAPE + code + "m" + text + RESET : text;
    }

    private void endUpdate() {
        if (updating) {
            out.print(ERASE);
            updating = false;
        }
    }
}
