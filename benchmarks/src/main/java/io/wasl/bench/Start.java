package io.wasl.bench;

/**
 * One start of the switch.
 *
 * @param hasArchive whether it had a class archive
 * @param launcherNs from the launcher's start to Java's, in which it computes a limit by a short JVM
 * @param readyNs from Java's start to the line that says ready
 * @param answerNs from that line to the first authorization's answer, its connection included
 * @param cpuNs processor time of the process until then, in the system's ticks
 */
record Start(boolean hasArchive, long launcherNs, long readyNs, long answerNs, long cpuNs) {}
