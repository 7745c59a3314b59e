package io.wasl.sim.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A class with a main, to be run in JVMs of their own.
 *
 * @param java the program that runs it
 * @param classPath as for {@code -cp}
 * @param mainClass its name
 */
public record JavaProgram(Path java, String classPath, String mainClass) {

    /** Options for a short life, in which it matters most how soon the JVM is up: little compiled, little memory. */
    public static final List<String> SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** As the launcher starts them: no dump may hold card data. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-Xshare:auto",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:GuaranteedSafepointInterval=0",
            "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.leakDetection.level=disabled");

    /**
     * The words that start it.
     *
     * @param options more of the JVM's, such as its memory
     */
    public List<String> command(List<String> options, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(java.toString());
        words.addAll(OPTIONS);
        words.addAll(options);
        words.add("-cp");
        words.add(classPath);
        words.add(mainClass);
        words.addAll(arguments);
        return words;
    }
}
