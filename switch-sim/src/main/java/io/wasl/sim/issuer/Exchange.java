package io.wasl.sim.issuer;

import io.wasl.codec.MessageView;
import io.wasl.sim.net.FramedConnection;

/**
 * A message and where its answer goes; valid during the call that brought it.
 *
 * @param header of its frame, for the answer's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Exchange(FramedConnection connection, MessageView message, byte[] header) {}
