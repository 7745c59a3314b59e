package io.wasl.link.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundInvoker;

/** How a connection's end begins. */
final class Ending {

    private Ending() {}

    /** Closes; nobody waits for the future, since the pipeline hears of the end whoever began it. */
    static void begin(ChannelOutboundInvoker channel) {
        ChannelFuture unused = channel.close();
    }
}
