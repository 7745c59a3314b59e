package io.wasl.validation;

import static io.wasl.iso.DataElement.AMOUNT;
import static io.wasl.iso.DataElement.CURRENCY;
import static io.wasl.iso.DataElement.FILE_NAME;
import static io.wasl.iso.DataElement.FILE_UPDATE_CODE;
import static io.wasl.iso.DataElement.FUNCTION_CODE;
import static io.wasl.iso.DataElement.LOCAL_TIME;
import static io.wasl.iso.DataElement.PAN;
import static io.wasl.iso.DataElement.PAN_EXTENDED;
import static io.wasl.iso.DataElement.PROCESSING_CODE;
import static io.wasl.iso.DataElement.RESPONSE_CODE;
import static io.wasl.iso.DataElement.RRN;
import static io.wasl.iso.DataElement.STAN;
import static io.wasl.iso.DataElement.TRACK_1;
import static io.wasl.iso.DataElement.TRACK_2;
import static io.wasl.iso.DataElement.TRANSMISSION_DATE_TIME;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;

/**
 * The rules of ISO 8583 for each kind of message, as few as work can be done with: an acquirer is not refused for what the
 * field treats as optional (DE 32, 41, 42, 12, 13 and the like).
 *
 * <pre>
 *   requests, advices of class 1, 2   3 7 11, PAN in 2, 35, 45 or 34; 4 unless an inquiry; 49 wherever 4 is
 *       since 1993                    12 and 24 too, since they name the original and say what is asked
 *       2003                          no 49: the currency stands in 4
 *   reversals, class 4                7 11, and 90 or 37 to find the original: a reversal refused is money held
 *       since 1993                    56 or 37
 *   file maintenance, class 3         2 7 11 101, and 91
 *       since 1993                    24 instead of 91
 *   administrative, class 6           7 11: what it says is between its two ends
 *   answers of class 1, 2, 3, 4, 6    11 39
 *   wherever present                  7 is a date and time, 49 a currency (not of 2003, where 49 is something else)
 * </pre>
 *
 * Other classes, functions and versions have no rules here; whether they are legal at all is for the receiver to say.
 */
public final class MessageRules {

    private static final ElementMask REQUEST = ElementMask.of(PROCESSING_CODE, TRANSMISSION_DATE_TIME, STAN);
    private static final ElementMask REQUEST_SINCE_1993 = REQUEST.or(ElementMask.of(LOCAL_TIME, FUNCTION_CODE));
    private static final ElementMask REVERSAL = ElementMask.of(TRANSMISSION_DATE_TIME, STAN);
    private static final ElementMask ADMINISTRATIVE = ElementMask.of(TRANSMISSION_DATE_TIME, STAN);
    private static final ElementMask FILE = ElementMask.of(PAN, TRANSMISSION_DATE_TIME, STAN);
    private static final ElementMask ANSWER = ElementMask.of(STAN, RESPONSE_CODE);
    private static final ElementMask PAN_SOURCES = ElementMask.of(PAN, PAN_EXTENDED, TRACK_2, TRACK_1);

    private static final ElementMask PAN_SOURCES_2003 = ElementMask.of(PAN, TRACK_2, TRACK_1);

    /** Processing codes 30 to 39 ask for information and may move no money (ISO 8583:1987, DE 3 positions 1, 2). */
    private static final int INQUIRY = '3';

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private MessageRules() {}

    /** The first violation in the order of the table, or {@link Violation#VALID}; allocates nothing when valid. */
    public static Violation check(MessageView message) {
        int mti = message.mti();
        int messageClass = Mti.messageClass(mti);
        Version version = message.dialect().version();
        if (Mti.version(mti) != version.nibble() || !hasRules(mti)) {
            return Violation.VALID;
        }
        Violation violation = Violation.VALID;
        if (Mti.isAnswer(mti)) {
            violation = demand(message, ANSWER);
        } else if (Mti.isAnswered(mti)) {
            violation = switch (messageClass) {
                case Mti.CLASS_ADMINISTRATIVE -> demand(message, ADMINISTRATIVE);
                case Mti.CLASS_FILE -> checkFile(message, version);
                case Mti.CLASS_REVERSAL -> checkReversal(message, version);
                default -> checkRequest(message, version);
            };
        }
        return violation.isValid() ? checkValues(message, version) : violation;
    }

    private static boolean hasRules(int mti) {
        int messageClass = Mti.messageClass(mti);
        return Mti.movesMoney(mti)
                || messageClass == Mti.CLASS_FILE
                || messageClass == Mti.CLASS_REVERSAL
                || messageClass == Mti.CLASS_ADMINISTRATIVE;
    }

    private static Violation checkFile(MessageView message, Version version) {
        Violation violation = demand(message, FILE);
        int action = version.is1987() ? FILE_UPDATE_CODE : FUNCTION_CODE;
        if (!violation.isValid() || !message.has(action)) {
            return violation.isValid() ? missing(action) : violation;
        }
        return message.has(FILE_NAME) ? Violation.VALID : missing(FILE_NAME);
    }

    private static Violation checkRequest(MessageView message, Version version) {
        Violation violation = demand(message, version.is1987() ? REQUEST : REQUEST_SINCE_1993);
        if (!violation.isValid()) {
            return violation;
        }
        ElementMask sources = version == Version.V2003 ? PAN_SOURCES_2003 : PAN_SOURCES;
        if ((message.lower() & sources.lower()) == 0) {
            return missing(PAN);
        }
        if (!message.has(AMOUNT)) {
            return message.neutralByte(PROCESSING_CODE, 0) == INQUIRY ? Violation.VALID : missing(AMOUNT);
        }
        return version == Version.V2003 || message.has(CURRENCY) ? Violation.VALID : missing(CURRENCY);
    }

    private static Violation checkReversal(MessageView message, Version version) {
        Violation violation = demand(message, REVERSAL);
        if (!violation.isValid()) {
            return violation;
        }
        int originalData = version.originalData();
        return message.has(originalData) || message.has(RRN) ? Violation.VALID : missing(originalData);
    }

    private static Violation checkValues(MessageView message, Version version) {
        if (message.has(TRANSMISSION_DATE_TIME) && !isDateTime(message.number(TRANSMISSION_DATE_TIME))) {
            return wrong(message, TRANSMISSION_DATE_TIME, Violation.Cause.NOT_A_DATE_TIME);
        }
        if (version != Version.V2003 && message.has(CURRENCY) && !isCurrency(message)) {
            return wrong(message, CURRENCY, Violation.Cause.NOT_A_CURRENCY);
        }
        return Violation.VALID;
    }

    private static Violation demand(MessageView message, ElementMask mandatory) {
        long lacking = mandatory.lower() & ~message.lower();
        return lacking == 0 ? Violation.VALID : missing(Long.numberOfTrailingZeros(lacking) + 1);
    }

    /** MMDDhhmmss; the 29th of February always may be, since there is no year. */
    private static boolean isDateTime(long value) {
        int month = (int) (value / 100_000_000);
        int day = (int) (value / 1_000_000 % 100);
        long time = value % 1_000_000;
        return value >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= DAYS[month - 1]
                && time / 10_000 < 24
                && time / 100 % 100 < 60
                && time % 100 < 60;
    }

    private static boolean isCurrency(MessageView message) {
        int digits = 0;
        int letters = 0;
        int length = message.neutralLength(CURRENCY);
        for (int i = 0; i < length; i++) {
            int c = message.neutralByte(CURRENCY, i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            letters += c >= 'A' && c <= 'Z' ? 1 : 0;
        }
        return length == 3 && (digits == 3 || letters == 3);
    }

    private static Violation missing(int de) {
        return new Violation(de, 0, Violation.Cause.MISSING);
    }

    private static Violation wrong(MessageView message, int de, Violation.Cause cause) {
        return new Violation(de, message.offset(de) - message.start(), cause);
    }
}
