package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageLayout;
import io.wasl.codec.MessageView;
import io.wasl.iso.Mti;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A message for people: a line for each element with its place, its value and its bytes, masked by what the element is.
 *
 * <pre>
 *   0100  authorization request  iso87-ascii
 *        0  MTI                                                    30313030
 *        4  bitmap                                                 37303030 30303030 32303830 31303030
 *       20  DE   2  primary account number    4000 00** **** 1234  3136:******** ******** ********
 *       38  DE   4  amount, transaction       000000001250         30303030 30303030 31323530
 * </pre>
 *
 * Places count from the message's first byte and name an element's first byte, its length prefix included; the prefix
 * stands before the colon. Bytes that may not be seen are stars.
 */
final class MessagePrint {

    private static final String[] CLASSES = {
        "class 0",
        "authorization",
        "financial",
        "file",
        "reversal",
        "reconciliation",
        "administrative",
        "fee",
        "network management",
        "class 9"
    };

    private static final String[] FUNCTIONS = {
        "request",
        "answer to a request",
        "advice",
        "answer to an advice",
        "notification",
        "function 5",
        "function 6",
        "function 7",
        "function 8",
        "function 9"
    };

    private static final int MOST_HEX_BYTES = 24;

    private final MessageView view;
    private final Disclosure disclosure;
    private final Screen screen;
    private final List<Row> rows = new ArrayList<>();

    /** One line: where, what, its value and its bytes; below it the parts that it is made of. */
    private record Row(int offset, String label, String value, String hex, List<String> parts) {}

    private MessagePrint(MessageView view, Disclosure disclosure, Screen screen) {
        this.view = view;
        this.disclosure = disclosure;
        this.screen = screen;
    }

    /** What a message is: {@code 0100  authorization request}; its MTI was legible. */
    static String title(int mti) {
        String repeat = Mti.isRepeat(mti) ? ", repeat" : "";
        return CLASSES[Mti.messageClass(mti)] + " " + FUNCTIONS[Mti.function(mti)] + repeat;
    }

    /** Prints what was read, as far as it may be seen. */
    static void print(MessageView view, Disclosure disclosure, Screen screen) {
        if (view.mti() != 0) {
            new MessagePrint(view, disclosure, screen).print();
        }
    }

    private void print() {
        screen.line(
                screen.bold(Mti.toString(view.mti())) + "  " + title(view.mti()) + screen.dim("  " + view.dialect()));
        addHeader();
        for (int de = 2; de <= MessageLayout.lastElement(); de++) {
            if (view.has(de)) {
                addElement(de);
            }
        }
        int labelWidth =
                rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        int valueWidth =
                rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
        for (Row row : rows) {
            String text = String.format(
                    "  %5d  %-" + labelWidth + "s  %-" + Math.max(1, valueWidth) + "s  ",
                    row.offset(),
                    row.label(),
                    row.value());
            screen.line((text + screen.dim(row.hex())).stripTrailing());
            row.parts().forEach(screen::line);
        }
    }

    private void addHeader() {
        Dialect dialect = view.dialect();
        int mtiBytes = MessageLayout.mtiBytes(dialect);
        add(0, "MTI", "", hex(view.start(), mtiBytes), List.of());
        int first = 2;
        while (first <= MessageLayout.lastElement() && !view.has(first)) {
            first++;
        }
        int bitmapBytes =
                first > MessageLayout.lastElement() ? 0 : MessageLayout.startOf(view, first) - view.start() - mtiBytes;
        if (bitmapBytes > 0) {
            int at = view.start() + mtiBytes;
            boolean seen = disclosure.isTrusted() && !disclosure.hidesBitmap(at, bitmapBytes);
            add(mtiBytes, "bitmap", "", seen ? hex(at, bitmapBytes) : stars(bitmapBytes), List.of());
        }
    }

    private void addElement(int de) {
        int start = MessageLayout.startOf(view, de);
        int prefixBytes = view.dialect().spec(de).isFixed() ? 0 : view.offset(de) - start;
        boolean seen = disclosure.isTrusted();
        String prefix = prefixBytes <= 0 ? "" : (seen ? hex(start, prefixBytes) : stars(prefixBytes)) + ":";
        String value = disclosure.isOpen(de) ? hex(view.offset(de), view.length(de)) : stars(view.length(de));
        String label = String.format("DE %3d  %s", de, view.dialect().spec(de).name());
        List<String> parts = seen ? PartPrint.lines(view, de, disclosure) : List.of();
        add(start - view.start(), label, disclosure.value(de), prefix + value, parts);
    }

    private void add(int offset, String label, String value, String hex, List<String> parts) {
        rows.add(new Row(offset, label, value, hex, parts));
    }

    private String hex(int offset, int length) {
        int shown = Math.min(length, MOST_HEX_BYTES);
        return grouped(HexFormat.of().formatHex(view.buffer(), offset, offset + shown), shown < length);
    }

    private static String stars(int length) {
        int shown = Math.min(length, MOST_HEX_BYTES);
        return grouped("*".repeat(2 * shown), shown < length);
    }

    private static String grouped(String digits, boolean more) {
        return digits.replaceAll("(.{8})(?=.)", "$1 ") + (more ? " …" : "");
    }
}
