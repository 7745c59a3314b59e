package io.wasl.config;

/**
 * A configuration and where its keys stand.
 *
 * @param locations for checks that need other rooms: whether a dialect exists, what the routing table says
 */
public record LoadedConfig(SwitchConfig config, Locations locations) {}
