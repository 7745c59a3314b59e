package io.wasl.sim.system;

import java.util.HexFormat;
import org.jpos.iso.BaseChannel;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.channel.ASCIIChannel;
import org.jpos.iso.channel.NACChannel;
import org.jpos.iso.packager.GenericPackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.jpos.iso.packager.ISO93APackager;

/** How one side of a test speaks: the same in the switch's configuration and in jPOS. */
enum JposWire {
    ASCII("ascii-4", "iso87-ascii"),
    BINARY("{ preset: length-2-tpdu, tpdu: 60 00 12 00 34 }", "iso87-binary"),
    ASCII_1993("ascii-4", "iso93-ascii"),
    /** By the definition in jPOS's jar, which fills odd digits on the right: imported, as a user would. */
    BINARY_1993("{ preset: length-2-tpdu, tpdu: 60 00 12 00 34 }", "jpos:iso93binary.xml");

    /** In jPOS's jar. */
    static final String DEFINITION_1993 = "packager/iso93binary.xml";

    /** Id, destination, origin: what the side that speaks first puts in front. */
    static final byte[] TPDU = HexFormat.of().parseHex("6000120034");

    private final String framing;
    private final String dialect;

    JposWire(String framing, String dialect) {
        this.framing = framing;
        this.dialect = dialect;
    }

    /** The member's lines in the configuration. */
    String[] keys(String... more) {
        var keys = new String[more.length + 2];
        keys[0] = "framing: " + framing;
        keys[1] = "dialect: " + dialect;
        System.arraycopy(more, 0, keys, 2, more.length);
        return keys;
    }

    boolean hasTpdu() {
        return this == BINARY || this == BINARY_1993;
    }

    boolean is1993() {
        return this == ASCII_1993 || this == BINARY_1993;
    }

    BaseChannel channel() {
        BaseChannel channel = hasTpdu() ? new NACChannel() : new ASCIIChannel();
        if (hasTpdu()) {
            channel.setHeader(TPDU);
        }
        channel.setPackager(packager());
        return channel;
    }

    /** A received TPDU as its answer carries it: destination and origin change places. */
    static byte[] swapped(byte[] tpdu) {
        return new byte[] {tpdu[0], tpdu[3], tpdu[4], tpdu[1], tpdu[2]};
    }

    private static ISOBasePackager definition() {
        try {
            return new GenericPackager("jar:" + DEFINITION_1993);
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ISOBasePackager packager() {
        return switch (this) {
            case ASCII -> new ISO87APackager();
            case BINARY -> new ISO87BPackager();
            case ASCII_1993 -> new ISO93APackager();
            case BINARY_1993 -> definition();
        };
    }
}
