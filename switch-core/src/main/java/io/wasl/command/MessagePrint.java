package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.Sensitivity;
import io.wasl.iso.DataElement;
import io.wasl.iso.Mti;
import io.wasl.security.Masking;
import java.util.HexFormat;

/**
 * A message for people: a line for each element, values masked by what the element is.
 *
 * <pre>
 *   0100  authorization request, iso87-ascii
 *     DE   2  primary account number    4000 00** **** 1234
 *     DE   4  amount, transaction       000000001250          30303030 30303030 31323530
 * </pre>
 *
 * The bytes on the wire stand behind harmless values only.
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

    private MessagePrint() {}

    static void print(MessageView view, Screen screen) {
        if (view.mti() == 0) {
            return;
        }
        String repeat = Mti.isRepeat(view.mti()) ? ", repeat" : "";
        screen.line(screen.bold(Mti.toString(view.mti())) + "  " + CLASSES[Mti.messageClass(view.mti())] + " "
                + FUNCTIONS[Mti.function(view.mti())] + repeat + screen.dim("  " + view.dialect()));
        int nameWidth = 0;
        int valueWidth = 0;
        for (int de = 2; de <= DataElement.LAST; de++) {
            if (view.has(de)) {
                nameWidth = Math.max(nameWidth, DataElement.name(de).length());
                valueWidth = Math.max(valueWidth, value(view, de).length());
            }
        }
        for (int de = 2; de <= DataElement.LAST; de++) {
            if (view.has(de)) {
                String line = String.format(
                        "  DE %3d  %-" + nameWidth + "s  %-" + valueWidth + "s  %s",
                        de,
                        DataElement.name(de),
                        value(view, de),
                        screen.dim(hex(view, de)));
                screen.line(line.stripTrailing());
                PartPrint.lines(view, de).forEach(screen::line);
            }
        }
    }

    /** An element that is harmless in ISO 8583 may be none in a network's own dialect: both must say so. */
    private static boolean isOpen(MessageView view, int de) {
        Dialect dialect = view.dialect();
        return Masking.isHarmless(de) && dialect.spec(de).sensitivity() == Sensitivity.OPEN;
    }

    private static String value(MessageView view, int de) {
        int length = view.neutralLength(de);
        if (Masking.isHarmless(de) && !isOpen(view, de)) {
            return "(" + length + " bytes)";
        }
        byte[] neutral = new byte[length];
        view.copy(de, neutral, 0);
        return Masking.element(de, neutral, 0, length);
    }

    private static String hex(MessageView view, int de) {
        if (!isOpen(view, de)) {
            return "";
        }
        int shown = Math.min(view.length(de), MOST_HEX_BYTES);
        String digits = HexFormat.of().formatHex(view.buffer(), view.offset(de), view.offset(de) + shown);
        return digits.replaceAll("(.{8})(?=.)", "$1 ") + (shown < view.length(de) ? " …" : "");
    }
}
