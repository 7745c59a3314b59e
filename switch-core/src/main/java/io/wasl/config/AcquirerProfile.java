package io.wasl.config;

/**
 * Where networks differ, per acquirer. The first constant of each choice is the default.
 *
 * @param unknownBin the code for a PAN in no range
 * @param duplicate what a repeat of a finished request gets
 * @param unknownOriginalAdvice the code for an 0420 whose original is unknown
 */
public record AcquirerProfile(UnknownBin unknownBin, Duplicate duplicate, UnknownOriginal unknownOriginalAdvice) {

    public static AcquirerProfile defaults() {
        return new AcquirerProfile(UnknownBin.CODE_15, Duplicate.REPLAY, UnknownOriginal.CODE_00);
    }

    public enum UnknownBin {
        CODE_15,
        CODE_92
    }

    public enum Duplicate {
        /** The stored answer again. */
        REPLAY,
        /** Answered 94. */
        CODE_94
    }

    public enum UnknownOriginal {
        CODE_00,
        CODE_25
    }
}
