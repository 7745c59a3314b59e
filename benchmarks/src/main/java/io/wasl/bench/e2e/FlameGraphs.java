package io.wasl.bench.e2e;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import one.profiler.AsyncProfilerLoader;

/**
 * Samples a running target with async-profiler, which is loaded into it while it runs. What a sampled target takes is not to be
 * measured.
 *
 * <p>Owner: the run.
 */
final class FlameGraphs {

    /** What is sampled. */
    enum Kind {
        /** Once a millisecond of processor time. */
        CPU("event=cpu,interval=1ms", "processor time"),
        /** Once in 16 KiB. */
        ALLOC("event=alloc,alloc=16k", "allocated bytes");

        private final String arguments;
        private final String title;

        Kind(String arguments, String title) {
            this.arguments = arguments;
            this.title = title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path library;
    private final Path work;
    private final Path folder;

    /**
     * @param work where the profiler is unpacked and the target writes
     * @param folder where the graphs go, made when it is not there
     * @throws IOException when there is none for this system
     */
    FlameGraphs(Path work, Path folder) throws IOException {
        if (!AsyncProfilerLoader.isSupported()) {
            throw new IOException("async-profiler has no build for this system");
        }
        this.work = Files.createDirectories(work);
        this.folder = Files.createDirectories(folder);
        AsyncProfilerLoader.setExtractionDirectory(work);
        library = AsyncProfilerLoader.getAsyncProfilerPath().toAbsolutePath();
    }

    void begin(long pid, Kind kind) throws IOException {
        tell(pid, "start,threads," + kind.arguments);
    }

    /** Writes {@code TARGET-KIND.html} and {@code TARGET-KIND.collapsed}. */
    void end(long pid, Kind kind, Target target, LoadShape shape) throws IOException {
        Path graph = work.resolve(target.word() + "-" + kind.word() + ".html");
        Path stacks = work.resolve(target.word() + "-" + kind.word() + ".collapsed");
        tell(pid, "dump,collapsed,threads,file=" + stacks.toAbsolutePath());
        // A comma would end the title.
        String title = target.word() + " under " + shape.title().replace(",", " ") + ": " + kind.title;
        tell(pid, "stop,flamegraph,threads,minwidth=0.2,title=" + title + ",file=" + graph.toAbsolutePath());
        move(stacks);
        move(graph);
    }

    private void move(Path made) throws IOException {
        Files.move(made, folder.resolve(made.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private void tell(long pid, String arguments) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgentPath(library.toString(), arguments);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException
                | UnsupportedOperationException
                | LinkageError e) {
            throw new IOException("the profiler cannot be used: " + e.getMessage(), e);
        }
    }
}
