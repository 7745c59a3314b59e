package io.wasl;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import java.util.Locale;

/** Made-up authorizations of a card that no one has, in any dialect. Owner: one thread. */
final class WarmUpMessages {

    /** Of the range of {@link #routes}; its check digit is right. */
    private static final String PAN = "4000000000000002";

    private static final String CURRENCY = "978";
    private static final String MERCHANT_CATEGORY = "5999";
    private static final int CODE = 39;
    private static final ElementMask GIVEN_BACK = ElementMask.of(2, 3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49);

    private final MessageWriter writer = new MessageWriter();

    /** A routing table that leads the card to this issuer. */
    static String routes(String issuer) {
        return "low,high,issuer,brand,pan-length,priority\n400000,400000," + issuer + ",none,16,1\n";
    }

    /**
     * Writes the request with this number.
     *
     * @return its length, negative when the dialect cannot say it
     */
    int request(Dialect dialect, int number, byte[] target) {
        Version version = dialect.version();
        writer.begin(dialect, version.mti(0x0100));
        set(dialect, 2, PAN);
        set(dialect, 3, "000000");
        set(dialect, 4, (version == Version.V2003 ? CURRENCY + "2" : "") + "000000001000");
        set(dialect, 7, "0101120000");
        set(dialect, 11, digits(number, version.stanDigits()));
        set(dialect, 12, version.is1987() ? "120000" : version == Version.V1993 ? "260101120000" : "20260101120000");
        set(dialect, 32, "00000000000");
        set(dialect, 37, digits(number, 12));
        set(dialect, 41, "WARM-UP.");
        set(dialect, 42, "WARM-UP........");
        if (version.is1987()) {
            set(dialect, 13, "0101");
            set(dialect, 14, "4912");
            set(dialect, 18, MERCHANT_CATEGORY);
            set(dialect, 22, "051");
            set(dialect, 25, "00");
        } else {
            set(dialect, 24, Integer.toString(version.functionCode(Mti.CLASS_AUTHORIZATION)));
            set(dialect, 26, MERCHANT_CATEGORY);
        }
        if (version != Version.V2003) {
            set(dialect, 49, CURRENCY);
        }
        return writer.encode(target, 0, target.length);
    }

    /** Writes the approval of a request, as {@link #request}. */
    int approval(MessageView request, byte[] target) {
        Dialect dialect = request.dialect();
        writer.begin(dialect, Mti.answer(request.mti()), request).keep(GIVEN_BACK);
        set(dialect, 38, "WARMUP");
        set(dialect, CODE, dialect.version().is1987() ? "00" : "000");
        return writer.encode(target, 0, target.length);
    }

    private void set(Dialect dialect, int de, String value) {
        if (dialect.declares(de)) {
            writer.setText(de, value);
        }
    }

    private static String digits(int number, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }
}
