/**
 * The append-only log, root of durability: the {@link io.wasl.journal.Journal} port, its records, and the local files
 * behind it. No code outside this package touches a segment file.
 *
 * <h2>Who runs where</h2>
 *
 * <pre>
 *   loop        FileJournal: fills one group while another is being forced; ReadQueue
 *   log thread  LogWork → LogWriter: seal, one write, one force; next segment; Spares
 *   reader      JournalReader: single records for the loop
 *   caller      Recovery (open), JournalReader (replay, ledger, commands), JournalVerifier
 * </pre>
 *
 * <h2>A segment</h2>
 *
 * <pre>
 *   byte 0                       4096
 *   ┌────────────────────────────┬─────────┬─────────┬── … ──┬─────────┬───────────────┐
 *   │ header page                │ group n │ group   │       │ group   │ zeros         │  journal.segment-size
 *   └────────────────────────────┴─────────┴─────────┴── … ──┴─────────┴───────────────┘
 *
 *   header    0 "WSLJRNL1"      8 u32 version     12 u32 CRC32C of all the rest of the page
 *            16 segment number (dense)           24 epoch of every record in it
 *            32 first position: the last valid position before it, plus 1
 *            40 number of the first group        48 where the segment before it ends: what lies behind was cut
 *            56 bytes of the file                64 log time, not before any record so far
 *            72 salt, 128 bits                   88 u32 PAN encryption key id, u32 PAN token key id
 *            96 check value of the one key      104 of the other
 *           112 chain value that the segment before it ended with, zeros for the first
 *           128 chain value of this header, over the one before and bytes 0 to 128, checksum as zeros
 *           144 zeros                           all little endian, i64 where not said
 * </pre>
 *
 * A segment is a spare first: written full of zeros under another name, forced, renamed, folder forced. To open it the
 * header is written and forced, then it gets its name and the folder is forced, and only then its first group is
 * written. So a named segment has a whole header, and a start or a new epoch always opens a new one.
 *
 * <h2>A commit group: the unit of write, encryption and cut</h2>
 *
 * <pre>
 *    0 u32 magic "WPRG"     4 u32 CRC32C of the segment's salt and of bytes 8 to length
 *    8 u32 length, ×8      12 u32 records            16 i64 group number (dense)     24 i64 first position
 *   32 i64 epoch           40 i64 log time of the first record     48 i64 of the last
 *   56 u32 bytes of records                          60 u32 bytes sealed
 *   64 the records ({@code RecordFormat}): length, CRC32C, position, …, marked where an append ends
 *      one AES-256-EAX ciphertext and tag over the sealed elements of all of them, if there are any:
 *      nonce = group number, key = HKDF(PAN encryption key, salt), authenticated: bytes 8 to 64
 *      zeros to a multiple of 8
 *      chain value of this group, 128 bits, over the one before and bytes 8 to here
 * </pre>
 *
 * The checksum starts with the salt, which no one outside knows, so bytes of another segment or bytes that arrived in a
 * message never pass for a group.
 *
 * <h2>The hash chain</h2>
 *
 * <pre>
 *   zeros ─► header 1 ─► group 1 ─► … ─► group n ─► header 2 ─► group n + 1 ─► …
 *            value = AES-256-CMAC(HKDF(PAN encryption key, salt of the segment, "wasl segment chain key"), value before ‖ bytes)
 * </pre>
 *
 * A checksum tells an accident; a value of the chain tells that a node with the keys wrote these bytes behind all those
 * before. Each value lies behind its bytes, and in the next header once more. A torn group's value is cut with it, and
 * the next header goes on from the last one kept. {@code Recovery} checks every header, every border between segments and
 * the groups of the last segment, {@code JournalVerifier} everything. Not to be seen from within: whole groups taken off
 * the end together with what was published, and a log put back whole as it once was.
 *
 * <h2>Torn tail and corruption</h2>
 *
 * A group is written only after the one before it was forced: at most one is ever unforced. Recovery therefore cuts a
 * break in the last group of the last segment, and refuses any other (another group follows it, the next segment says
 * that the bytes were forced, a segment is missing).
 *
 * <p>The whole torn group is cut, records before the break too. Nothing is lost by that: a position is told durable only
 * when its whole group is forced, everything derived from a position waits for that, so nothing of an unforced group
 * has left the node, neither to an issuer nor to an acquirer; those who sent the requests got no answer and repeat. In
 * return an append can never be cut in two, and the sealed bytes need one tag a group. The next segment's header names
 * the cut (first position, end of the segment before), durably and before anything new is written, so what was cut can
 * never come back.
 *
 * <p>A group that was read whole at recovery may still be in the page cache only. It is written again, same bytes, and
 * forced before anyone relies on it: after a failed force a second one alone would prove nothing.
 *
 * <p>Assumed of the disk: writing a sector again with the same bytes at its start and new ones behind them does not
 * damage the same ones (PostgreSQL's log assumes it too). Not told apart: a last group that was forced and damaged
 * later looks like a torn one.
 *
 * <h2>Room</h2>
 *
 * One spare is the next segment, {@code reserve-segments} more are the reserve. When the stock cannot be filled and is
 * down into the reserve, new business is refused ({@code RESERVE}); when that is used up, everything ({@code FULL}).
 * Both end by themselves: the log thread tries again each 250 ms. A failed write or force of a group or header is never
 * tried again: {@code onFailed} once, {@code CLOSED}.
 */
@NullMarked
package io.wasl.journal;

import org.jspecify.annotations.NullMarked;
