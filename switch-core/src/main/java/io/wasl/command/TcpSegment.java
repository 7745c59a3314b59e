package io.wasl.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A captured packet of TCP: IPv4 (RFC 791) or IPv6 (RFC 8200) at the front, or behind Ethernet, Linux' cooked or the
 * loopback's header.
 *
 * @param flow {@code from:port to to:port}
 * @param sequence of the payload's first byte
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TcpSegment(String flow, long sequence, byte[] payload) {

    /** Of raw IP, loopback, Ethernet, cooked, Ethernet with a VLAN tag, cooked version 2. */
    private static final int[] LINK_HEADERS = {0, 4, 14, 16, 18, 20};

    private static final int TCP = 6;
    private static final int LEAST_TCP_BYTES = 20;
    private static final int IPV4_BYTES = 20;
    private static final int IPV6_BYTES = 40;

    static Optional<TcpSegment> parse(byte[] packet) {
        for (int at : LINK_HEADERS) {
            Optional<TcpSegment> segment =
                    at + IPV4_BYTES > packet.length || !isLinkHeader(packet, at) ? Optional.empty() : ip(packet, at);
            if (segment.isPresent()) {
                return segment;
            }
        }
        return Optional.empty();
    }

    /** Whether the two bytes before IP, where a link has a type there, say that it is IP. */
    private static boolean isLinkHeader(byte[] packet, int ipAt) {
        if (ipAt == 14 || ipAt == 16 || ipAt == 18) {
            int type = number(packet, ipAt - 2, 2);
            return type == 0x0800 || type == 0x86DD;
        }
        return true;
    }

    private static Optional<TcpSegment> ip(byte[] packet, int at) {
        int version = packet[at] >>> 4 & 0xF;
        if (version == 4) {
            int headerBytes = 4 * (packet[at] & 0xF);
            int end = at + number(packet, at + 2, 2);
            boolean right = headerBytes >= IPV4_BYTES && packet[at + 9] == TCP;
            return right ? tcp(packet, at + 12, 4, at + headerBytes, end) : Optional.empty();
        }
        if (version == 6 && at + IPV6_BYTES <= packet.length) {
            int end = at + IPV6_BYTES + number(packet, at + 4, 2);
            return packet[at + 6] == TCP ? tcp(packet, at + 8, 16, at + IPV6_BYTES, end) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<TcpSegment> tcp(byte[] packet, int addresses, int addressBytes, int at, int end) {
        if (at + LEAST_TCP_BYTES > Math.min(end, packet.length)) {
            return Optional.empty();
        }
        int data = at + 4 * (packet[at + 12] >>> 4 & 0xF);
        // Less than the packet was, where the capture was cut; more, where Ethernet filled it up.
        int last = Math.min(end, packet.length);
        if (data < at + LEAST_TCP_BYTES || data > last) {
            return Optional.empty();
        }
        String flow = address(packet, addresses, addressBytes) + ":" + number(packet, at, 2) + " to "
                + address(packet, addresses + addressBytes, addressBytes) + ":" + number(packet, at + 2, 2);
        long sequence = number(packet, at + 4, 2) * 0x10000L + number(packet, at + 6, 2);
        return Optional.of(new TcpSegment(flow, sequence, Arrays.copyOfRange(packet, data, last)));
    }

    private static String address(byte[] packet, int at, int bytes) {
        StringJoiner text = bytes == 4 ? new StringJoiner(".") : new StringJoiner(":", "[", "]");
        for (int i = at; i < at + bytes; i += bytes == 4 ? 1 : 2) {
            text.add(bytes == 4 ? String.valueOf(packet[i] & 0xFF) : Integer.toHexString(number(packet, i, 2)));
        }
        return text.toString();
    }

    private static int number(byte[] packet, int at, int bytes) {
        int number = 0;
        for (int i = at; i < at + bytes; i++) {
            number = number << 8 | packet[i] & 0xFF;
        }
        return number;
    }

    /** Its length only: the bytes are card data. */
    @Override
    public String toString() {
        return flow + ", " + payload.length + " bytes";
    }
}
