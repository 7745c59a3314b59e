package io.wasl.link;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.HeaderForm;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Bytes of the wire, made by hand and read by hand, so that no test of a link trusts the codec with both sides. */
public final class Wire {

    public static final String TIME = "1122033000";

    private static final Dialect ASCII = load();

    private Wire() {}

    public static Dialect dialect() {
        return ASCII;
    }

    private static Dialect load() {
        try {
            return Dialects.load("iso87-ascii", Path.of("."));
        } catch (ConfigException e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }

    public static FramingConfig length2(ZeroLength zeroLength) {
        return new FramingConfig(
                "length-2",
                LengthKind.BINARY_BIG_ENDIAN,
                2,
                false,
                "",
                "",
                "",
                "",
                "",
                zeroLength,
                HeaderForm.CONSTANT,
                Duration.ZERO);
    }

    /** A message of fixed elements, each value as wide as the element. */
    public static byte[] message(String mti, Map<Integer, String> elements) {
        boolean wide = elements.keySet().stream().anyMatch(de -> de > 64);
        long lower = wide ? 1L << 63 : 0;
        long upper = 0;
        StringBuilder values = new StringBuilder();
        for (Map.Entry<Integer, String> element : new TreeMap<>(elements).entrySet()) {
            int de = element.getKey();
            if (de <= 64) {
                lower |= 1L << (64 - de);
            } else {
                upper |= 1L << (128 - de);
            }
            values.append(element.getValue());
        }
        String bitmap = String.format("%016X", lower) + (wide ? String.format("%016X", upper) : "");
        return (mti + bitmap + values).getBytes(StandardCharsets.US_ASCII);
    }

    /** 0100 (or another MTI) with DE 7 and 11 only. */
    public static byte[] business(String mti, int stan) {
        return message(mti, Map.of(7, TIME, 11, stan(stan)));
    }

    public static byte[] network(String mti, int stan, String code) {
        return message(mti, Map.of(7, TIME, 11, stan(stan), 70, code));
    }

    /** The 0810 that answers an 0800, which must carry DE 7, 11 and 70 only. */
    public static byte[] networkAnswer(byte[] request, String responseCode) {
        String text = text(request);
        return message(
                "0810",
                Map.of(
                        7,
                        text.substring(36, 46),
                        11,
                        text.substring(46, 52),
                        39,
                        responseCode,
                        70,
                        text.substring(52)));
    }

    public static String stan(int stan) {
        return String.format("%06d", stan);
    }

    public static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** length-2 framed, any number of bodies one behind the other. */
    public static byte[] frames(byte[]... bodies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            out.write(body.length >>> 8);
            out.write(body.length);
            out.writeBytes(body);
        }
        return out.toByteArray();
    }
}
