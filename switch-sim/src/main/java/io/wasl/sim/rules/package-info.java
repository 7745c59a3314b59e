/**
 * How the issuer simulator decides: ordered small rules read from YAML, the first that matches wins. Pure; the rules are
 * immutable and shared.
 */
@NullMarked
package io.wasl.sim.rules;

import org.jspecify.annotations.NullMarked;
