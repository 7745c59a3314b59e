package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.iso.Mti;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;

/**
 * Whether hops make messages of the same elements, and the right ones: those of the message that came in, with the
 * rewritten ones changed. Both Wasl's decoder and jPOS's are judges.
 */
final class HopAgreement {

    /** The key under which an MTI stands among the elements. */
    private static final int MTI = 0;

    private static final int MOST_DIFFERENCES = 20;

    private final Dialect dialect;
    private final ISOPackager packager;
    private final Traffic traffic;
    private final List<Hop> hops;
    private final List<String> differences = new ArrayList<>();

    HopAgreement(Workload work, List<Hop> hops) {
        dialect = work.dialect();
        packager = JposHop.packager(work.encoding());
        traffic = work.traffic();
        this.hops = List.copyOf(hops);
    }

    /** Of the hops of Wasl, jPOS and j8583 over so many messages; empty when they agree. */
    static List<String> differences(Encoding encoding, int messages, int ranges) {
        Workload work = Workload.of(encoding, ranges, messages);
        List<Hop> hops = Stream.of(HopKind.WASL, HopKind.JPOS, HopKind.J8583)
                .map(kind -> kind.hop(work))
                .toList();
        return new HopAgreement(work, hops).differences();
    }

    /** In words, without a value of any element; the first {@value #MOST_DIFFERENCES}. */
    List<String> differences() {
        for (int i = 0; i < traffic.size() && differences.size() < MOST_DIFFERENCES; i++) {
            check(i);
        }
        return List.copyOf(differences);
    }

    private void check(int i) {
        Map<Integer, String> request = byWasl(traffic.request(i));
        Map<Integer, String> forwarded = new TreeMap<>(request);
        forwarded.put(11, HexFormat.of().formatHex(traffic.stan(i)));
        Map<Integer, String> answered = new TreeMap<>(byWasl(traffic.answer(i)));
        for (int de : new int[] {7, 11, 37}) {
            answered.put(de, request.getOrDefault(de, ""));
        }
        for (Hop hop : hops) {
            String who = hop.getClass().getSimpleName() + ", message " + i;
            compare(who + ", to the issuer", forwarded, made(hop, hop.forward(i)));
            if (hop.issuer() != hops.get(0).issuer()) {
                differences.add(
                        who + ": another issuer than " + hops.get(0).getClass().getSimpleName());
            }
            compare(who + ", to the acquirer", answered, made(hop, hop.respond(i)));
        }
    }

    private static byte[] made(Hop hop, int length) {
        return Arrays.copyOf(hop.made(), Math.max(0, length));
    }

    /** Both judges must see what is wanted. */
    private void compare(String what, Map<Integer, String> wanted, byte[] made) {
        compare(what + ", read by Wasl", wanted, byWasl(made));
        compare(what + ", read by jPOS", wanted, byJpos(made));
    }

    private void compare(String what, Map<Integer, String> wanted, Map<Integer, String> seen) {
        for (int de = MTI; de <= 128; de++) {
            if (!Objects.equals(wanted.get(de), seen.get(de))) {
                differences.add(what + ": " + (de == MTI ? "MTI" : "DE " + de) + " differs");
            }
        }
    }

    private Map<Integer, String> byWasl(byte[] message) {
        MessageView view = new MessageView();
        Map<Integer, String> elements = new TreeMap<>();
        if (!view.decode(dialect, message, 0, message.length)) {
            return elements; // then every element differs
        }
        elements.put(MTI, hex(Mti.toString(view.mti()).getBytes(StandardCharsets.US_ASCII)));
        byte[] value = new byte[1024];
        for (int de = 2; de <= 128; de++) {
            if (view.has(de)) {
                int length = view.copy(de, value, 0);
                elements.put(de, hex(Arrays.copyOf(value, length)));
            }
        }
        return elements;
    }

    private Map<Integer, String> byJpos(byte[] message) {
        Map<Integer, String> elements = new TreeMap<>();
        try {
            ISOMsg unpacked = new ISOMsg();
            unpacked.setPackager(packager);
            unpacked.unpack(message);
            elements.put(MTI, hex(unpacked.getMTI().getBytes(StandardCharsets.US_ASCII)));
            for (int de = 2; de <= 128; de++) {
                if (unpacked.hasField(de)) {
                    elements.put(de, hex(unpacked.getBytes(de)));
                }
            }
        } catch (ISOException e) {
            elements.clear(); // then every element differs
        }
        return elements;
    }

    private static String hex(byte[] value) {
        return HexFormat.of().formatHex(value);
    }
}
