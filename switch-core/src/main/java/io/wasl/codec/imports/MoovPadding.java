package io.wasl.codec.imports;

import java.util.Optional;

/**
 * The {@code padding} of a field or tag of a moov specification.
 *
 * @param fill a printable character; a space without filling
 */
record MoovPadding(Side side, char fill) {

    /** Where the filling stands. */
    enum Side {
        NONE,
        LEFT,
        RIGHT
    }

    private static final MoovPadding NONE = new MoovPadding(Side.NONE, ' ');

    /** Empty when it is none that moov knows, which has been noted; moov itself then fills nothing up. */
    static Optional<MoovPadding> of(MoovObject owner) {
        if (!owner.has("padding")) {
            return Optional.of(NONE);
        }
        Optional<MoovObject> padding = owner.object("padding", MoovObject.PADDING_KEYS);
        if (padding.isEmpty()) {
            return Optional.empty();
        }
        String type = padding.get().text("type");
        String fill = padding.get().text("pad");
        boolean isOneCharacter = fill.length() == 1 && fill.charAt(0) >= ' ' && fill.charAt(0) <= '~';
        if (type.equals("None") && fill.isEmpty()) {
            return Optional.of(NONE);
        }
        if (!type.equals("Left") && !type.equals("Right") || !isOneCharacter) {
            owner.error("padding", "Left or Right with a pad of one printable character, or None without");
            return Optional.empty();
        }
        return Optional.of(new MoovPadding(type.equals("Left") ? Side.LEFT : Side.RIGHT, fill.charAt(0)));
    }

    boolean isNone() {
        return side == Side.NONE;
    }

    boolean isLeft() {
        return side == Side.LEFT;
    }

    /** Filled up to so many characters; longer ones stay. */
    String fill(String text, int length) {
        String filling = String.valueOf(fill).repeat(Math.max(0, length - text.length()));
        return switch (side) {
            case NONE -> text;
            case LEFT -> filling + text;
            case RIGHT -> text + filling;
        };
    }

    /** Whether moov, which takes all of the filling off again, finds the same text behind it. */
    boolean keeps(String text) {
        return switch (side) {
            case NONE -> true;
            case LEFT -> !text.startsWith(String.valueOf(fill));
            case RIGHT -> !text.endsWith(String.valueOf(fill));
        };
    }
}
