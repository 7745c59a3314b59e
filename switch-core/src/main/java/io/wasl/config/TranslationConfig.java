package io.wasl.config;

import java.util.List;

/**
 * How an issuer's link understands acquirers of one other dialect, beyond what the standards say.
 *
 * @param dialect of the acquirers
 * @param lost what the load of a configuration does about elements that have no home on the other leg
 * @param request from such an acquirer to this issuer
 * @param answer back
 */
public record TranslationConfig(String dialect, Lost lost, List<MappingConfig> request, List<MappingConfig> answer) {

    public TranslationConfig {
        request = List.copyOf(request);
        answer = List.copyOf(answer);
    }

    /** For acquirers of whom the profile says nothing. */
    public static TranslationConfig none(String dialect) {
        return new TranslationConfig(dialect, Lost.WARN, List.of(), List.of());
    }

    /** The first constant is the default. */
    public enum Lost {
        /** Each is told, once, and the node starts. */
        WARN,
        /** The configuration is refused. */
        ERROR,
        /** Nothing is said. */
        ACCEPT
    }
}
