package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/** The shapes that a view met last, each found by its bitmaps. Fixed in number. Owner: its view. */
final class Shapes {

    /** A power of two; a switch between a few hosts meets a dozen. */
    static final int CAPACITY = 64;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final @Nullable Shape[] shapes = new Shape[CAPACITY];

    /** Makes the shape when it is not there, in place of one that fell on the same place. */
    Shape of(Dialect dialect, long primary, long secondary, long tertiary) {
        long hash = (primary ^ Long.rotateLeft(secondary, 21) ^ Long.rotateLeft(tertiary, 42)) * MIX;
        int place = (int) (hash + dialect.hash >>> 58);
        Shape shape = shapes[place];
        if (shape == null) {
            shape = new Shape();
            shapes[place] = shape;
        }
        if (!shape.isOf(dialect, primary, secondary, tertiary)) {
            shape.become(dialect, primary, secondary, tertiary);
        }
        return shape;
    }
}
