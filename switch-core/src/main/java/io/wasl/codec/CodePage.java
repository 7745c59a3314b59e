package io.wasl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One byte a character, both ways, by table. Each page maps the 256 bytes one to one onto the neutral form, so that any
 * byte survives the way there and back.
 */
final class CodePage {

    static final CodePage IBM037 = new CodePage("IBM037");
    static final CodePage IBM1047 = new CodePage("IBM1047");

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int NEL_037 = 0x15;
    private static final int LF_037 = 0x25;
    private static final byte NEL = (byte) 0x85;

    private final byte[] neutral = new byte[256];
    private final byte[] wire = new byte[256];
    /** Of the character that a byte on the wire is. */
    private final int[] classes = new int[256];

    private CodePage(String charset) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] characters = new String(all, Charset.forName(charset)).getBytes(StandardCharsets.ISO_8859_1);
        // The JDK gives page 037 two line feeds and no NEL, so that one of them could not be written again.
        characters[NEL_037] = characters[NEL_037] == characters[LF_037] ? NEL : characters[NEL_037];
        boolean[] met = new boolean[256];
        for (int i = 0; i < all.length; i++) {
            neutral[i] = characters[i];
            wire[characters[i] & 0xFF] = (byte) i;
            classes[i] = CharacterClass.classesOf(characters[i]);
            met[characters[i] & 0xFF] = true;
        }
        for (boolean one : met) {
            if (!one) {
                throw new IllegalStateException(charset + " does not map its bytes one to one");
            }
        }
    }

    byte toNeutral(byte onWire) {
        return neutral[onWire & 0xFF];
    }

    /** Whether each byte is a character of the class with this {@link CharacterClass#bit}. */
    boolean areOfClass(byte[] source, int at, int length, int bit) {
        int common = bit;
        for (int i = at; i < at + length; i++) {
            common &= classes[source[i] & 0xFF];
        }
        return common != 0;
    }

    void toNeutral(byte[] source, int at, int length, byte[] target, int offset) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = neutral[source[at + i] & 0xFF];
        }
    }

    void toWire(byte[] source, int at, int length, byte[] target, int offset) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = wire[source[at + i] & 0xFF];
        }
    }

    /** Digits to EBCDIC, which every page writes alike. */
    static void digitsToWire(byte[] source, int at, int length, byte[] target, int offset) {
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            WORD.set(target, offset + done, (long) WORD.get(source, at + done) | 0xF0F0_F0F0_F0F0_F0F0L);
        }
        for (; done < length; done++) {
            target[offset + done] = (byte) (source[at + done] | 0xF0);
        }
    }

    /** Digits from EBCDIC. */
    static void digitsToNeutral(byte[] source, int at, int length, byte[] target, int offset) {
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            WORD.set(target, offset + done, (long) WORD.get(source, at + done) & 0x3F3F_3F3F_3F3F_3F3FL);
        }
        for (; done < length; done++) {
            target[offset + done] = (byte) (source[at + done] & 0x3F);
        }
    }

    void fill(byte[] target, int from, int to, int neutralCharacter) {
        Arrays.fill(target, from, to, wire[neutralCharacter & 0xFF]);
    }
}
