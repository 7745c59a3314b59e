package io.wasl.command;

import io.wasl.codec.imports.DialectSources;
import io.wasl.codec.imports.ImportedDialect;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl dialect import}. */
@Command(
        name = "import",
        header = "Make a dialect from another program's definition.",
        description = {
            "",
            "Reads a packager file of jPOS or a JSON specification of moov's iso8583 and writes the same as a dialect.",
            "What a dialect cannot say is an error at its line; what is left out is told, with the reason.",
            "The file is read, never run: nothing that it names is loaded or opened.",
            ""
        },
        footer = {
            "",
            "  wasl dialect import issuer.xml --out config/dialects/issuer.yaml",
            "  wasl dialect import moov:spec87.json",
            "",
            "A configuration may also name such a file itself: dialect: jpos:issuer.xml",
            "Exit status: 0 made, 1 it could not be written, 2 wrong usage or definition."
        })
final class DialectImportCommand extends SwitchCommand {

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write the dialect there; a file that exists is kept. Without it the dialect is printed.")
    private Optional<Path> out = Optional.empty();

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "FILE.xml of jPOS or FILE.json of moov; jpos:FILE or moov:FILE when its ending does not say so.")
    private String source = "";

    DialectImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        ImportedDialect imported = read();
        if (out.isEmpty()) {
            imported.yaml().lines().forEach(screen::line);
        } else {
            write(out.get(), imported.yaml());
            screen.line("wrote " + screen.bold(out.get().toString()) + ": " + DialectPrint.summary(imported.dialect()));
        }
        imported.notes().forEach(note -> screen.error(screen.warn("note: ") + note));
        return DONE;
    }

    private ImportedDialect read() throws ConfigException {
        if (source.startsWith("jpos:")) {
            return DialectSources.importJpos("imported", Path.of(source.substring(5)));
        }
        if (source.startsWith("moov:")) {
            return DialectSources.importMoov("imported", Path.of(source.substring(5)));
        }
        return DialectSources.importFile(Path.of(source));
    }

    private static void write(Path file, String text) throws IOException, CommandFailedException {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandFailedException(folder + " is no folder; make it first, or name another");
        }
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailedException(file + " exists already and is kept; name another or remove it first");
        }
    }
}
