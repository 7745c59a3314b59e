package io.wasl.ops;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its page, for one connection. Owner: the admin server's thread. */
final class AdminPages extends SimpleChannelInboundHandler<HttpObject> {

    private static final Logger LOG = LoggerFactory.getLogger(AdminPages.class);

    private static final String INDEX = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Wasl</title></head>
            <body><h1>Wasl</h1>
            <ul>
            <li><a href="/metrics">/metrics</a>: what the node counts, for Prometheus</li>
            <li><a href="/health/live">/health/live</a>: 200 while the process is worth keeping</li>
            <li><a href="/health/ready">/health/ready</a>: 200 while it takes business, else what is missing</li>
            </ul>
            <p>On a shell: <code>wasl status --config FILE</code></p>
            </body></html>
            """;

    private final MetricsPage metrics;
    private final Health health;
    private boolean isClosing;

    AdminPages(MetricsPage metrics, Health health) {
        this.metrics = metrics;
        this.health = health;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext connection, HttpObject part) {
        // Behind a refusal nobody knows where a next request would start; a body has been refused with its request.
        if (isClosing || !(part instanceof HttpRequest request)) {
            return;
        }
        if (request.decoderResult().isFailure()) {
            answerAndClose(connection, malformed(request.decoderResult().cause()));
        } else if (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) != 0) {
            answerAndClose(connection, Page.refusal(Page.BAD_REQUEST, "no request here has a body"));
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            answerAndClose(connection, Page.refusal(Page.METHOD_NOT_ALLOWED, "GET and HEAD only"));
        } else {
            answer(connection, page(request.uri()), HttpUtil.isKeepAlive(request));
        }
    }

    private static Page malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Page.refusal(Page.URI_TOO_LONG, "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Page.refusal(Page.HEADERS_TOO_LARGE, "the headers are too large");
        }
        return Page.refusal(Page.BAD_REQUEST, "not a request of HTTP");
    }

    private Page page(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        try {
            return switch (path) {
                case "/" -> Page.html(INDEX);
                case "/metrics" -> new Page(Page.OK, MetricsPage.CONTENT_TYPE, metrics.scrape());
                case "/health/live" -> health.live();
                case "/health/ready" -> health.ready();
                default -> Page.refusal(Page.NOT_FOUND, "no such page; see /");
            };
        } catch (RuntimeException e) {
            LOG.error("page {} failed: {}", path, e.getClass().getName(), e);
            return Page.refusal(Page.INTERNAL_ERROR, "this page failed; see the log");
        }
    }

    private void answerAndClose(ChannelHandlerContext connection, Page page) {
        isClosing = true;
        answer(connection, page, false);
    }

    private static void answer(ChannelHandlerContext connection, Page page, boolean keepAlive) {
        ByteBuf body = ByteBufUtil.writeUtf8(connection.alloc(), page.body());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(page.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("x-content-type-options", "nosniff");
        if (page.status() == Page.METHOD_NOT_ALLOWED) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = connection.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext connection, Object event) {
        if (event instanceof IdleStateEvent) {
            closeNow(connection);
        } else {
            connection.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("an admin connection failed: {}", cause.getClass().getName(), cause);
        }
        closeNow(connection);
    }

    /** Nobody waits for the end of an admin connection. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void closeNow(ChannelHandlerContext connection) {
        connection.close();
    }
}
