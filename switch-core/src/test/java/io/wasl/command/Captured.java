package io.wasl.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Messages of tests, and the ways in which people have them at hand. */
final class Captured {

    /** With its check digit. */
    static final String PAN = "4288120000001231";

    static final String PIN = "0123456789ABCDEF";

    /** DE 2, 3, 4, 35, 41, 52 in iso87-ascii; DE 35 holds the PAN again. */
    static final String REQUEST = "0100" + "7000000020801000" + "16" + PAN + "000000" + "000000001250" + "21" + PAN
            + "=3012" + "TERM0001" + PIN;

    /** DE 7, 11, 70 in iso87-ascii. */
    static final String ECHO = "0800" + "8220000000000000" + "0400000000000000" + "1122040000" + "000001" + "301";

    private Captured() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String hex(String text) {
        return hex(ascii(text));
    }

    /** Each behind two bytes of length. */
    static byte[] length2(String... messages) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String message : messages) {
            stream.write(message.length() >> 8);
            stream.write(message.length());
            stream.writeBytes(ascii(message));
        }
        return stream.toByteArray();
    }

    /** A packet of IPv4 and TCP from 10.0.0.1:40000 to 10.0.0.2:8583, or back. */
    static byte[] packet(boolean back, int sequence, byte[] payload) {
        int total = 40 + payload.length;
        String addresses = back ? "0a000002" + "0a000001" : "0a000001" + "0a000002";
        String ports = back ? "2187" + "9c40" : "9c40" + "2187";
        String header = "4500" + HexFormat.of().toHexDigits((short) total) + "1c46" + "4000" + "40" + "06" + "0000"
                + addresses + ports + HexFormat.of().toHexDigits(sequence) + "00000000" + "5018" + "0200" + "00000000";
        byte[] packet = new byte[total];
        System.arraycopy(HexFormat.of().parseHex(header), 0, packet, 0, 40);
        System.arraycopy(payload, 0, packet, 40, payload.length);
        return packet;
    }

    /** As {@code hexdump -C}. */
    static String hexdump(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 16) {
            text.append(String.format("%08x ", at));
            for (int i = at; i < at + 16; i++) {
                text.append(i % 16 == 8 ? " " : "").append(i < bytes.length ? String.format(" %02x", bytes[i]) : "   ");
            }
            text.append("  |").append(shown(bytes, at)).append("|\n");
        }
        return text.append(String.format("%08x%n", bytes.length)).toString();
    }

    /** As {@code xxd}. */
    static String xxd(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 16) {
            text.append(String.format("%08x: ", at))
                    .append(pairs(bytes, at))
                    .append(' ')
                    .append(shown(bytes, at))
                    .append('\n');
        }
        return text.toString();
    }

    /** As {@code tcpdump -X}, of a packet from its IP header on. */
    static String tcpdump(byte[] packet) {
        StringBuilder text =
                new StringBuilder("12:34:56.789012 IP 10.0.0.1.40000 > 10.0.0.2.8583: Flags [P.], length 1\n");
        for (int at = 0; at < packet.length; at += 16) {
            text.append(String.format("\t0x%04x:  ", at))
                    .append(pairs(packet, at))
                    .append(' ')
                    .append(shown(packet, at))
                    .append('\n');
        }
        return text.toString();
    }

    /** As Wireshark copies it. */
    static String wireshark(String indent, byte[] bytes, int firstOffset) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 16) {
            text.append(indent).append(String.format("%08x  ", firstOffset + at));
            for (int i = at; i < at + 16; i++) {
                text.append(i % 16 == 8 ? " " : "").append(i < bytes.length ? String.format("%02x ", bytes[i]) : "   ");
            }
            text.append("  ").append(shown(bytes, at)).append('\n');
        }
        return text.toString();
    }

    private static String pairs(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < at + 16; i++) {
            text.append(i < bytes.length ? String.format("%02x", bytes[i]) : "  ")
                    .append(i % 2 == 1 ? " " : "");
        }
        return text.toString();
    }

    private static String shown(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < Math.min(at + 16, bytes.length); i++) {
            text.append(bytes[i] >= 0x20 && bytes[i] < 0x7F ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
