package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Version;

/**
 * What a request carried that only its issuer can verify, and until when its card is good: all that stand-in asks of elements
 * that are not kept. One number, held with the request in flight and never stored.
 *
 * <pre>
 *   bit 0 a PIN | bit 1 chip data | from bit 8 expiry YYMM + 1, 0 for none
 * </pre>
 *
 * Reused; loop thread.
 */
final class CardFacts {

    private static final int PIN = 1;
    private static final int CHIP = 2;
    private static final int EXPIRY_AT = 8;

    private static final int EXPIRY = 14;
    private static final int ENTRY_MODE = 22;
    private static final int TRACK_2 = 35;
    private static final int PIN_DATA = 52;
    private static final int PIN_OF_CHIP = 0x99;
    private static final int EXPIRY_DIGITS = 4;
    /** Of DE 22 since 1993: how the cardholder was authenticated, and by whom. */
    private static final int METHOD_AT = 7;

    private static final int ENTITY_AT = 8;

    private final byte[] value = new byte[1000];

    int of(MessageView request) {
        boolean hasChip = intersects(request, request.dialect().chip());
        boolean hasPin = request.has(PIN_DATA)
                || intersects(request, request.dialect().pin())
                || hasPinMethod(request)
                || hasChip && hasPinTag(request);
        return (hasPin ? PIN : 0) | (hasChip ? CHIP : 0) | expiry(request) + 1 << EXPIRY_AT;
    }

    static boolean hasPin(int facts) {
        return (facts & PIN) != 0;
    }

    static boolean hasChip(int facts) {
        return (facts & CHIP) != 0;
    }

    /** YYMM; −1 where neither DE 14 nor track 2 tells it. */
    static int expiry(int facts) {
        return (facts >>> EXPIRY_AT) - 1;
    }

    private static boolean intersects(MessageView request, ElementMask mask) {
        return (request.lower() & mask.lower() | request.upper() & mask.upper()) != 0;
    }

    /** A PIN that somebody else than the chip has to verify. */
    private static boolean hasPinMethod(MessageView request) {
        boolean isTold = request.dialect().version() != Version.V1987
                && request.has(ENTRY_MODE)
                && request.neutralLength(ENTRY_MODE) > ENTITY_AT;
        return isTold
                && request.neutralByte(ENTRY_MODE, METHOD_AT) == '1'
                && request.neutralByte(ENTRY_MODE, ENTITY_AT) != '1';
    }

    private int expiry(MessageView request) {
        if (request.has(EXPIRY)) {
            return (int) request.number(EXPIRY);
        }
        if (!request.has(TRACK_2) || request.neutralLength(TRACK_2) > value.length) {
            return -1;
        }
        int length = request.copy(TRACK_2, value, 0);
        int at = 0;
        while (at < length && value[at] != '=') {
            at++;
        }
        int expiry = 0;
        for (int i = at + 1; i <= at + EXPIRY_DIGITS; i++) {
            if (i >= length || value[i] < '0' || value[i] > '9') {
                return -1;
            }
            expiry = expiry * 10 + value[i] - '0';
        }
        return expiry;
    }

    /** Whether the chip data hold a PIN (EMV tag 99), or cannot be read through: then they might. */
    private boolean hasPinTag(MessageView request) {
        ElementMask chip = request.dialect().chip();
        for (int de = 2; de <= 128; de++) {
            if (chip.contains(de) && request.has(de) && mayHoldPin(request, de)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHoldPin(MessageView request, int de) {
        if (request.neutralLength(de) > value.length) {
            return true;
        }
        int length = request.copy(de, value, 0);
        int at = 0;
        while (at < length) {
            int tag = value[at] & 0xFF;
            if (tag == PIN_OF_CHIP) {
                return true;
            }
            at = behindTag(at, length);
            int size = at < length ? value[at] & 0xFF : 0xFF;
            at++;
            if (size == 0x81 && at < length) {
                size = value[at++] & 0xFF;
            } else if (size > 0x7F) {
                return true;
            }
            at += size;
        }
        return at != length;
    }

    /** ISO 8825-1: five low bits set announce more bytes, each but the last with its highest bit. */
    private int behindTag(int start, int length) {
        int at = start + 1;
        if ((value[start] & 0x1F) == 0x1F) {
            while (at < length && value[at] < 0) {
                at++;
            }
            at++;
        }
        return at;
    }
}
