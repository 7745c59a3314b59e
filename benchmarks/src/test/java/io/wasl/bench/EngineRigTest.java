package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.iso.ResponseCode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured must be approvals that reach the acquirer, each a new transaction. */
class EngineRigTest {

    private static final int MESSAGES = 100;
    private static final int PER_TURN = 8;

    @ParameterizedTest
    @EnumSource(names = {"ASCII", "BINARY"})
    void shouldAnswerEachRequestWithTheIssuersApproval(Encoding encoding) {
        Workload work = Workload.of(encoding, 1000, MESSAGES);
        Dialect dialect = work.dialect();
        Traffic traffic = work.traffic();
        EngineRig rig = new EngineRig(work, PER_TURN, () -> 0, () -> 0);
        MessageView request = new MessageView();
        MessageView answer = new MessageView();
        byte[] time = new byte[10];
        byte[] rrn = new byte[12];
        Set<String> rrns = new HashSet<>();
        // Twice round the traffic: the second time with the same messages under new RRNs.
        for (int i = 0; i < 2 * MESSAGES; i += PER_TURN) {
            rig.turn(PER_TURN);
            Wire answers = rig.answers();
            assertThat(answers.frames()).isEqualTo(PER_TURN);
            for (int k = 0; k < PER_TURN; k++) {
                byte[] asked = traffic.request((i + k) % MESSAGES);
                assertThat(request.decode(dialect, asked, 0, asked.length)).isTrue();
                assertThat(answer.decode(dialect, answers.buffer(), answers.start(k), answers.length(k)))
                        .isTrue();
                assertThat(answer.code()).isEqualTo(ResponseCode.APPROVED);
                request.copy(7, time, 0);
                assertThat(answer.same(7, time, 0, time.length)).isTrue();
                answer.copy(37, rrn, 0);
                assertThat(answer.same(11, rrn, 6, 6))
                        .as("counted with the RRN")
                        .isTrue();
                assertThat(rrns.add(new String(rrn, java.nio.charset.StandardCharsets.US_ASCII)))
                        .isTrue();
            }
        }
    }
}
