package io.wasl.translation;

/** A text in a shorter element: blanks at its end go, other characters must not be lost. */
final class TrimStep implements Step {

    private static final int LONGEST_VALUE = 1000;

    private final int element;
    private final int most;
    private final byte[] received = new byte[LONGEST_VALUE];

    TrimStep(int element, int most) {
        this.element = element;
        this.most = most;
    }

    @Override
    public int element() {
        return element;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int length = source.copy(element, received, 0);
        while (length > most && received[length - 1] == ' ') {
            length--;
        }
        if (length < 0) {
            return length;
        }
        if (length > most) {
            return IMPOSSIBLE;
        }
        System.arraycopy(received, 0, target, 0, length);
        return length;
    }
}
