package io.wasl.ops;

/**
 * One answer of the admin server.
 *
 * @param status of HTTP
 */
record Page(int status, String contentType, String body) {

    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int URI_TOO_LONG = 414;
    static final int HEADERS_TOO_LARGE = 431;
    static final int INTERNAL_ERROR = 500;
    static final int UNAVAILABLE = 503;

    private static final String TEXT = "text/plain; charset=utf-8";

    static Page json(int status, String body) {
        return new Page(status, "application/json", body);
    }

    static Page html(String body) {
        return new Page(OK, "text/html; charset=utf-8", body);
    }

    /** A refusal or a fault in one line. */
    static Page refusal(int status, String reason) {
        return new Page(status, TEXT, reason + "\n");
    }
}
