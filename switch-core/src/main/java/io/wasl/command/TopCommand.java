package io.wasl.command;

import picocli.CommandLine.Command;

/** {@code ./wasl}. */
@Command(name = "wasl")
final class TopCommand {}
