package io.wasl.translation;

import io.wasl.codec.Dialect;
import io.wasl.config.MappingConfig;
import io.wasl.iso.ActionCodes;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DE 39. A code of which nobody knows whether it approves cannot be said in another version; what approves in one dialect
 * approves in the other, and what declines there declines, whatever codes they were given ({@code approving:}).
 */
final class CodeStep implements Step {

    private static final int CODE = 39;
    private static final int DO_NOT_HONOUR_1987 = ResponseCode.of("05");
    private static final int DO_NOT_HONOUR_1993 = ResponseCode.of("100");

    private final Dialect from;
    private final Dialect to;
    private final @Nullable DeclaredStep table;
    private final int approved;
    private final int declined;
    private final byte[] received = new byte[16];

    CodeStep(Dialect from, Dialect to) {
        this(from, to, null);
    }

    /**
     * @param table what the profile declares; of other codes the versions tell
     */
    CodeStep(Dialect from, Dialect to, @Nullable DeclaredStep table) {
        this.table = table;
        this.from = from;
        this.to = to;
        Version version = to.version();
        approved = ResponseCode.ofNumber(0, version.codeDigits());
        declined = version.is1987()
                ? DO_NOT_HONOUR_1987
                : ActionCodes.translate(DO_NOT_HONOUR_1993, Version.V1993, version);
    }

    @Override
    public int element() {
        return CODE;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int declared = table == null ? NOTHING : table.convert(source, target);
        if (declared != NOTHING) {
            return declared;
        }
        int length = source.copy(CODE, received, 0);
        if (length < 0) {
            return length;
        }
        int code = length > 4 ? ResponseCode.NONE : ResponseCode.read(received, 0, length);
        int translated = translate(code);
        return translated == ResponseCode.NONE ? IMPOSSIBLE : ResponseCode.write(translated, target, 0);
    }

    /**
     * The acquirer must be told what the switch understands: an approval as an approval, a decline as a decline.
     *
     * @throws IllegalArgumentException when the mapping does not keep to that
     */
    static void demandKinds(Dialect from, Dialect to, MappingConfig mapping) {
        boolean isTable = mapping.from().equals(Optional.of("39"))
                && mapping.to().equals(Optional.of("39"))
                && !mapping.values().isEmpty()
                && mapping.otherwise().isEmpty();
        if (!isTable) {
            throw new IllegalArgumentException(
                    "DE 39 comes from DE 39, by values alone: codes that they do not name are told as the versions say");
        }
        mapping.values().forEach((code, told) -> {
            int mine = ResponseCode.of(code);
            int theirs = ResponseCode.of(told);
            boolean isKept = from.isApproving(mine) == to.isApproving(theirs)
                    && (!from.isDeclining(mine) || to.isDeclining(theirs));
            if (!isKept) {
                throw new IllegalArgumentException("DE 39: " + code
                        + (from.isApproving(mine) ? " approves" : " does not")
                        + " in " + from + ", " + told + (to.isApproving(theirs) ? " approves" : " does not") + " in "
                        + to);
            }
        });
    }

    /** {@link ResponseCode#NONE} for a code that cannot be said. */
    int translate(int code) {
        int translated = ActionCodes.translate(code, from.version(), to.version());
        if (from.isApproving(code) && !to.isApproving(translated)) {
            return approved;
        }
        if (from.isDeclining(code) && !to.isDeclining(translated)) {
            return declined;
        }
        return translated;
    }
}
