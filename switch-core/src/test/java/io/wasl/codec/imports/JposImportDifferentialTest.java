package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.MessageView;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.stream.Stream;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Imported definitions against jPOS itself: random messages, parts included, that jPOS packs by the definition give the
 * same values here, and these encode to the same bytes; and the other way round.
 *
 * <p>{@code -Dwasl.packagers=DIR} adds the packager files of a folder.
 */
final class JposImportDifferentialTest {

    private static final long SEED = 2_110;
    private static final int MESSAGES = 2_000;

    /** Of our own definitions, which are small. */
    private static final int FEW_MESSAGES = 500;

    @TestFactory
    Stream<DynamicTest> shouldAgreeWithJpos() throws IOException, ISOException, ConfigException {
        return PeerDefinition.known().stream()
                .map(definition -> DynamicTest.dynamicTest(definition.name(), () -> agree(definition)));
    }

    @TestFactory
    Stream<DynamicTest> shouldAgreeWithJposByTheUsersFiles() throws IOException {
        return PeerDefinition.more().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> agree(PeerDefinition.of(file.toString(), Files.readAllBytes(file)))));
    }

    private static void agree(PeerDefinition definition) throws ISOException {
        Random random = new Random(SEED);
        int messages = OwnDefinitions.ALL.containsKey(definition.name()) ? FEW_MESSAGES : MESSAGES;
        for (int i = 0; i < messages; i++) {
            PeerMessage message = PeerMessage.random(definition, random);
            String what = definition + ", seed " + SEED + ", message " + i;
            byte[] theirs = message.packByPeer(definition.packager());
            byte[] ours = message.encode();
            assertThat(ours).as(what).isEqualTo(theirs);
            assertDecoded(definition, message, theirs, what);
            assertUnpacked(definition, message, ours, what);
        }
    }

    private static void assertDecoded(PeerDefinition definition, PeerMessage message, byte[] wire, String what) {
        MessageView view = new MessageView();
        boolean isRight = view.decode(definition.imported().dialect(), wire, 0, wire.length);
        assertThat(isRight).as(() -> what + ": " + view.error()).isTrue();
        assertThat(view.mti()).as(what).isEqualTo(message.mti());
        for (String path : message.paths()) {
            assertThat(message.ourValue(view, path)).as(what + ", " + path).hasValue(message.value(path));
        }
    }

    private static void assertUnpacked(PeerDefinition definition, PeerMessage message, byte[] wire, String what)
            throws ISOException {
        ISOMsg unpacked = new ISOMsg();
        unpacked.setPackager(definition.packager());
        assertThat(unpacked.unpack(wire)).as(what).isEqualTo(wire.length);
        for (String path : message.paths()) {
            assertThat(message.peerValue(unpacked, path)).as(what + ", " + path).hasValue(message.value(path));
        }
    }
}
