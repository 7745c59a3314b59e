package io.wasl.bench.e2e;

import io.wasl.codec.MessageView;

/** DE 38 as the issuer makes it: of DE 37, so that an answer that belongs to another request is seen by its content too. */
final class ApprovalCode {

    static final int BYTES = 6;
    static final int RRN_BYTES = 12;

    private ApprovalCode() {}

    /** An A and the last five of the twelve bytes at {@code rrnAt}. */
    static void write(byte[] source, int rrnAt, byte[] target, int at) {
        target[at] = 'A';
        System.arraycopy(source, rrnAt + RRN_BYTES - BYTES + 1, target, at + 1, BYTES - 1);
    }

    /** Whether DE 38 is what the issuer makes of DE 37. */
    static boolean isRight(MessageView answer) {
        if (!answer.has(38) || answer.length(38) != BYTES || answer.length(37) != RRN_BYTES) {
            return false;
        }
        byte[] bytes = answer.buffer();
        int code = answer.offset(38);
        int digits = answer.offset(37) + RRN_BYTES - BYTES;
        boolean isRight = bytes[code] == 'A';
        for (int i = 1; i < BYTES; i++) {
            isRight &= bytes[code + i] == bytes[digits + i];
        }
        return isRight;
    }
}
