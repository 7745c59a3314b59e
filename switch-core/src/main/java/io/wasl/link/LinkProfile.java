package io.wasl.link;

import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.EchoConfig;
import io.wasl.config.IssuerConfig;
import io.wasl.config.SignOn;
import io.wasl.frame.FrameFormat;
import io.wasl.iso.ElementMask;
import java.time.Duration;

/**
 * What all connections of one member have in common; immutable, made once from the configuration.
 *
 * @param memberIndex the member's place in the configuration's list of its role
 * @param member the member's id
 * @param echoed what our own answers to business repeat of their requests; those of class 8 follow the dialect
 * @param echo its time-out also bounds our sign-on and sign-off
 */
public record LinkProfile(
        LinkRole role,
        int memberIndex,
        String member,
        Dialect dialect,
        FrameFormat format,
        SignOn signOn,
        ElementMask echoed,
        EchoConfig echo) {

    /** No echo of ours: an acquirer's host dials, so it is the one that watches over its connection. */
    private static final EchoConfig NO_ECHO = new EchoConfig(
            Duration.ZERO,
            EchoConfig.defaults().timeout(),
            EchoConfig.defaults().misses());

    public static LinkProfile of(AcquirerConfig acquirer, int memberIndex, Dialect dialect, int maxFrameBytes) {
        return new LinkProfile(
                LinkRole.ACQUIRER,
                memberIndex,
                acquirer.id(),
                dialect,
                FrameFormat.of(acquirer.framing(), maxFrameBytes),
                acquirer.signOn(),
                dialect.echoed(acquirer.profile().echo()),
                NO_ECHO);
    }

    public static LinkProfile of(IssuerConfig issuer, int memberIndex, Dialect dialect, int maxFrameBytes) {
        return new LinkProfile(
                LinkRole.ISSUER,
                memberIndex,
                issuer.id(),
                dialect,
                FrameFormat.of(issuer.framing(), maxFrameBytes),
                issuer.signOn(),
                dialect.echoed(),
                issuer.echo());
    }

    /** Whether we opened the connection; the dialler signs on (and off). */
    boolean dials() {
        return role == LinkRole.ISSUER;
    }

    boolean needsSignOn() {
        return signOn == SignOn.REQUIRED;
    }
}
