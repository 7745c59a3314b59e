package io.wasl.sim.terminal;

import io.wasl.codec.ElementSpec;
import io.wasl.codec.MessageView;
import io.wasl.codec.Sensitivity;
import io.wasl.iso.Mti;
import io.wasl.sim.book.Card;
import java.nio.charset.StandardCharsets;

/** A message for people: each element with its name, card data masked by the dialect's sensitivity. */
public final class MessagePrint {

    private static final int LARGEST_VALUE = 2048;
    private static final int LAST_ELEMENT = 128;
    private static final int BITMAP = 65;

    private MessagePrint() {}

    /** A table of the elements present; the message is only read. */
    public static Table table(MessageView message) {
        var table = new Table("DE", "<name", "<value");
        byte[] value = new byte[LARGEST_VALUE];
        table.row("", "message type", Mti.toString(message.mti()));
        for (int de = 2; de <= LAST_ELEMENT; de++) {
            if (de != BITMAP && message.has(de)) {
                ElementSpec spec = message.dialect().spec(de);
                table.row(Integer.toString(de), spec.name(), shown(message, spec, value));
            }
        }
        return table;
    }

    private static String shown(MessageView message, ElementSpec spec, byte[] value) {
        int length = message.neutralLength(spec.de());
        if (spec.sensitivity() == Sensitivity.OPEN && length <= LARGEST_VALUE) {
            return printable(value, message.copy(spec.de(), value, 0));
        }
        if (spec.sensitivity() == Sensitivity.PAN && length <= LARGEST_VALUE) {
            return Card.mask(value, 0, message.copy(spec.de(), value, 0));
        }
        return "(" + length + " hidden)";
    }

    private static String printable(byte[] value, int length) {
        String text = new String(value, 0, length, StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^\\x20-\\x7E]", ".");
    }
}
