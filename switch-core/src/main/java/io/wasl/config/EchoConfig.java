package io.wasl.config;

import java.time.Duration;

/**
 * 0800/301 on an idle link.
 *
 * @param interval after this long without anything received; default 30 s; zero switches the echo off
 * @param timeout how long the answer to an 0800 may take; default 5 s
 * @param misses missed answers in a row that close the link; default 2
 */
public record EchoConfig(Duration interval, Duration timeout, int misses) {

    public static EchoConfig defaults() {
        return new EchoConfig(Duration.ofSeconds(30), Duration.ofSeconds(5), 2);
    }
}
