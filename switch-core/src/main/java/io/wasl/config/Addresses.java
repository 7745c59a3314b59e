package io.wasl.config;

import java.util.Optional;

/** TCP addresses as a configuration writes them; nothing is looked up. */
final class Addresses {

    private static final int LARGEST_PORT = 65_535;

    private Addresses() {}

    /** {@code host:port} or {@code [v6]:port}, the port from 0 to 65535. */
    static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean inBrackets = host.startsWith("[") && host.endsWith("]");
        String bare = inBrackets ? host.substring(1, host.length() - 1) : host;
        boolean rightHost = inBrackets ? isVersion6(bare) : isVersion4(bare) || isName(bare);
        return rightHost && isPort(port) ? Optional.of(new HostPort(bare, Integer.parseInt(port))) : Optional.empty();
    }

    /** An address that no other machine can reach, told from its text. */
    static boolean isLoopback(HostPort address) {
        String host = address.host();
        return host.equals("localhost") || host.equals("::1") || isVersion4(host) && host.startsWith("127.");
    }

    /** Whether two listeners would ask for one port: equal hosts, or one of them every host. */
    static boolean collide(HostPort a, HostPort b) {
        return a.port() != 0
                && a.port() == b.port()
                && (a.host().equals(b.host()) || isEveryHost(a.host()) || isEveryHost(b.host()));
    }

    private static boolean isEveryHost(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    private static boolean isPort(String text) {
        return isDigits(text) && text.length() <= 5 && Integer.parseInt(text) <= LARGEST_PORT;
    }

    private static boolean isVersion4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!isDigits(part) || part.length() > 3 || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Hexadecimal groups and colons; the network's own parser judges the rest when it binds. */
    private static boolean isVersion6(String host) {
        return host.indexOf(':') >= 0
                && host.length() <= 45
                && host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 0x80);
    }

    /** A host name: labels of letters, digits and hyphens, and not a number, which would be a broken address. */
    private static boolean isName(String host) {
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            boolean right = !label.isEmpty()
                    && label.length() <= 63
                    && label.chars().allMatch(Addresses::isNameLetter)
                    && !label.startsWith("-")
                    && !label.endsWith("-");
            if (!right) {
                return false;
            }
        }
        return host.length() <= 253 && !isDigits(labels[labels.length - 1]);
    }

    private static boolean isNameLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
