package io.wasl.security;

import io.wasl.time.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The node's keys: PAN encryption and PAN token, each with an id. Immutable, shared by all threads.
 *
 * <p>The highest id of a kind is the one in use; the others stay so that what was written under them can be read. Never
 * prints itself, and key bytes leave this package only inside a cipher.
 */
public final class Keys {

    /** 256 bits, both kinds. */
    public static final int KEY_BYTES = 32;

    private static final int CHECK_BYTES = 8;

    private final NavigableMap<Integer, byte[]> panKeys;
    private final NavigableMap<Integer, byte[]> tokenKeys;

    /** At least one of each kind, each of {@value #KEY_BYTES} bytes. */
    Keys(NavigableMap<Integer, byte[]> panKeys, NavigableMap<Integer, byte[]> tokenKeys) {
        if (panKeys.isEmpty() || tokenKeys.isEmpty()) {
            throw new IllegalArgumentException("a key of each kind is needed");
        }
        this.panKeys = copy(panKeys);
        this.tokenKeys = copy(tokenKeys);
    }

    /** New keys, each with id 1, that live in memory only: for worlds and tests that keep no file. */
    public static Keys generate(RandomSource random) {
        NavigableMap<Integer, byte[]> pan = new TreeMap<>();
        NavigableMap<Integer, byte[]> token = new TreeMap<>();
        pan.put(1, fresh(random));
        token.put(1, fresh(random));
        return new Keys(pan, token);
    }

    /** The id of the PAN encryption key in use. */
    public int panKeyId() {
        return panKeys.lastKey();
    }

    /** The id of the PAN token key in use. */
    public int tokenKeyId() {
        return tokenKeys.lastKey();
    }

    /** All ids of PAN token keys, the one in use first: a look-up asks under each. */
    public List<Integer> tokenKeyIds() {
        return new ArrayList<>(tokenKeys.descendingKeySet());
    }

    public boolean hasPanKey(int id) {
        return panKeys.containsKey(id);
    }

    public boolean hasTokenKey(int id) {
        return tokenKeys.containsKey(id);
    }

    /** A check value that tells a wrong key from the right one and says nothing else about it. */
    public long panKeyCheck(int id) {
        return check(panKey(id), "wasl check pan-encryption");
    }

    /** As {@link #panKeyCheck}. */
    public long tokenKeyCheck(int id) {
        return check(tokenKey(id), "wasl check pan-token");
    }

    byte[] panKey(int id) {
        return known(panKeys, id, "PAN encryption");
    }

    byte[] tokenKey(int id) {
        return known(tokenKeys, id, "PAN token");
    }

    private static byte[] known(NavigableMap<Integer, byte[]> keys, int id, String kind) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new IllegalArgumentException("no " + kind + " key " + id);
        }
        return key;
    }

    private static long check(byte[] key, String purpose) {
        byte[] bytes = Hkdf.derive(key, new byte[0], purpose, CHECK_BYTES);
        long value = 0;
        for (byte b : bytes) {
            value = value << 8 | b & 0xFF;
        }
        return value;
    }

    private static byte[] fresh(RandomSource random) {
        byte[] key = new byte[KEY_BYTES];
        random.fill(key);
        return key;
    }

    private static NavigableMap<Integer, byte[]> copy(NavigableMap<Integer, byte[]> keys) {
        NavigableMap<Integer, byte[]> result = new TreeMap<>();
        keys.forEach((id, key) -> {
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
            }
            result.put(id, key.clone());
        });
        return result;
    }

    /** The ids only. */
    @Override
    public String toString() {
        return "Keys[pan-encryption " + panKeys.keySet() + ", pan-token " + tokenKeys.keySet() + "]";
    }
}
