package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.link.Link;
import io.wasl.link.LinkRole;
import io.wasl.link.LinkState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A connection that keeps what is sent on it, and tells nobody unless a test does. */
final class FakeLink implements Link {

    private static long lastId;

    private final long id = ++lastId;
    private final LinkRole role;
    private final int memberIndex;
    private final String member;
    private final Dialect dialect;
    final List<Sent> sent = new ArrayList<>();
    LinkState state = LinkState.SIGNED_ON;
    String closedBecause = "";
    boolean takesFrames = true;
    /** The longest body for which it says that it has room. */
    int roomBytes = 1 << 20;

    /** One message that was given to the link. */
    @SuppressWarnings("ArrayRecordComponent") // compared by their bytes, never as records
    record Sent(byte[] body, byte[] header, long token, int mti, Map<Integer, String> elements) {

        String mtiText() {
            return Mti.toString(mti);
        }

        String de(int element) {
            return elements.getOrDefault(element, "");
        }

        String code() {
            return de(39);
        }
    }

    FakeLink(LinkRole role, int memberIndex, String member, Dialect dialect) {
        this.role = role;
        this.memberIndex = memberIndex;
        this.member = member;
        this.dialect = dialect;
    }

    /** The only message sent so far; takes it out. */
    Sent only() {
        if (sent.size() != 1) {
            throw new AssertionError("one message expected on " + member + ", but there are " + sent.size());
        }
        return sent.remove(0);
    }

    @Override
    public boolean send(Frame frame, long token) {
        if (state == LinkState.CLOSED || !takesFrames) {
            return false;
        }
        byte[] body = Arrays.copyOfRange(frame.buffer(), frame.bodyOffset(), frame.bodyOffset() + frame.bodyLength());
        byte[] header = Arrays.copyOfRange(
                frame.headerBuffer(), frame.headerOffset(), frame.headerOffset() + frame.headerLength());
        MessageView view = new MessageView();
        if (!view.decode(dialect, body, 0, body.length)) {
            throw new AssertionError("the engine sent what nobody can read: " + view.error());
        }
        sent.add(new Sent(body, header, token, view.mti(), elements(view)));
        return true;
    }

    @Override
    public boolean hasRoom(int bodyBytes) {
        return state != LinkState.CLOSED && bodyBytes <= roomBytes;
    }

    private static Map<Integer, String> elements(MessageView view) {
        Map<Integer, String> elements = new TreeMap<>();
        byte[] value = new byte[1024];
        for (int de = 2; de <= 128; de++) {
            if (view.has(de)) {
                elements.put(de, new String(value, 0, view.copy(de, value, 0), StandardCharsets.ISO_8859_1));
            }
        }
        return elements;
    }

    @Override
    public void close(String reason) {
        state = LinkState.CLOSED;
        closedBecause = reason;
    }

    @Override
    public long connectionId() {
        return id;
    }

    @Override
    public LinkRole role() {
        return role;
    }

    @Override
    public int memberIndex() {
        return memberIndex;
    }

    @Override
    public String member() {
        return member;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public LinkState state() {
        return state;
    }

    @Override
    public boolean isUsable() {
        return state == LinkState.SIGNED_ON || state == LinkState.CONNECTED;
    }

    @Override
    public String toString() {
        return member + " " + ResponseCode.APPROVED;
    }
}
