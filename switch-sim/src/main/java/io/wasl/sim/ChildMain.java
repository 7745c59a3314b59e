package io.wasl.sim;

import io.wasl.SwitchMain;
import java.io.IOException;

/**
 * A command of {@code ./wasl} in a process that ends with the one that started it: when its input ends, for whatever reason,
 * SIGKILL of its parent included.
 */
public final class ChildMain {

    /** As after a SIGKILL. */
    private static final int ORPHANED = 137;

    private ChildMain() {}

    public static void main(String[] words) {
        var watching = new Thread(ChildMain::endWithTheParent, "parent-watch");
        watching.setDaemon(true);
        watching.start();
        SwitchMain.main(words);
    }

    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to it; the end of its input is what counts.
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(ORPHANED);
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
