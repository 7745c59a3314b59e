/**
 * Where older transactions stand in the log: what the engine's memory has forgotten is found again under the same wire
 * keys, for as long as its segments are kept.
 *
 * <p>Derived data: made from sealed segments by the log's keeper, made again where it is missing or damaged, never waited
 * for. A <em>run</em> is one sorted file about a range of positions; eight runs of one level beside each other become one of the
 * next, so that few are asked.
 *
 * <pre>
 *   segments       1  2  3 … 64 | 65 … 72 | 73 | 74 (open)
 *   runs           ─── level 2 ─ ─ level 1  lvl 0          each: filter in memory, sorted entries on the disk
 *
 *   loop:    mayHold ──no──► new                                    one cache line a run
 *               └─maybe─► find ──► reader's thread: entries, then the records ──► loop: onFound
 *
 *   run file, little endian
 *   [ header 4096 ][ filter, blocks of 64 ][ filter of tombstones ][ pages of 4096 … ][ first hash of each page, 8 each ]
 *   page   [ 170 entries of 24, ascending ][ crc 4 ][ count 4 ][ page 8 ]
 *   entry  [ high 8 ][ low 8 ][ kind 2 bits, position 62 bits ]
 * </pre>
 *
 * <p>An entry leads from a key to the record with which a transaction began (R1, or a tombstone), or from a transaction's id to
 * each record that says more of it; so it is brought back by reading exactly its own records. Which keys a record has is
 * its reader's knowledge: {@link io.wasl.journal.keys.RecordKeys}.
 *
 * <p>{@link io.wasl.journal.keys.KeyRuns} is the door: its look-ups belong to the loop, its making to the keeper's thread. Called by
 * the engine and the composition root.
 */
@NullMarked
package io.wasl.journal.keys;

import org.jspecify.annotations.NullMarked;
