package io.wasl.translation;

/**
 * Local date and time.
 *
 * <pre>
 *   1987   DE 13 MMDD      DE 12 hhmmss
 *   1993   DE 12 YYMMDDhhmmss
 *   2003   DE 12 YYYYMMDDhhmmss
 * </pre>
 */
final class LocalTimeSteps {

    private static final int TRANSMISSION = 7;
    private static final int TIME = 12;
    private static final int DATE = 13;
    private static final int TIME_DIGITS = 6;
    private static final int DATE_DIGITS = 4;

    private LocalTimeSteps() {}

    /** Out of 1987. Where no local date is told it is that of DE 7, which every copy of a message repeats. */
    static final class Joined implements Step {

        private final int digits;
        private final byte[] received = new byte[32];

        Joined(int digits) {
            this.digits = digits;
        }

        @Override
        public int element() {
            return TIME;
        }

        @Override
        public int convert(Source source, byte[] target) {
            int yearDigits = digits - DATE_DIGITS - TIME_DIGITS;
            if (source.copy(TIME, target, yearDigits + DATE_DIGITS) != TIME_DIGITS) {
                return NOTHING;
            }
            if (source.copy(DATE, received, 0) != DATE_DIGITS && source.copy(TRANSMISSION, received, 0) < DATE_DIGITS) {
                return NOTHING;
            }
            int month = Years.number(received, 0, 2);
            int day = Years.number(received, 2, 2);
            if (month < 0 || day < 0) {
                return IMPOSSIBLE;
            }
            Years.write(Years.nearest(month, day, source.nowMs()), target, 0, yearDigits);
            System.arraycopy(received, 0, target, yearDigits, DATE_DIGITS);
            return digits;
        }
    }

    /** Into 1987: some digits of the moment, counted from its end. */
    static final class Part implements Step {

        private final int element;
        private final int digits;
        private final int digitsBehind;
        private final byte[] received = new byte[32];

        Part(int element, int digits, int digitsBehind) {
            this.element = element;
            this.digits = digits;
            this.digitsBehind = digitsBehind;
        }

        @Override
        public int element() {
            return element;
        }

        @Override
        public int convert(Source source, byte[] target) {
            int length = source.copy(TIME, received, 0);
            int start = length - digits - digitsBehind;
            if (start < 0) {
                return NOTHING;
            }
            System.arraycopy(received, start, target, 0, digits);
            return digits;
        }
    }

    /** Between 1993 and 2003: with or without the century. */
    static final class Year implements Step {

        private final int digits;
        private final byte[] received = new byte[32];

        Year(int digits) {
            this.digits = digits;
        }

        @Override
        public int element() {
            return TIME;
        }

        @Override
        public int convert(Source source, byte[] target) {
            int length = source.copy(TIME, received, 0);
            if (length <= DATE_DIGITS + TIME_DIGITS) {
                return NOTHING;
            }
            if (length > digits) {
                System.arraycopy(received, length - digits, target, 0, digits);
                return digits;
            }
            int year = Years.number(received, 0, 2);
            if (year < 0) {
                return IMPOSSIBLE;
            }
            Years.write(Years.nearest(year, source.nowMs()), target, 0, digits - DATE_DIGITS - TIME_DIGITS);
            System.arraycopy(received, 2, target, digits - DATE_DIGITS - TIME_DIGITS, DATE_DIGITS + TIME_DIGITS);
            return digits;
        }
    }
}
