package io.wasl.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When and how far Wasl answers in an issuer's place. Without this section it never does.
 *
 * @param on what must have kept the issuer from answering; default all three
 * @param rules the first that fits a request decides; one that fits none is not stood in for
 * @param arqc what becomes of requests with chip data, whose cryptogram only the issuer can verify
 * @param mark by which an advice of 1987 says that it was stood in for; since 1993 DE 25 says so
 */
public record StandInConfig(Set<Trigger> on, List<Rule> rules, Arqc arqc, Optional<Mark> mark) {

    public StandInConfig {
        on = Set.copyOf(on);
        rules = List.copyOf(rules);
    }

    /** What kept the issuer from answering. */
    public enum Trigger {
        /** It was asked and gave no answer: its time ran out, or its connection broke. */
        TIME_OUT,
        /** No connection, or it broke before a byte of the request left. */
        LINK_DOWN,
        /** Connected, and signed off or not signed on. */
        SIGN_OFF
    }

    public enum Arqc {
        /** 91, as without stand-in. */
        DECLINE,
        /** As if there were no chip data. */
        APPROVE
    }

    /** Which messages. */
    public enum MessageClass {
        AUTHORIZATION,
        FINANCIAL
    }

    /**
     * What is approved for whom, and how much of it.
     *
     * @param brands of the routing table; empty for all
     * @param types DE 3, its first two digits
     * @param currency DE 49 (of 2003 in DE 4), as the acquirer says it
     * @param perTransactionMinor the most of one transaction
     * @param perDayCount the most transactions of one card on one day, UTC
     * @param perDayMinor the most of one card on one day
     */
    public record Rule(
            Set<String> brands,
            Set<String> types,
            Set<MessageClass> classes,
            String currency,
            long perTransactionMinor,
            int perDayCount,
            long perDayMinor) {

        public Rule {
            brands = Set.copyOf(brands);
            types = Set.copyOf(types);
            classes = Set.copyOf(classes);
        }
    }

    /** An element of each advice, and what it says. */
    public record Mark(int element, String value) {}
}
