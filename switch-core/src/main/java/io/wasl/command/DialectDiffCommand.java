package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./wasl dialect diff}. */
@Command(
        name = "diff",
        header = "Show where two dialects write differently.",
        description = {"", "Names of elements are not compared: what counts is on the wire, and who may see it.", ""},
        footer = {
            "",
            "  wasl dialect diff iso87-binary jpos:issuer.xml",
            "",
            "Exit status: 0 they are alike, 1 they differ, 2 wrong usage or no such dialect."
        })
final class DialectDiffCommand extends SwitchCommand {

    @Mixin
    private DialectOption dialects = new DialectOption();

    @Parameters(index = "0", paramLabel = "A", description = "A dialect, as a configuration names it, or a file.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private String second = "";

    DialectDiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException {
        Dialect a = dialects.load(first);
        Dialect b = dialects.load(second);
        List<String[]> rows = new ArrayList<>();
        compare(rows, "version", DialectPrint.version(a), DialectPrint.version(b));
        compare(rows, "MTI", a.mtiForm(), b.mtiForm());
        compare(rows, "bitmap", a.bitmapForm(), b.bitmapForm());
        compare(rows, "third bitmap", a.tertiaryForm(), b.tertiaryForm());
        TreeSet<Integer> elements = new TreeSet<>(DialectPrint.elements(a));
        elements.addAll(DialectPrint.elements(b));
        for (int de : elements) {
            compare(rows, DialectPrint.forms(a, de), DialectPrint.forms(b, de));
        }
        if (rows.isEmpty()) {
            screen.line(screen.good("alike") + ": " + elements.size() + " elements");
            return DONE;
        }
        rows.add(0, new String[] {"", first, second});
        DialectPrint.columns(rows, screen);
        return FAILED;
    }

    /** An element that only one of them divides is told once, not with each part. */
    private static void compare(List<String[]> rows, Map<String, String> a, Map<String, String> b) {
        Set<String> paths = new LinkedHashSet<>(a.keySet());
        paths.addAll(b.keySet());
        for (String path : paths) {
            int dot = path.lastIndexOf('.');
            String whole = dot < 0 ? path : path.substring(0, dot);
            boolean isCompared = dot < 0 || isDivided(whole, a) && isDivided(whole, b);
            if (isCompared) {
                compare(rows, "DE " + path, a.getOrDefault(path, "–"), b.getOrDefault(path, "–"));
            }
        }
    }

    private static boolean isDivided(String path, Map<String, String> forms) {
        return forms.keySet().stream().anyMatch(other -> other.startsWith(path + "."));
    }

    private static void compare(List<String[]> rows, String what, String a, String b) {
        if (!a.equals(b)) {
            rows.add(new String[] {what, a, b});
        }
    }
}
