package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;

/**
 * DE 4 as one number and its currency, whatever the version: 1987 and 1993 tell the currency in DE 49, 2003 in the first
 * digits of DE 4 itself. Pure.
 */
final class Money {

    /** Of {@link #currency} where none is told. */
    static final int NO_CURRENCY = 0;

    private static final int AMOUNT = 4;
    private static final int CURRENCY = 49;
    private static final int CURRENCY_CHARACTERS = 3;

    private Money() {}

    /** In minor units; −1 where there is none. */
    static long amount(MessageView message) {
        return alone(message.number(AMOUNT), message.dialect().version());
    }

    /** The same of elements that were kept of a message with this MTI. */
    static long amount(ElementSet kept, int mti) {
        return alone(kept.number(AMOUNT), Version.ofNibble(Mti.version(mti)));
    }

    private static long alone(long value, Version version) {
        return version == Version.V2003 && value >= 0 ? value % Version.AMOUNT_MODULUS : value;
    }

    /** Its three characters, packed; of 2003 a fourth, the exponent. */
    static int currency(MessageView message) {
        boolean isWithin = message.dialect().version() == Version.V2003;
        int de = isWithin ? AMOUNT : CURRENCY;
        int characters = isWithin ? CURRENCY_CHARACTERS + 1 : CURRENCY_CHARACTERS;
        int currency = NO_CURRENCY;
        boolean isTold = message.has(de) && message.neutralLength(de) >= characters;
        for (int i = 0; isTold && i < characters; i++) {
            currency = currency << 8 | message.neutralByte(de, i);
        }
        return currency;
    }

    static int currency(ElementSet kept, int mti) {
        boolean isWithin = Version.ofNibble(Mti.version(mti)) == Version.V2003;
        int value = kept.find(isWithin ? AMOUNT : CURRENCY);
        int characters = isWithin ? CURRENCY_CHARACTERS + 1 : CURRENCY_CHARACTERS;
        int currency = NO_CURRENCY;
        boolean isTold = value >= 0 && kept.lengthAt(value) >= characters;
        for (int i = 0; isTold && i < characters; i++) {
            currency = currency << 8 | kept.buffer()[value + i] & 0xFF;
        }
        return currency;
    }

    /** Its three characters alone. */
    static int withoutExponent(int currency) {
        return currency >>> 24 == 0 ? currency : currency >>> 8;
    }

    /** Whether amounts in one are amounts in the other, as far as both tell. */
    static boolean isSameCurrency(int one, int other) {
        boolean isTold = one != NO_CURRENCY && other != NO_CURRENCY;
        boolean isWithExponents = one >>> 24 != 0 && other >>> 24 != 0;
        return !isTold || (isWithExponents ? one == other : withoutExponent(one) == withoutExponent(other));
    }
}
