/**
 * The append-only log, root of durability: the {@link io.wasl.journal.Journal} port, its records, and the local files
 * behind it (preallocated segments, group commit, torn-tail recovery).
 *
 * <p>The engine appends on the loop's thread; one log thread writes and forces; readers read committed records only.
 * No code outside this package touches a segment file.
 */
@NullMarked
package io.wasl.journal;

import org.jspecify.annotations.NullMarked;
