package io.wasl.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.validation.Violation.Cause;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MessageRulesTest {

    private static final Dialect DIALECT = dialect();

    private static Dialect dialect() {
        try {
            return Dialects.load("iso87-ascii", Path.of("no-such-folder"));
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldAcceptTheLeastARequestCanBe() {
        for (int mti : new int[] {0x0100, 0x0101, 0x0200, 0x0201, 0x0120, 0x0220}) {
            assertThat(check(request(mti))).isSameAs(Violation.VALID);
        }
    }

    @Test
    void shouldDemandEachElementOfARequest() {
        for (int mti : new int[] {0x0100, 0x0101, 0x0200, 0x0201, 0x0120, 0x0221}) {
            for (int de : new int[] {2, 3, 4, 7, 11, 49}) {
                assertThat(check(request(mti).remove(de))).isEqualTo(new Violation(de, 0, Cause.MISSING));
            }
        }
    }

    @Test
    void shouldTakeThePanFromAnyOfItsElements() {
        assertThat(check(request(0x0100).remove(2).setText(35, "4000001234567899=2512")))
                .isSameAs(Violation.VALID);
        assertThat(check(request(0x0100).remove(2).setText(45, "B4000001234567899^A")))
                .isSameAs(Violation.VALID);
        assertThat(check(request(0x0100).remove(2).setText(34, "5999999999999")))
                .isSameAs(Violation.VALID);
    }

    @Test
    void shouldNotDemandAnAmountOfAnInquiry() {
        assertThat(check(request(0x0200).setText(3, "311000").remove(4).remove(49)))
                .isSameAs(Violation.VALID);
        assertThat(check(request(0x0200).setText(3, "311000").remove(49)))
                .isEqualTo(new Violation(49, 0, Cause.MISSING));
        assertThat(check(request(0x0200).setText(3, "011000").remove(4))).isEqualTo(new Violation(4, 0, Cause.MISSING));
    }

    @Test
    void shouldRefuseAReversalOnlyWhenItsOriginalCannotBeFound() {
        for (int mti : new int[] {0x0400, 0x0401, 0x0420, 0x0421}) {
            assertThat(check(reversal(mti))).isSameAs(Violation.VALID);
            assertThat(check(reversal(mti).remove(90).setText(37, "532603000042")))
                    .isSameAs(Violation.VALID);
            assertThat(check(reversal(mti).remove(90))).isEqualTo(new Violation(90, 0, Cause.MISSING));
            assertThat(check(reversal(mti).remove(7))).isEqualTo(new Violation(7, 0, Cause.MISSING));
            assertThat(check(reversal(mti).remove(11))).isEqualTo(new Violation(11, 0, Cause.MISSING));
        }
    }

    @Test
    void shouldDemandACodeOfAnAnswer() {
        for (int mti : new int[] {0x0110, 0x0130, 0x0210, 0x0230, 0x0410, 0x0430}) {
            assertThat(check(message(mti).setNumber(11, 1).setText(39, "00"))).isSameAs(Violation.VALID);
            assertThat(check(message(mti).setNumber(11, 1))).isEqualTo(new Violation(39, 0, Cause.MISSING));
            assertThat(check(message(mti).setText(39, "00"))).isEqualTo(new Violation(11, 0, Cause.MISSING));
        }
    }

    @Test
    void shouldDemandNoMoreOfAnAdministrativeMessageThanItsNumberAndTime() {
        for (int mti : new int[] {0x0600, 0x0620}) {
            assertThat(check(message(mti).setNumber(7, 1122031500).setNumber(11, 1)))
                    .isSameAs(Violation.VALID);
            assertThat(check(message(mti).setNumber(11, 1))).isEqualTo(new Violation(7, 0, Cause.MISSING));
        }
    }

    @Test
    void shouldDemandCardActionAndFileOfFileMaintenance() {
        for (int mti : new int[] {0x0300, 0x0302, 0x0303}) {
            assertThat(check(fileAction(mti))).isSameAs(Violation.VALID);
            for (int de : new int[] {2, 7, 11, 91, 101}) {
                assertThat(check(fileAction(mti).remove(de))).isEqualTo(new Violation(de, 0, Cause.MISSING));
            }
        }
        assertThat(check(message(0x0312).setNumber(11, 1))).isEqualTo(new Violation(39, 0, Cause.MISSING));
    }

    private static MessageWriter fileAction(int mti) {
        return message(mti)
                .setText(2, "4000001234567899")
                .setText(7, "1122031904")
                .setNumber(11, 1)
                .setText(91, "1")
                .setText(101, "LOST");
    }

    @Test
    void shouldHaveNoRulesForOtherMessages() {
        for (int mti : new int[] {0x0500, 0x0800, 0x0810, 0x1100, 0x0140}) {
            assertThat(check(message(mti))).isSameAs(Violation.VALID);
        }
    }

    @Test
    void shouldRefuseADateAndTimeThatDoNotExist() {
        for (String real : new String[] {"0101000000", "0229120000", "1231235959", "0430101010", "1122031904"}) {
            assertThat(check(request(0x0100).setText(7, real))).as(real).isSameAs(Violation.VALID);
        }
        for (String unreal : new String[] {
            "0001000000",
            "1301000000",
            "0100000000",
            "0132000000",
            "0230000000",
            "0431000000",
            "0101240000",
            "0101006000",
            "0101000060",
            "9999999999",
            "0000000000"
        }) {
            assertThat(check(request(0x0100).setText(7, unreal)))
                    .as(unreal)
                    .isEqualTo(new Violation(7, 20 + 18 + 6 + 12, Cause.NOT_A_DATE_TIME));
        }
    }

    @Test
    void shouldRefuseACurrencyThatIsNone() {
        assertThat(check(request(0x0100).setText(49, "MAD"))).isSameAs(Violation.VALID);
        for (String unreal : new String[] {"50 ", "   ", "5A4", "mad"}) {
            Violation violation = check(request(0x0100).setText(49, unreal));
            assertThat(violation.de()).as(unreal).isEqualTo(49);
            assertThat(violation.cause()).as(unreal).isEqualTo(Cause.NOT_A_CURRENCY);
        }
        assertThat(check(message(0x0110).setNumber(11, 1).setText(39, "00").setText(49, "   "))
                        .de())
                .isEqualTo(49);
    }

    @Test
    void shouldSayWhatIsWrongWithoutTheValue() {
        assertThat(new Violation(7, 20, Cause.NOT_A_DATE_TIME)).hasToString("DE 7: not a date time");
        assertThat(Violation.VALID).hasToString("valid");
    }

    private static MessageWriter request(int mti) {
        return message(mti)
                .setText(2, "4000001234567899")
                .setText(3, "000000")
                .setNumber(4, 100)
                .setText(7, "1122031904")
                .setNumber(11, 1)
                .setText(49, "504");
    }

    private static MessageWriter reversal(int mti) {
        return message(mti).setText(7, "1122031904").setNumber(11, 2).setText(90, "0".repeat(42));
    }

    private static MessageWriter message(int mti) {
        return new MessageWriter().begin(DIALECT, mti);
    }

    /** In the middle of a buffer, so that offsets from its start would show. */
    private static Violation check(MessageWriter writer) {
        byte[] wire = new byte[500];
        int length = writer.encode(wire, 9, wire.length);
        MessageView view = new MessageView();
        assertThat(view.decode(DIALECT, wire, 9, length)).isTrue();
        return MessageRules.check(view);
    }
}
