package io.wasl.routing;

import io.wasl.iso.Reason;

/** Where a PAN leads. Instances are made when a table is loaded, so that routing allocates nothing. */
public sealed interface Route {

    /**
     * To an issuer.
     *
     * @param issuers indices into the configuration's issuers, in order of priority; never empty
     * @param brand as the table names it
     */
    @SuppressWarnings("ArrayRecordComponent") // read on the hot path, made once and never written or compared
    record To(int[] issuers, String brand) implements Route {}

    /** To nobody: the table knows no destination for this PAN. */
    record Decline(Reason reason) implements Route {}
}
