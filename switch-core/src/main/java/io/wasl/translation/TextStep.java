package io.wasl.translation;

import io.wasl.codec.Dialect;
import io.wasl.codec.ElementSpec;

/** Text in less room: blanks behind it come off, nothing else may be lost. */
final class TextStep implements Step {

    /** More than either version gives a terminal or a merchant. */
    private static final int LONGEST = 128;

    private final int element;
    private final int room;
    private final byte[] received = new byte[LONGEST];

    TextStep(int element, int room) {
        this.element = element;
        this.room = room;
    }

    /** Whether the element is text in both, with less room in the second. */
    static boolean isNeeded(Dialect from, Dialect to, int de) {
        return from.declares(de)
                && to.declares(de)
                && isText(from.spec(de))
                && isText(to.spec(de))
                && from.spec(de).length() <= LONGEST
                && to.spec(de).length() < from.spec(de).length();
    }

    private static boolean isText(ElementSpec spec) {
        return switch (spec.characterClass()) {
            case A, AN, AS, NS, ANS, S -> true;
            case N, Z, XN, B, ANY -> false;
        };
    }

    @Override
    public int element() {
        return element;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int length = source.copy(element, received, 0);
        if (length < 0) {
            return NOTHING;
        }
        while (length > 0 && received[length - 1] == ' ') {
            length--;
        }
        if (length > room) {
            return IMPOSSIBLE;
        }
        System.arraycopy(received, 0, target, 0, length);
        return length;
    }
}
