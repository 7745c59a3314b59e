package io.wasl.sim.world;

import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import java.util.HashMap;
import java.util.Map;

/**
 * How a host that thinks in 1987 speaks on a connection of another version. Its own words, not the switch's: an error that
 * both made would show nothing.
 *
 * <pre>
 *   1987          1993                         2003
 *   DE 4          n12                          504 2 n12
 *   DE 11         n6                           n12
 *   DE 12, 13     DE 12 YYMMDDhhmmss           DE 12 YYYYMMDDhhmmss
 *   DE 22, 25     DE 22; DE 24, 26             DE 24, 26
 *   DE 39         three digits                 four digits
 *   DE 70         DE 24                        DE 24
 *   DE 90         DE 56, by DE 12              DE 56, by DE 12
 *   DE 95         DE 24 401, DE 30, DE 4       DE 24 401, DE 30, DE 4
 * </pre>
 *
 * Pure.
 */
final class Tongue {

    private static final String CENTURY = "20";
    private static final String YEAR = "26";
    /** Dirham, two decimals, before an amount of 2003. */
    private static final String CURRENCY_2003 = "5042";

    private static final String POINT_OF_SERVICE_1993 = "510101511344";
    private static final String MERCHANT_CATEGORY = "5411";
    /** DE 41 of 2003 is twice as long. */
    private static final int TERMINAL_2003 = 16;

    private static final String SPACES = " ".repeat(TERMINAL_2003);
    private static final int AMOUNT_DIGITS = 12;
    private static final int STAN_DIGITS = 6;
    /** Class 8 of 1993 and 2003 is x804. */
    private static final int NETWORK_ORIGIN = 4;

    /** Answers to requests and advices. */
    private static final Map<String, String> CODES_1993 = Map.ofEntries(
            Map.entry("00", "000"),
            Map.entry("10", "002"),
            Map.entry("12", "902"),
            Map.entry("14", "111"),
            Map.entry("15", "908"),
            Map.entry("25", "914"),
            Map.entry("30", "904"),
            Map.entry("40", "115"),
            Map.entry("51", "116"),
            Map.entry("57", "119"),
            Map.entry("91", "907"),
            Map.entry("94", "913"),
            Map.entry("96", "909"));

    private static final Map<String, String> CODES_1987 = new HashMap<>();

    static {
        CODES_1993.forEach((old, modern) -> CODES_1987.put(modern, old));
        CODES_1987.put("400", "00");
        CODES_1987.put("800", "00");
        CODES_1987.put("910", "91");
        CODES_1987.put("911", "91");
        CODES_1987.put("912", "91");
    }

    private final Version version;

    Tongue(Version version) {
        this.version = version;
    }

    /** What is sent. */
    Message spoken(Message thought) {
        if (version.is1987()) {
            return thought;
        }
        boolean isAnswer = Mti.isAnswer(thought.mti());
        boolean isNetwork = Mti.messageClass(thought.mti()) == Mti.CLASS_NETWORK;
        Message spoken = thought.as(version.mti(thought.mti() | (isNetwork ? NETWORK_ORIGIN : 0)));
        if (isNetwork) {
            network(spoken, thought);
        } else if (!isAnswer) {
            asked(spoken, thought);
        }
        if (thought.has(39)) {
            spoken.with(39, isAnswer ? code(thought) : thought.get(39));
        }
        if (version == Version.V2003) {
            spoken.with(11, Message.digits(thought.number(11), version.stanDigits()));
            if (thought.has(4)) {
                spoken.with(4, CURRENCY_2003 + spoken.get(4));
            }
            if (thought.has(41)) {
                spoken.with(41, (thought.get(41) + SPACES).substring(0, TERMINAL_2003));
            }
            spoken.without(49);
        }
        original(spoken, thought);
        return spoken;
    }

    private void network(Message spoken, Message thought) {
        long function = thought.number(70);
        int modern = function == 1
                ? version.signOn()
                : function == 2 ? version.signOff() : function == 201 ? version.cutover() : version.echo();
        spoken.without(70).with(24, Message.digits(modern, 3));
    }

    private void asked(Message spoken, Message thought) {
        int messageClass = Mti.messageClass(thought.mti());
        boolean isReversal = messageClass == Mti.CLASS_REVERSAL;
        spoken.without(13).without(25).without(22).without(95);
        spoken.with(12, time(thought.get(13) + thought.get(12)));
        spoken.with(26, MERCHANT_CATEGORY);
        spoken.with(24, Message.digits(version.functionCode(messageClass), 3));
        if (version == Version.V1993 && !isReversal) {
            spoken.with(22, POINT_OF_SERVICE_1993);
        }
        if (isReversal) {
            spoken.with(25, "4000");
            boolean isPartial = thought.remains() > 0;
            spoken.with(24, Integer.toString(isPartial ? Version.PARTIAL_REVERSAL : Version.FULL_REVERSAL));
            if (isPartial) {
                String before = version == Version.V2003 ? CURRENCY_2003 : "";
                String none = before + "0".repeat(AMOUNT_DIGITS);
                spoken.with(30, before + thought.get(4) + none);
                spoken.with(4, Message.digits(thought.remains(), AMOUNT_DIGITS));
            }
        }
    }

    private String code(Message thought) {
        String code = thought.get(39);
        int messageClass = Mti.messageClass(thought.mti());
        boolean isOwn = messageClass == Mti.CLASS_REVERSAL || messageClass == Mti.CLASS_NETWORK;
        String modern = isOwn && code.equals("00") ? messageClass + "00" : CODES_1993.getOrDefault(code, "100");
        return version == Version.V1993
                ? modern
                : modern.charAt(0) + (modern.charAt(0) == '9' ? "1" : "0") + modern.substring(1);
    }

    private void original(Message spoken, Message thought) {
        if (!thought.has(90)) {
            return;
        }
        String acquirer = thought.get(32);
        String length = version == Version.V1993 ? Message.digits(acquirer.length(), 2) : "";
        int namedMti = version.mti(Mti.parse(thought.namedMti()));
        spoken.without(90)
                .with(
                        56,
                        Mti.toString(namedMti)
                                + Message.digits(Long.parseLong(thought.namedStan()), version.stanDigits())
                                + time(thought.namedTime())
                                + length
                                + acquirer);
    }

    /** MMDDhhmmss with the year. */
    private String time(String ofYear) {
        return (version == Version.V2003 ? CENTURY : "") + YEAR + ofYear;
    }

    /** What the host makes of what comes. */
    Message understood(Message heard) {
        if (version.is1987()) {
            return heard;
        }
        boolean isNetwork = Mti.messageClass(heard.mti()) == Mti.CLASS_NETWORK;
        int mti = heard.mti() & (isNetwork ? 0xFF0 : 0xFFF);
        Message understood = heard.as(mti);
        if (version == Version.V2003) {
            understood.with(11, shorter(heard.get(11), STAN_DIGITS));
            if (heard.has(4)) {
                understood
                        .with(4, shorter(heard.get(4), AMOUNT_DIGITS))
                        .with(49, heard.get(4).substring(0, 3));
            }
            if (heard.has(41)) {
                understood.with(41, heard.get(41).stripTrailing());
            }
        }
        if (heard.has(39) && Mti.isAnswer(mti)) {
            understood.with(39, oldCode(heard.get(39)));
        }
        if (isNetwork) {
            long function = heard.number(24);
            understood.with(70, function == version.signOn() ? "001" : function == version.signOff() ? "002" : "301");
        } else {
            times(understood, heard);
        }
        return understood;
    }

    private void times(Message understood, Message heard) {
        if (heard.has(12)) {
            String time = heard.get(12);
            understood.with(13, time.substring(time.length() - 10, time.length() - 6));
            understood.with(12, time.substring(time.length() - 6));
        }
        if (heard.has(56)) {
            String data = heard.get(56);
            int stanEnd = 4 + version.stanDigits();
            int timeEnd = stanEnd + version.originalTimeDigits();
            understood
                    .without(56)
                    .with(
                            90,
                            Mti.toString(Mti.parse(data.substring(0, 4)) & 0xFFF)
                                    + shorter(data.substring(4, stanEnd), STAN_DIGITS)
                                    + shorter(data.substring(stanEnd, timeEnd), 10)
                                    + "0".repeat(22));
        }
        boolean isPartial = heard.number(24) == Version.PARTIAL_REVERSAL && heard.has(30);
        if (isPartial) {
            String before = version == Version.V2003 ? CURRENCY_2003 : "";
            understood.with(95, understood.get(4) + "0".repeat(30));
            understood.with(4, heard.get(30).substring(before.length(), before.length() + AMOUNT_DIGITS));
        }
    }

    private String oldCode(String heard) {
        String code = version == Version.V1993 ? heard : heard.charAt(0) + heard.substring(2);
        String known = CODES_1987.get(code);
        return known != null ? known : code.charAt(0) == '0' ? "00" : "05";
    }

    private static String shorter(String digits, int count) {
        return digits.substring(Math.max(0, digits.length() - count));
    }
}
