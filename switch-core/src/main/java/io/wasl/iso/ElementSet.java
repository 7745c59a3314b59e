package io.wasl.iso;

import java.nio.charset.StandardCharsets;

/**
 * Some data elements in the neutral form that every dialect reads and writes: what a transaction in flight keeps, what
 * the journal stores, what an answer is replayed from.
 *
 * <pre>
 *   { element u8 (1–128), length u16 little endian, value } …        in the order they were put
 * </pre>
 *
 * Neutral values: ASCII characters for n, a, s and their mixes (digits of BCD unpacked, no padding that the dialect
 * added), {@code C} or {@code D} and digits for signed amounts, {@code =} as the separator of track data, raw bytes for
 * b.
 *
 * <p>A fixed buffer, reused: putting more than fits returns false and leaves the set as it was. Owner: whoever made it.
 * Prints itself without values, since they may be card data.
 */
public final class ElementSet {

    private static final int HEADER_BYTES = 3;

    private final byte[] buffer;
    private int length;

    /**
     * @param capacityBytes of all entries together, 3 bytes of header each included
     */
    public ElementSet(int capacityBytes) {
        buffer = new byte[capacityBytes];
    }

    public void clear() {
        length = 0;
    }

    /** The entries' bytes, from 0 to {@link #length()}. */
    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Takes over entries written earlier by {@link #buffer()}; false when they do not fit or are not entries. */
    public boolean load(byte[] source, int offset, int lengthBytes) {
        if (lengthBytes > buffer.length || !areEntries(source, offset, lengthBytes)) {
            return false;
        }
        System.arraycopy(source, offset, buffer, 0, lengthBytes);
        length = lengthBytes;
        return true;
    }

    public boolean load(ElementSet other) {
        if (other.length > buffer.length) {
            return false;
        }
        System.arraycopy(other.buffer, 0, buffer, 0, other.length);
        length = other.length;
        return true;
    }

    /** Puts an element that is not yet in the set; false when it does not fit. */
    public boolean put(int de, byte[] source, int offset, int lengthBytes) {
        int start = claim(de, lengthBytes);
        if (start < 0) {
            return false;
        }
        System.arraycopy(source, offset, buffer, start, lengthBytes);
        return true;
    }

    /** {@link #put} of ASCII text. Allocates nothing. */
    public boolean put(int de, CharSequence text) {
        int start = claim(de, text.length());
        if (start < 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            buffer[start + i] = (byte) text.charAt(i);
        }
        return true;
    }

    /** Puts a number with leading zeros to the given width in digits. */
    public boolean putNumber(int de, long value, int digits) {
        int start = claim(de, digits);
        if (start < 0) {
            return false;
        }
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            buffer[start + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return true;
    }

    /**
     * Makes room for a value that the caller writes into {@link #buffer()} itself.
     *
     * @return where the value starts, or −1 when it does not fit
     */
    public int claim(int de, int lengthBytes) {
        if (lengthBytes > 0xFFFF || length + HEADER_BYTES + lengthBytes > buffer.length) {
            return -1;
        }
        assert find(de) < 0 : "put twice: DE " + de;
        buffer[length] = (byte) de;
        buffer[length + 1] = (byte) lengthBytes;
        buffer[length + 2] = (byte) (lengthBytes >>> 8);
        int start = length + HEADER_BYTES;
        length = start + lengthBytes;
        return start;
    }

    /** Takes an element out; nothing happens when it is not there. */
    public void remove(int de) {
        int start = find(de);
        if (start >= 0) {
            int end = start + lengthAt(start);
            System.arraycopy(buffer, end, buffer, start - HEADER_BYTES, length - end);
            length -= end - start + HEADER_BYTES;
        }
    }

    public boolean has(int de) {
        return find(de) >= 0;
    }

    /** Where the element's value starts in {@link #buffer()}, or −1. Linear in the number of entries. */
    public int find(int de) {
        for (int i = 0; i < length; i = next(i)) {
            if ((buffer[i] & 0xFF) == de) {
                return i + HEADER_BYTES;
            }
        }
        return -1;
    }

    /** The length of the value that starts at {@code valueStart}, as {@link #find} returned it. */
    public int lengthAt(int valueStart) {
        return (buffer[valueStart - 2] & 0xFF) | (buffer[valueStart - 1] & 0xFF) << 8;
    }

    /** Walks the entries: start with 0, stop at {@link #length()}. */
    public int next(int entry) {
        return entry + HEADER_BYTES + lengthAt(entry + HEADER_BYTES);
    }

    /** The element of the entry at {@code entry}. */
    public int elementAt(int entry) {
        return buffer[entry] & 0xFF;
    }

    /** The value of the entry at {@code entry} starts here. */
    public int valueAt(int entry) {
        return entry + HEADER_BYTES;
    }

    /** The element as a number, or −1 when it is missing or not 1 to 18 digits. */
    public long number(int de) {
        int start = find(de);
        if (start < 0) {
            return -1;
        }
        int digits = lengthAt(start);
        if (digits == 0 || digits > 18) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The element as text, empty when missing. Allocates: for pages and tests; the caller masks. */
    public String text(int de) {
        int start = find(de);
        return start < 0 ? "" : new String(buffer, start, lengthAt(start), StandardCharsets.ISO_8859_1);
    }

    private static boolean areEntries(byte[] source, int offset, int lengthBytes) {
        int at = 0;
        while (at + HEADER_BYTES <= lengthBytes) {
            at += HEADER_BYTES + ((source[offset + at + 1] & 0xFF) | (source[offset + at + 2] & 0xFF) << 8);
        }
        return at == lengthBytes;
    }

    /** The numbers of the elements, no values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("DE");
        for (int i = 0; i < length; i = next(i)) {
            text.append(' ').append(elementAt(i));
        }
        return text.toString();
    }
}
