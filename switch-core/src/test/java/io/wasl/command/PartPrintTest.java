package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartPrintTest {

    @Test
    void shouldListPartsMaskedByTheirOwnSensitivity() throws Exception {
        assertThat(lines("9F0206000000012345" + "5A084761739001010010" + "57114761739001010010D30122011234567890"
                        + "7106" + "8604AABBCCDD" + "DF7801AA"))
                .containsExactly(
                        "    55.9F02   amount, authorized                  000000012345",
                        "    55.5A     application primary account number  4761 73** **** 0010",
                        "    55.57     track 2 equivalent data             (track data)",
                        "    55.71     issuer script template 1",
                        "    55.71.86  issuer script command               (4 bytes)",
                        "    55.DF78                                       (1 bytes)");
    }

    /** A label and an identifier are open by every dialect; who fills them in wrongly puts a card there. */
    @Test
    void shouldHideOpenPartsThatMayHoldACard() throws Exception {
        assertThat(lines("501034313131313131313131313131313131" + "9F06084111111111111111"))
                .containsExactly(
                        "    55.50    application label                 (16 bytes)",
                        "    55.9F06  application identifier, terminal  (8 bytes)");
        assertThat(lines("500A56495341204445424954")).singleElement().asString().endsWith("VISA DEBIT");
    }

    /** A length too short leaves the end of a PAN where tags would be: 10, 01 00, and 10 again, which has no end. */
    @Test
    void shouldShowPartsBeforeADamageAndNothingOfACardBehindIt() throws Exception {
        String chip = "9F3602004F" + "5A054761739001" + "01001008" + "9F36020047";
        assertThat(lines(chip))
                .containsExactly(
                        "    55.9F36  application transaction counter     004F",
                        "    55.5A    application primary account number  (10 bytes)",
                        "    55.**                                        (0 bytes)");
        assertThat(PartPrint.damage(view(chip), 55)).hasToString("Optional[DE 55 at 49: truncated]");
    }

    /** A length too long takes the next tag in, and the card's number behind it. */
    @Test
    void shouldHideAnOpenPartThatTookACardIn() throws Exception {
        assertThat(lines("9F0610A0000000031010" + "5A084111111111111111" + "9F3605"))
                .containsExactly("    55.9F06  application identifier, terminal  (16 bytes)");
    }

    @Test
    void shouldListNothingOfAnElementWithoutParts() throws Exception {
        MessageView view = view("9F360147");
        Disclosure disclosure = new Disclosure(view, true);
        assertThat(PartPrint.lines(view, 4, disclosure)).isEmpty();
        assertThat(PartPrint.lines(view, 54, disclosure)).isEmpty();
    }

    private static List<String> lines(String chip) throws Exception {
        MessageView view = view(chip);
        return PartPrint.lines(view, 55, new Disclosure(view, true));
    }

    private static MessageView view(String chip) throws Exception {
        Dialect dialect = Dialects.load("iso87-ascii", Path.of("no-such-folder"));
        byte[] value = HexFormat.of().parseHex(chip);
        byte[] message = new byte[512];
        int length = new MessageWriter()
                .begin(dialect, 0x0100)
                .setNumber(4, 1)
                .set(55, value, 0, value.length)
                .encode(message, 0, message.length);
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, length)).isTrue();
        return view;
    }
}
