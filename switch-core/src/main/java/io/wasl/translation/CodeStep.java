package io.wasl.translation;

import io.wasl.iso.ActionCodes;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;

/** DE 39. A code of which nobody knows whether it approves cannot be said in another version. */
final class CodeStep implements Step {

    private static final int CODE = 39;

    private final Version from;
    private final Version to;
    private final byte[] received = new byte[16];

    CodeStep(Version from, Version to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public int element() {
        return CODE;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int length = source.copy(CODE, received, 0);
        if (length < 0) {
            return NOTHING;
        }
        int code = length > 4 ? ResponseCode.NONE : ResponseCode.read(received, 0, length);
        int translated = ActionCodes.translate(code, from, to);
        return translated == ResponseCode.NONE ? IMPOSSIBLE : ResponseCode.write(translated, target, 0);
    }
}
