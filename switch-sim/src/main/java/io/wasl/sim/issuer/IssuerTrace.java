package io.wasl.sim.issuer;

import io.wasl.sim.rules.Request;

/** Watches an issuer at work. Called on its loop; implementations mask what they show. */
public interface IssuerTrace {

    /** Nobody watches. */
    IssuerTrace NONE = new IssuerTrace() {
        @Override
        public void connection(String peer, String event) {
            // nobody watches
        }

        @Override
        public void message(Request request, String stan, String outcome, String rule) {
            // nobody watches
        }
    };

    void connection(String peer, String event);

    /**
     * @param request holds the PAN: never show it whole
     * @param outcome the code answered, or why there is no answer
     * @param rule the name of the rule that decided
     */
    void message(Request request, String stan, String outcome, String rule);
}
