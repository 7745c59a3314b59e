package io.wasl.translation;

import io.wasl.iso.Mti;
import io.wasl.iso.Version;

/** DE 24 of 1993 and 2003, which 1987 does not know: the original message of its class, with its amount accurate. */
final class FunctionCodeStep implements Step {

    private static final int FUNCTION_CODE = 24;
    private static final int DIGITS = 3;

    private final Version version;

    FunctionCodeStep(Version version) {
        this.version = version;
    }

    @Override
    public int element() {
        return FUNCTION_CODE;
    }

    @Override
    public int convert(Source source, byte[] target) {
        if (Mti.isAnswer(source.mti())) {
            return NOTHING;
        }
        Years.write(version.functionCode(Mti.messageClass(source.mti())), target, 0, DIGITS);
        return DIGITS;
    }
}
