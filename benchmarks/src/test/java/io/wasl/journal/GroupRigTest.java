package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.security.Keys;
import io.wasl.security.SegmentCipher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What is measured must be a group that a reader takes, each time it is sealed anew. */
class GroupRigTest {

    private static final String PAN = "4000001234567899";

    @Test
    void shouldSealTheSameGroupAgainUnderTheNextNumber() {
        Keys keys = Keys.generate(new Random(7)::nextBytes);
        JournalRecord record = new JournalRecord().clear(RecordType.ACCEPTED, 1, 1);
        record.sealed.put(2, PAN);
        GroupRig rig = new GroupRig(keys, List.of(record));
        for (int i = 1; i <= 3; i++) {
            byte[] bytes = rig.seal().array();
            int length = GroupFormat.intAt(bytes, GroupFormat.LENGTH_AT);
            assertThat(GroupFormat.looksLikeHeader(bytes, 0)).isTrue();
            assertThat(GroupFormat.longAt(bytes, GroupFormat.GROUP_NUMBER_AT)).isEqualTo(i);
            assertThat(GroupFormat.intAt(bytes, GroupFormat.CRC_AT))
                    .isEqualTo(GroupFormat.checksum(new CRC32C(), rig.salt(), bytes, 0, length));
            assertThat(opened(rig, bytes)).contains(PAN);
        }
    }

    private static String opened(GroupRig rig, byte[] bytes) {
        int plain = GroupFormat.intAt(bytes, GroupFormat.SEALED_BYTES_AT);
        int at = GroupFormat.HEADER_BYTES + GroupFormat.intAt(bytes, GroupFormat.RECORD_BYTES_AT);
        byte[] opened = new byte[plain];
        boolean isOpen = rig.cipher()
                .begin(
                        rig.groupNumber(),
                        bytes,
                        GroupFormat.COVERED_AT,
                        GroupFormat.HEADER_BYTES - GroupFormat.COVERED_AT)
                .open(bytes, at, plain + SegmentCipher.TAG_BYTES, opened, 0);
        assertThat(isOpen).isTrue();
        return new String(opened, StandardCharsets.ISO_8859_1);
    }
}
