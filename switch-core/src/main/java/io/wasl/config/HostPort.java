package io.wasl.config;

/**
 * A TCP address as written, {@code 127.0.0.1:8583} or {@code [::1]:8583}; resolved when used.
 *
 * @param port 0 to 65535; 0 lets the system choose (tests and the demo)
 */
public record HostPort(String host, int port) {

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
