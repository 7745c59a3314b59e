package io.wasl.translation;

import io.wasl.iso.Mti;

/** DE 24 of 1993 and 2003, which 1987 does not know: the original message of its class, with its amount accurate. */
final class FunctionCodeStep implements Step {

    private static final int FUNCTION_CODE = 24;

    @Override
    public int element() {
        return FUNCTION_CODE;
    }

    @Override
    public int convert(Source source, byte[] target) {
        if (Mti.isAnswer(source.mti())) {
            return NOTHING;
        }
        target[0] = (byte) ('0' + Mti.messageClass(source.mti()));
        target[1] = '0';
        target[2] = '0';
        return 3;
    }
}
