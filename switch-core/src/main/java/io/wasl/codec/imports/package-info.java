/**
 * Dialects made from what other programs are configured with: packager files of jPOS, specifications of moov's iso8583.
 *
 * <pre>
 *   FILE.xml  ─ XmlFile  ─► JposImport ─┐
 *                           JposFields  ├─► DialectText ─► YAML ─► {@link io.wasl.codec.Dialects#parse}
 *   FILE.json ─ JsonFile ─► MoovImport ─┘
 * </pre>
 *
 * <p>{@link io.wasl.codec.imports.DialectSources} is the way in, for the composition root and commands. Files are read,
 * never run: no class that they name is loaded, no other file or address that they name is opened, and their size is
 * bounded. What a dialect cannot say is an error at its place in the file. Called at start and by commands, on any thread.
 */
@NullMarked
package io.wasl.codec.imports;

import org.jspecify.annotations.NullMarked;
