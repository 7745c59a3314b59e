package io.wasl.config;

import java.time.Duration;

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
 * @param header the header of a message that Wasl sends first, as hex; may be empty
 * @param tpdu the 5 bytes of TPDU, as hex, that Wasl puts before a message of its own; empty when the framing has none.
 *     A received TPDU is kept and its answer carries it with destination and origin swapped
 * @param trailer constant bytes behind each message, as hex; may be empty
 * @param zeroLength what a received frame of length zero means
 * @param headerForm what a received header may be, and what its answer carries
 * @param keepAlive a frame of length zero is sent after this long without a frame of ours; zero sends none. Only with
 *     {@link ZeroLength#IGNORE}: echoed by both ends, such a frame would go to and fro for ever
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
        ZeroLength zeroLength,
        HeaderForm headerForm,
        Duration keepAlive) {

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

    /** What stands between TPDU and message. */
    public enum HeaderForm {
        /** Always the same bytes, expected and sent. */
        CONSTANT,
        /** As many bytes as the configured header has, of any value; an answer carries those of its request. */
        KEPT,
        /** {@code ISO} and 9 digits in ASCII; an answer carries those of its request. */
        ISO_LITERAL,
        /**
         * 22 bytes or more, the first of which says how many; an answer carries those of its request with the stations'
         * addresses swapped and the message's length set.
         */
        VAP
    }

    /** The same framing by another name. */
    public FramingConfig named(String other) {
        return with(other, header, tpdu, headerForm);
    }

    FramingConfig withTpdu(String bytes) {
        return with(name, header, bytes, headerForm);
    }

    FramingConfig withHeader(HeaderForm form, String bytes) {
        return with(name, bytes, tpdu, form);
    }

    private FramingConfig with(String otherName, String otherHeader, String otherTpdu, HeaderForm otherForm) {
        return new FramingConfig(
                otherName,
                lengthKind,
                lengthWidth,
                inclusive,
                before,
                after,
                otherHeader,
                otherTpdu,
                trailer,
                zeroLength,
                otherForm,
                keepAlive);
    }
}
