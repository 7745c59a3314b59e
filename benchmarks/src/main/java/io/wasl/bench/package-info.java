/**
 * Measurements of the switch, alone and beside an independent implementation.
 *
 * <pre>
 *   BinMix      a seeded table of BIN ranges, and PANs that lie in them
 *   Traffic     requests and their issuers' answers as bytes, the same for everybody
 *   Hop         the work between two sockets: WaslHop, JposHop, BareHop (the memory's own speed)
 *   EngineRig   the whole engine between links and a log that forget
 *   …Benchmark  JMH, one for each concept; not final, since JMH extends them
 *   Yardstick   marks peers and limits, which are compared with nothing
 *   BenchCommand  ./wasl bench
 *   CompareCommand  ./wasl bench compare: SuiteRun measures, SuiteFile makes ratios, Baseline keeps them, Comparison judges
 * </pre>
 *
 * <p>Each object here belongs to the one thread that measures with it.
 */
@NullMarked
package io.wasl.bench;

import org.jspecify.annotations.NullMarked;
