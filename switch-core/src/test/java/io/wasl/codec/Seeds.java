package io.wasl.codec;

import java.io.ByteArrayOutputStream;

/** Inputs put together. */
final class Seeds {

    private Seeds() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
