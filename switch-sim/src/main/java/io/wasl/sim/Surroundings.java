package io.wasl.sim;

import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chaos.JavaProgram;
import java.io.Console;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The system's clocks, random source and terminal: the one place of the simulators that touches them. */
final class Surroundings {

    private Surroundings() {}

    static Ambient ambient() {
        var random = new SecureRandom();
        boolean terminal = isTerminal() && System.getenv("NO_COLOR") == null;
        return new Ambient(System::nanoTime, System::currentTimeMillis, random::nextBytes, System.in, terminal);
    }

    /** Commands of ours in processes that end with this one. */
    static JavaProgram children() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new JavaProgram(java, System.getProperty("java.class.path"), ChildMain.class.getName());
    }

    /** Up to Java 21 there is a console only where there is a terminal; later the console itself knows. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
