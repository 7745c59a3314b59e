package io.wasl.translation;

import io.wasl.codec.MessageWriter;

/** Makes one element, or one part of one, of the target. */
interface Step {

    /** The source says nothing that belongs there. */
    int NOTHING = -1;

    /** What the source says cannot be said there, and must not be left out. */
    int IMPOSSIBLE = -2;

    /** The target's element. */
    int element();

    /**
     * Writes its neutral form.
     *
     * @return its length, {@link #NOTHING} or {@link #IMPOSSIBLE}
     */
    int convert(Source source, byte[] target);

    default void write(MessageWriter writer, byte[] value, int length) {
        writer.set(element(), value, 0, length);
    }

    /** Whether it reads and writes whole elements, of which a kept message has some. */
    default boolean isOfWholeElements() {
        return true;
    }
}
