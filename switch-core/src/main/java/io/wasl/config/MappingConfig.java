package io.wasl.config;

import java.util.Map;
import java.util.Optional;

/**
 * One declared mapping of a translation, in one direction.
 *
 * <pre>
 *   { from: '22', to: '22', values: { '051': '51010151134C' }, otherwise: '00010000000C' }
 *   { from: '48', to: '46', cut: true }        { to: '26', value: '5999' }        { drop: '18' }
 * </pre>
 *
 * @param from element or path of the source; empty for a value that is always the same
 * @param to element or path of the target; empty for what is left out on purpose
 * @param values the target's value for each of the source's; empty for the source's own
 * @param otherwise what a value not among {@code values} becomes, or the value that is always the same; empty: nothing
 * @param cut whether a value too long for the target loses its end; else its message is refused
 */
public record MappingConfig(
        Optional<String> from,
        Optional<String> to,
        Map<String, String> values,
        Optional<String> otherwise,
        boolean cut) {

    public MappingConfig {
        values = Map.copyOf(values);
    }

    /** Whether its target has the same value in every message. */
    boolean isFixed() {
        return from.isEmpty() && to.isPresent();
    }
}
