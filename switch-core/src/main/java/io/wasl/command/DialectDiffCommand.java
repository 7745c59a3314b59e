package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.config.ConfigException;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Of classes that approve as a whole the first say enough. */
    private static final int MOST_APPROVING = 20;

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
        if (a.version() == b.version()) {
            compareCodes(rows, a, b);
        }
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

    /** What the switch says in DE 39, and what of an issuer's it takes for an approval. */
    private static void compareCodes(List<String[]> rows, Dialect a, Dialect b) {
        int mti = a.version().mti(0x0100);
        for (Reason reason : Reason.values()) {
            String word = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            compare(
                    rows,
                    "code of " + word,
                    ResponseCode.toString(a.code(reason, mti)),
                    ResponseCode.toString(b.code(reason, mti)));
        }
        compare(rows, "approving", approving(a), approving(b));
    }

    private static String approving(Dialect dialect) {
        int digits = dialect.version().is1987() ? 2 : dialect.version() == Version.V1993 ? 3 : 4;
        int codes = (int) Math.pow(10, digits);
        return IntStream.range(0, codes)
                .map(number -> ResponseCode.ofNumber(number, digits))
                .filter(dialect::isApproving)
                .limit(MOST_APPROVING)
                .mapToObj(ResponseCode::toString)
                .collect(Collectors.joining(" "));
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
