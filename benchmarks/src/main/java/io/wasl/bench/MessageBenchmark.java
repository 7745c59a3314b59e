package io.wasl.bench;

import org.openjdk.jmh.annotations.Param;

/** What is measured on messages, in both encodings. */
public abstract class MessageBenchmark extends TimedBenchmark {

    /** How the messages are written. */
    @Param({"ascii", "binary"})
    public String encoding = "ascii";
}
