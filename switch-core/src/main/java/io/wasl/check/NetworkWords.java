package io.wasl.check;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.DataElement;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.Version;
import java.util.ArrayList;
import java.util.List;

/** Whether a dialect can say what a link itself says: 0800 and 0810, since 1993 1804 and 1814. */
public final class NetworkWords {

    private static final int MOST_BYTES = 1 << 10;
    /** Such a dialect writes all of its elements or none. */
    private static final String NO_BITMAP = "none";
    /** The longest there are: 31 December, one second before its end. */
    private static final long TRANSMISSION_TIME = 12_31_23_59_59L;

    private static final long YEAR_1993 = 99;
    private static final long YEAR_2003 = 2099;
    private static final int STAN = 999_999;

    private NetworkWords() {}

    /** Everything that it cannot say; empty when it will do. */
    public static List<String> missing(Dialect dialect) {
        Version version = dialect.version();
        String mti = Mti.toString(version.networkRequest());
        List<Integer> needed = new ArrayList<>(List.of(
                DataElement.TRANSMISSION_DATE_TIME,
                DataElement.STAN,
                DataElement.RESPONSE_CODE,
                version.networkElement()));
        if (!version.is1987()) {
            needed.add(DataElement.LOCAL_TIME);
        }
        List<String> missing = new ArrayList<>();
        needed.stream()
                .filter(de -> !dialect.declares(de))
                .forEach(de -> missing.add("does not declare DE " + de + ", needed for " + mti));
        boolean isPositional = dialect.bitmapForm().equals(NO_BITMAP);
        if (missing.isEmpty() && !isPositional) {
            tryToWrite(dialect, missing);
        }
        return missing;
    }

    private static void tryToWrite(Dialect dialect, List<String> missing) {
        Version version = dialect.version();
        MessageWriter writer = new MessageWriter()
                .begin(dialect, version.networkRequest())
                .setNumber(DataElement.TRANSMISSION_DATE_TIME, TRANSMISSION_TIME)
                .setNumber(DataElement.STAN, STAN)
                .setNumber(version.networkElement(), version.echo());
        if (!version.is1987()) {
            long year = version == Version.V1993 ? YEAR_1993 : YEAR_2003;
            writer.setNumber(DataElement.LOCAL_TIME, year * 10_000_000_000L + TRANSMISSION_TIME);
        }
        byte[] body = new byte[MOST_BYTES];
        if (writer.encode(body, 0, body.length) < 0) {
            tell(writer, version.networkRequest(), missing);
            return;
        }
        int answer = Mti.answer(version.networkRequest());
        writer.begin(dialect, answer)
                .setNumber(DataElement.STAN, STAN)
                .setCode(dialect.code(Reason.FORMAT_ERROR, version.networkRequest()));
        if (writer.encode(body, 0, body.length) < 0) {
            tell(writer, answer, missing);
        }
    }

    private static void tell(MessageWriter writer, int mti, List<String> missing) {
        int de = writer.failedElement();
        missing.add("cannot write " + (de > 0 ? "DE " + de + " of " : "") + "an " + Mti.toString(mti)
                + ": its form does not hold what stands there");
    }
}
