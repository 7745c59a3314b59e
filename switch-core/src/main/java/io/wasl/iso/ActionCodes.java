package io.wasl.iso;

/**
 * DE 39 from one version to another: the response codes of 1987 and the action codes of 1993 and 2003 that mean the same.
 *
 * <p>1993 and 2003 differ in form only: {@code 116} is {@code 1016}, {@code 907} is {@code 9107}. Between 1987 and 1993 the
 * tables below tell; several meanings of one version may share a code of the other. A code without a counterpart of its own
 * becomes the general one of its kind, as long as its kind is known: an approval stays an approval, a decline a decline, a
 * pick-up a pick-up. A code that nobody knows has no counterpart at all: it may have moved money, and must not be called
 * either.
 *
 * <p>For answers of classes 1 and 2: the codes with which other classes are accepted (400, 800, 900) approve no request.
 */
public final class ActionCodes {

    /** A code of 1987 and what says the same in 1993; the first of each 1987 code, so both ways. */
    private static final String BOTH_WAYS = """
            00 000  01 107  02 108  03 109  04 200  05 100  07 207  08 001  09 923  10 002
            11 003  12 902  13 110  14 111  16 004  19 903  23 113  25 914  30 904  31 905
            33 201  34 202  35 203  36 204  37 205  38 206  40 115  41 208  42 114  43 209
            51 116  54 101  55 117  56 118  57 119  58 120  59 102  60 103  61 121  62 104
            63 122  65 123  66 105  75 106  81 126  90 906  91 907  92 908  93 124  94 913
            95 915  96 909
            """;

    /** Codes of 1987 that have no code of 1993 to themselves. */
    private static final String TO_1993 = """
            06 909  15 908  20 909  22 909  32 002  39 114  44 114  52 114  53 114  64 110
            67 200  68 911  82 129  86 127
            """;

    /** Codes of 1993 that have no code of 1987 to themselves. */
    private static final String TO_1987 = """
            005 00  006 10  112 55  125 62  127 86  128 81  129 82  210 34
            910 91  911 91  912 91  916 63  917 63  918 63  919 63  920 96  921 96  922 96
            """;

    private static final int[] FROM_1987 = new int[100];
    private static final int[] FROM_1993 = new int[1000];

    static {
        read(BOTH_WAYS, FROM_1987);
        read(TO_1993, FROM_1987);
        readBack(BOTH_WAYS);
        read(TO_1987, FROM_1993);
    }

    private ActionCodes() {}

    /**
     * @param code packed, see {@link ResponseCode}
     * @return what says the same in the other version, or {@link ResponseCode#NONE} when the code's kind is unknown
     */
    public static int translate(int code, Version from, Version to) {
        if (from == to) {
            return code;
        }
        if (!from.isApproving(code) && !from.isDeclining(code)) {
            return ResponseCode.NONE;
        }
        int of1993 = switch (from) {
            case V1987 -> from1987(code);
            case V1993 -> number(code, 3);
            case V2003 -> shorter(number(code, 4));
        };
        return switch (to) {
            case V1987 -> to1987(of1993);
            case V1993 -> ResponseCode.ofNumber(of1993, 3);
            case V2003 -> ResponseCode.ofNumber(longer(of1993), 4);
        };
    }

    private static int from1987(int code) {
        int found = FROM_1987[number(code, 2)];
        if (found != ResponseCode.NONE) {
            return number(found, 3);
        }
        return ResponseCode.isApproving1987(code) ? 0 : 100;
    }

    private static int to1987(int of1993) {
        int found = FROM_1993[of1993];
        if (found != ResponseCode.NONE) {
            return found;
        }
        return ResponseCode.of(
                switch (of1993 / 100) {
                    case 0 -> "00";
                    case 2 -> "04";
                    case 9 -> "96";
                    default -> "05";
                });
    }

    /** 907 is 9107, 116 is 1016. */
    private static int longer(int of1993) {
        int kind = of1993 / 100;
        return kind * 1000 + (kind == 9 ? 100 : 0) + of1993 % 100;
    }

    /** 2003 has hundreds of its own within a kind (1802): the general code of that kind. */
    private static int shorter(int of2003) {
        int kind = of2003 / 1000;
        boolean isCommon = of2003 / 100 % 10 == (kind == 9 ? 1 : 0);
        return kind * 100 + (isCommon ? of2003 % 100 : kind == 9 ? 9 : 0);
    }

    private static int number(int code, int digits) {
        int number = 0;
        for (int i = digits - 1; i >= 0; i--) {
            number = number * 10 + (code >>> 8 * i & 0xFF) - '0';
        }
        return number;
    }

    private static void read(String table, int[] target) {
        String[] words = table.trim().split("\\s+", -1);
        for (int i = 0; i < words.length; i += 2) {
            target[Integer.parseInt(words[i])] = ResponseCode.of(words[i + 1]);
        }
    }

    private static void readBack(String table) {
        String[] words = table.trim().split("\\s+", -1);
        for (int i = 0; i < words.length; i += 2) {
            FROM_1993[Integer.parseInt(words[i + 1])] = ResponseCode.of(words[i]);
        }
    }
}
