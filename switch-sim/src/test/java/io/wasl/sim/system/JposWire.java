package io.wasl.sim.system;

import java.util.HexFormat;
import org.jpos.iso.BaseChannel;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.channel.ASCIIChannel;
import org.jpos.iso.channel.NACChannel;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;

/** How one side of a test speaks: the same in the switch's configuration and in jPOS. */
enum JposWire {
    ASCII("ascii-4", "iso87-ascii"),
    BINARY("{ preset: length-2-tpdu, tpdu: 60 00 12 00 34 }", "iso87-binary");

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
        return this == BINARY;
    }

    BaseChannel channel() {
        BaseChannel channel = switch (this) {
            case ASCII -> new ASCIIChannel();
            case BINARY -> new NACChannel();
        };
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

    private ISOBasePackager packager() {
        return switch (this) {
            case ASCII -> new ISO87APackager();
            case BINARY -> new ISO87BPackager();
        };
    }
}
