package io.wasl.sim.acquirer;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.HostPort;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.sim.net.FramedConnection;
import io.wasl.sim.net.FramedListener;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.FramedServer;
import io.wasl.sim.net.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A switch of the tests: a script says what it does with each message, rightly or wrongly. Scripts run on its loop. */
final class FakeSwitch implements FramedListener, AutoCloseable {

    /** What a script is told: a message, copied, and how often a business message came before it. */
    record Received(FramedConnection connection, int mti, ElementSet elements, int index) {
        String text(int de) {
            return elements.text(de);
        }

        String key() {
            return text(7) + text(11) + text(37) + text(41);
        }
    }

    private final FramedLoop loop = new FramedLoop("fake-switch", System::nanoTime);
    private final FramedServer server;
    private final Consumer<Received> script;
    private final MessageWriter writer = new MessageWriter();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<FramedConnection> connections = new ArrayList<>();

    FakeSwitch(WireFormat format, java.util.function.BiConsumer<FakeSwitch, Received> script) throws IOException {
        this.script = message -> script.accept(this, message);
        server = FramedServer.listen(loop, new HostPort("127.0.0.1", 0), format, this);
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.port());
    }

    List<Received> received() {
        return received;
    }

    FramedLoop loop() {
        return loop;
    }

    List<FramedConnection> connections() {
        return connections;
    }

    /** The right answer, with this code. */
    void answer(Received message, String code) {
        answer(message, code, change -> {});
    }

    /** A right answer, then spoilt. */
    void answer(Received message, String code, Consumer<MessageWriter> change) {
        answer(message.connection(), message, Mti.answer(message.mti()), code, change);
    }

    void answer(FramedConnection connection, Received message, int mti, String code, Consumer<MessageWriter> change) {
        writer.begin(connection.dialect(), mti).setAll(message.elements()).remove(ElementMask.of(18, 22, 25, 35));
        if (!code.isEmpty()) {
            writer.setCode(ResponseCode.of(code));
        }
        change.accept(writer);
        connection.send(writer, FramedConnection.NO_HEADER);
    }

    @Override
    public void onOpened(FramedConnection connection) {
        connections.add(connection);
    }

    @Override
    public void onDialFailed(String reason) {
        throw new AssertionError("a switch of the tests does not dial");
    }

    @Override
    public void onMessage(FramedConnection connection, MessageView message, Frame frame, long receivedNs) {
        var elements = new ElementSet(2048);
        if (!message.copyTo(elements, ElementMask.ALL)) {
            throw new AssertionError("a test's message does not fit");
        }
        if (Mti.messageClass(message.mti()) == Mti.CLASS_NETWORK) {
            String accepted = ResponseCode.toString(message.dialect().code(Reason.ACCEPTED, message.mti()));
            answer(new Received(connection, message.mti(), elements, -1), accepted);
            return;
        }
        var copy = new Received(connection, message.mti(), elements, received.size());
        received.add(copy);
        script.accept(copy);
    }

    @Override
    public void onMalformed(FramedConnection connection, MessageView message, Frame frame) {
        throw new AssertionError("malformed: " + message.error());
    }

    @Override
    public void onClosed(FramedConnection connection, String reason) {
        connections.remove(connection);
    }

    @Override
    public void close() {
        loop.failure().ifPresent(cause -> {
            throw new AssertionError("the script failed", cause);
        });
        loop.close();
    }
}
