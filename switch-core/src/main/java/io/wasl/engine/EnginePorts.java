package io.wasl.engine;

import io.wasl.journal.Journal;
import io.wasl.routing.Router;
import io.wasl.security.PanTokenizer;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;

/** What the engine reaches outside itself. */
public record EnginePorts(
        Journal journal, Router router, PanTokenizer tokenizer, NanoClock nanos, EpochClock epoch, AlarmSink alarms) {}
