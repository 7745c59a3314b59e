package io.wasl.codec;

/** Where the parts of a decoded message stand that are no values: MTI, bitmaps, prefixes and filling. For tools. Pure. */
public final class MessageLayout {

    private MessageLayout() {}

    /** Bytes of the MTI, with which the message starts. */
    public static int mtiBytes(Dialect dialect) {
        return dialect.mtiBytes();
    }

    /** Bytes of each bitmap; 0 where the dialect has none. */
    public static int bitmapBytes(Dialect dialect) {
        return dialect.bitmapBytes();
    }

    /** Where an element that is there starts, with its prefix and its filling. */
    public static int startOf(MessageView view, int de) {
        return view.wireStart(de);
    }

    /** The highest element that any dialect can declare. */
    public static int lastElement() {
        return Dialect.LAST_ELEMENT;
    }
}
