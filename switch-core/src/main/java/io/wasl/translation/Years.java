package io.wasl.translation;

/**
 * The years that dates of messages leave out: of all that fit, the one nearest to now (UTC). Pure.
 *
 * <p>By arithmetic, not {@code java.time}, since it stands on the way of every message between versions and must allocate
 * nothing.
 */
final class Years {

    private static final long DAY_MS = 86_400_000;
    private static final int DAYS_OF_400_YEARS = 146_097;
    /** From 1 March of year 0 to 1 January 1970. */
    private static final int DAYS_TO_1970 = 719_468;

    /** Half of a year of months of 31 days each. */
    private static final int HALF_A_YEAR = 186;

    private Years() {}

    /** The year of month and day. */
    static int nearest(int month, int day, long nowMs) {
        long now = date(nowMs);
        int year = (int) (now / 10_000);
        int apart = month * 31 + day - (int) (now / 100 % 100 * 31 + now % 100);
        return apart > HALF_A_YEAR ? year - 1 : apart < -HALF_A_YEAR ? year + 1 : year;
    }

    /** The year whose last two digits these are. */
    static int nearest(int twoDigits, long nowMs) {
        int now = (int) (date(nowMs) / 10_000);
        int year = now - now % 100 + twoDigits;
        return year - now > 50 ? year - 100 : now - year > 50 ? year + 100 : year;
    }

    /** The day in UTC as the number YYYYMMDD. Years begin in March here, so that a leap day is the last of its year. */
    static long date(long epochMs) {
        long days = Math.floorDiv(epochMs, DAY_MS) + DAYS_TO_1970;
        long era = Math.floorDiv(days, (long) DAYS_OF_400_YEARS);
        long dayOfEra = days - era * DAYS_OF_400_YEARS;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + day;
    }

    /** Reads so many digits; −1 when one of them is none. */
    static int number(byte[] digits, int at, int count) {
        int number = 0;
        for (int i = at; i < at + count; i++) {
            int digit = digits[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Writes a number with leading zeros. */
    static void write(int number, byte[] target, int at, int count) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
