package io.wasl.config;

/**
 * How messages are told apart on a TCP stream, as data.
 *
 * <pre>
 *   [before] [length] [after] [TPDU 5] [header] body [trailer]
 * </pre>
 *
 * The length counts TPDU, header, body and trailer; with {@code inclusive} also itself and what stands around it.
 *
 * @param name the preset's name, or {@code custom}
 * @param lengthKind how the number is written; {@link LengthKind#NONE} when only the trailer ends a frame
 * @param lengthWidth bytes on the wire: binary 1–4, ASCII and hex digits 1–6, BCD 1–3; 0 with NONE
 * @param before constant bytes in front of the length, as hex; may be empty
 * @param after constant bytes behind the length, as hex; may be empty
 * @param header constant bytes before each message (e.g. an ISO literal), as hex; may be empty; expected and sent
 * @param tpdu the 5 bytes of TPDU, as hex, that Wasl puts before a message of its own; empty when the framing has none.
 *     A received TPDU is kept and its answer carries it with destination and origin swapped
 * @param trailer constant bytes behind each message, as hex; may be empty
 * @param zeroLength what a frame of length zero means
 */
public record FramingConfig(
        String name,
        LengthKind lengthKind,
        int lengthWidth,
        boolean inclusive,
        String before,
        String after,
        String header,
        String tpdu,
        String trailer,
        ZeroLength zeroLength) {

    public enum LengthKind {
        BINARY_BIG_ENDIAN,
        BINARY_LITTLE_ENDIAN,
        ASCII_DIGITS,
        HEX_DIGITS,
        BCD,
        NONE
    }

    public enum ZeroLength {
        /** Skipped: some peers send it as keep-alive. */
        IGNORE,
        /** Sent back as it came. */
        ECHO,
        /** A broken peer: its link is closed. */
        CLOSE
    }
}
