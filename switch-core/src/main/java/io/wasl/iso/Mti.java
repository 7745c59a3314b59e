package io.wasl.iso;

/**
 * The message type indicator, carried everywhere as an {@code int} of four decimal nibbles, so that the literal reads
 * as the field writes it: {@code 0x0100} is "0100".
 *
 * <pre>
 *   0    1    0    0
 *   │    │    │    └ origin: 0 acquirer, 1 acquirer repeat, 2 issuer, 3 issuer repeat, 4 other, 5 other repeat
 *   │    │    └ function: 0 request, 1 request response, 2 advice, 3 advice response, 4 notification
 *   │    └ class: 1 authorization, 2 financial, 3 file, 4 reversal, 5 reconciliation, 6 administrative, 8 network
 *   └ version: 0 1987, 1 1993, 2 2003
 * </pre>
 */
public final class Mti {

    public static final int CLASS_AUTHORIZATION = 1;
    public static final int CLASS_FINANCIAL = 2;
    public static final int CLASS_FILE = 3;
    public static final int CLASS_REVERSAL = 4;
    public static final int CLASS_ADMINISTRATIVE = 6;
    public static final int CLASS_NETWORK = 8;

    public static final int FUNCTION_REQUEST = 0;
    public static final int FUNCTION_REQUEST_RESPONSE = 1;
    public static final int FUNCTION_ADVICE = 2;
    public static final int FUNCTION_ADVICE_RESPONSE = 3;

    private static final int REPEAT = 1;

    private Mti() {}

    /** The version nibble: 0 for 1987, 1 for 1993, 2 for 2003. */
    public static int version(int mti) {
        return mti >>> 12 & 0xF;
    }

    public static int messageClass(int mti) {
        return mti >>> 8 & 0xF;
    }

    /** Whether requests and advices of its class move money: authorizations and financial messages do. */
    public static boolean movesMoney(int mti) {
        int messageClass = messageClass(mti);
        return messageClass == CLASS_AUTHORIZATION || messageClass == CLASS_FINANCIAL;
    }

    public static int function(int mti) {
        return mti >>> 4 & 0xF;
    }

    public static int origin(int mti) {
        return mti & 0xF;
    }

    /** Whether the sender says it has sent this message before (0101, 0421, …). */
    public static boolean isRepeat(int mti) {
        return (mti & REPEAT) != 0;
    }

    /** Requests and advices, and their repeats, are answered; answers and notifications are not. */
    public static boolean isAnswered(int mti) {
        int function = function(mti);
        return function == FUNCTION_REQUEST || function == FUNCTION_ADVICE;
    }

    public static boolean isAnswer(int mti) {
        int function = function(mti);
        return function == FUNCTION_REQUEST_RESPONSE || function == FUNCTION_ADVICE_RESPONSE;
    }

    /** The answer's MTI: function + 1 and no repeat digit; 0101 is answered 0110, 0421 is answered 0430. */
    public static int answer(int mti) {
        assert isAnswered(mti) : "not a request or advice: " + toString(mti);
        return mti + 0x10 & ~REPEAT;
    }

    /** The same message as a repeat: 0420 becomes 0421. */
    public static int repeat(int mti) {
        return mti | REPEAT;
    }

    /** The same message as its first copy: 0421 becomes 0420. */
    public static int first(int mti) {
        return mti & ~REPEAT;
    }

    /** Four digits, as on the wire. Allocates: for logs and pages. */
    public static String toString(int mti) {
        return String.valueOf(new char[] {
            Character.forDigit(mti >>> 12 & 0xF, 16),
            Character.forDigit(mti >>> 8 & 0xF, 16),
            Character.forDigit(mti >>> 4 & 0xF, 16),
            Character.forDigit(mti & 0xF, 16)
        });
    }

    /**
     * @throws IllegalArgumentException if the text is not four decimal digits
     */
    public static int parse(String text) {
        if (text.length() != 4) {
            throw new IllegalArgumentException("an MTI has four digits");
        }
        int mti = 0;
        for (int i = 0; i < 4; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("an MTI has four digits");
            }
            mti = mti << 4 | digit;
        }
        return mti;
    }
}
