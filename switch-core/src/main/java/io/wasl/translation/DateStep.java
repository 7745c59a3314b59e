package io.wasl.translation;

/** A date with another number of digits for its year: MMDD, YYMMDD or YYYYMMDD. */
final class DateStep implements Step {

    private static final int MONTH_AND_DAY = 4;

    private final int element;
    private final int digits;
    private final byte[] received = new byte[16];

    DateStep(int element, int digits) {
        this.element = element;
        this.digits = digits;
    }

    @Override
    public int element() {
        return element;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int length = source.copy(element, received, 0);
        if (length < MONTH_AND_DAY) {
            return NOTHING;
        }
        if (digits <= length) {
            System.arraycopy(received, length - digits, target, 0, digits);
            return digits;
        }
        int month = Years.number(received, length - 4, 2);
        int day = Years.number(received, length - 2, 2);
        int year = length == MONTH_AND_DAY
                ? Years.nearest(month, day, source.nowMs())
                : Years.nearest(Years.number(received, 0, 2), source.nowMs());
        if (month < 0 || day < 0 || year < 0) {
            return IMPOSSIBLE;
        }
        Years.write(year, target, 0, digits - MONTH_AND_DAY);
        System.arraycopy(received, length - MONTH_AND_DAY, target, digits - MONTH_AND_DAY, MONTH_AND_DAY);
        return digits;
    }
}
