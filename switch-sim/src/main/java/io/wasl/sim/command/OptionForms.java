package io.wasl.sim.command;

import io.wasl.config.HostPort;
import io.wasl.sim.yaml.Forms;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How option values are read; a wrong one ends the command with status 2 and the reason. */
final class OptionForms {

    private static final int HIGHEST_PORT = 65_535;

    private OptionForms() {}

    /** {@code 127.0.0.1:8583}, {@code [::1]:8583}. */
    static final class Address implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon);
            String port = text.substring(colon + 1);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
                throw new TypeConversionException("must be HOST:PORT, such as 127.0.0.1:8583");
            }
            return new HostPort(host, Integer.parseInt(port));
        }
    }

    /** {@code 250ms}, {@code 10s}. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return checked(() -> Forms.duration(text));
        }
    }

    /** {@code 100-5000}. */
    static final class Amounts implements ITypeConverter<Forms.Span> {
        @Override
        public Forms.Span convert(String text) {
            return checked(() -> Forms.amounts(text));
        }
    }

    /** {@code 0100}. */
    static final class MessageType implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return checked(() -> Forms.mti(text));
        }
    }

    private static <T> T checked(java.util.function.Supplier<T> form) {
        try {
            return form.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
