package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartDeclarationsTest {

    private static final int FIRST_LINE = Divided.LINES_BEFORE + 1;

    @Test
    void shouldKeepWhatIsDeclared() throws ConfigException {
        Dialect dialect = Divided.dialect("""
                type: any...999
                parts:
                  form: tagged
                  check: true
                  order: length-tag
                  tag: { bytes: 2, encoding: ebcdic }
                  length: { bytes: 3, encoding: hex, counts: characters, inclusive: true, counts-tag: true }
                  fields:
                    AB: { type: an..9, name: loyalty, store: true }
                    CD: { type: n4, sensitivity: pan }
                """);
        Composite.Tagged parts = (Composite.Tagged) dialect.spec(3).parts().orElseThrow();
        assertThat(parts.order()).isEqualTo(Composite.Order.LENGTH_TAG);
        assertThat(parts.tagBytes()).isEqualTo(2);
        assertThat(parts.tagEncoding()).isEqualTo(Composite.TagEncoding.EBCDIC);
        assertThat(parts.length())
                .isEqualTo(new LengthPrefix(3, LengthPrefix.Encoding.HEX, LengthPrefix.Unit.CHARACTERS, true));
        assertThat(parts.countsTag()).isTrue();
        assertThat(parts.checked()).isTrue();
        PartSpec first = parts.fields().get(0);
        assertThat(first.name()).isEqualTo("loyalty");
        assertThat(first.sensitivity()).isEqualTo(Sensitivity.OPAQUE);
        assertThat(first.stored()).isTrue();
        assertThat(first.value().prefix().isEnclosed()).isTrue();
        assertThat(first.value().isFixed()).isFalse();
        PartSpec second = parts.fields().get(1);
        assertThat(second.name()).isEqualTo("part CD");
        assertThat(second.value().isFixed()).isTrue();
        assertThat(PartPath.of(dialect, "3.CD").sensitivity()).isEqualTo(Sensitivity.PAN);
        assertThat(dialect.spec(39).parts()).isEmpty();
    }

    @Test
    void shouldDeclareAlikePartsTogether() throws ConfigException {
        Dialect dialect =
                Divided.bytes("{ form: positional, fields: { 1-3: { type: n2, name: twin }, 4: { type: n1 } } }");
        assertThat(dialect.spec(3).parts().orElseThrow().fields())
                .extracting(PartSpec::key, PartSpec::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "twin"),
                        org.assertj.core.groups.Tuple.tuple("2", "twin"),
                        org.assertj.core.groups.Tuple.tuple("3", "twin"),
                        org.assertj.core.groups.Tuple.tuple("4", "part 4"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    form: nested | parts.form           | one of positional
                    form: positional, colour: red, fields: {} | parts.colour         | unknown; one of form
                    form: positional | parts.fields         | missing
                    form: positional, fields: {} | parts.fields.1       | at least one part
                    form: positional, bits: 8, fields: { 1: { type: n1 } } | parts.bits          | unknown
                    form: positional, fields: { 2: { type: n1 } } | parts.fields.2       | 1 is next
                    form: positional, fields: { 1-x: { type: n1 } } | parts.fields.1-x     | 1 is next
                    form: positional, fields: { 1: { type: n1 }, 1-2: { type: n1 } } | parts.fields.1-2 | 2 is next
                    form: positional, fields: { 1: { kind: n1 } } | parts.fields.1.kind  | unknown
                    form: positional, fields: { 1: { type: x1 } } | parts.fields.1.type  | a type reads
                    form: positional, fields: { 1: { type: ans..9, rest: true }, 2: { type: n1 } } | parts.fields | takes the rest
                    form: positional, fields: { 1: { type: n3, rest: true } } | parts.fields.1.rest | a fixed part
                    form: positional, fields: { 1: { type: n1, sensitivity: secret } } | parts.fields.1.sensitivity | one of
                    form: positional, fields: { 1: { type: n1, sensitivity: pan, store: true } } | parts.fields.1.store | opaque parts
                    form: positional, fields: { 1: { type: an600 }, 2: { type: an600 } } | parts.fields | have 1200
                    form: positional, fields: { 1: { type: n1, parts: { form: positional, fields: { 1: { type: n2 } } } } } | parts.fields.1.parts.fields | the parts have 2
                    form: positional, fields: { 1: { type: x+n4, parts: { form: positional } } } | parts.fields.1.parts | x+n cannot
                    form: ber-tlv, fields: { 9F: { type: b8 } } | parts.fields.9F      | 1 to 4 bytes
                    form: ber-tlv, fields: { 00: { type: b8 } } | parts.fields.00      | 1 to 4 bytes
                    form: ber-tlv, fields: { 9F80808001: { type: b8 } } | parts.fields.9F80808001 | 1 to 4 bytes
                    form: ber-tlv, fields: { 9f36: { type: b16 }, 9F36: { type: b8 } } | parts.fields.9F36 | declared twice
                    form: ber-tlv, fields: { 9F36: { type: b..9, prefix: bcd } } | parts.fields.9F36.prefix | no length of its own
                    form: ber-tlv, fields: { 9F36: { type: b..9, inclusive: true } } | parts.fields.9F36.inclusive | no length of its own
                    form: ber-tlv, fields: { 9F36: { type: ans..9, rest: true } } | parts.fields.9F36.rest | positional
                    form: ber-tlv, fields: { 5A: { type: n..19, encoding: bcd } } | parts.fields.5A.counts | filler must be f
                    form: ber-tlv, fields: { 5A: { type: ans..19, pad: { to-maximum: true } } } | parts.fields.5A.pad | to-maximum
                    form: bitmap, fields: { 1: { type: n1 } } | parts.bitmap         | missing
                    form: bitmap, bitmap: binary, bits: 12, fields: { 1: { type: n1 } } | parts.bits | whole bytes
                    form: bitmap, bitmap: binary, bits: 136, fields: { 1: { type: n1 } } | parts.bits | 8 to 128
                    form: bitmap, bitmap: binary, bits: 72, continued: true, fields: { 2: { type: n1 } } | parts.continued | 128 bits
                    form: bitmap, bitmap: binary, bits: 8, fields: { 9: { type: n1 } } | parts.fields.9 | a bit is 1 to 8
                    form: bitmap, bitmap: binary, bits: 8, continued: true, fields: { 1: { type: n1 } } | parts.fields.1 | a bit is 2 to 16
                    form: bitmap, bitmap: binary, bits: 8, fields: { 1-3: { type: n1 }, 3: { type: n1 } } | parts.fields.3 | declared twice
                    form: tagged, fields: {} | parts.tag            | missing
                    form: tagged, tag: { bytes: 9, encoding: ascii }, length: { bytes: 2, encoding: ascii }, fields: {} | parts.tag.bytes | 1 to 8
                    form: tagged, tag: { bytes: 2, encoding: ascii }, length: { bytes: 4, encoding: binary }, fields: {} | parts.length.bytes | 1 to 3
                    form: tagged, tag: { bytes: 2, encoding: ascii }, length: { bytes: 1, encoding: ber }, fields: {} | parts.length.bytes | says its own
                    form: tagged, tag: { bytes: 2, encoding: ascii }, length: { bytes: 2, encoding: ascii }, fields: { 1: { type: n1 } } | parts.fields.1 | 2 printable
                    form: tagged, tag: { bytes: 2, encoding: ascii }, length: { bytes: 1, encoding: ascii }, fields: { 01: { type: an..12 } } | parts.fields.01.type | cannot show 12
                    form: tagged, tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd }, fields: { 1A: { type: n1 } } | parts.fields.1A | 2 digits
                    """)
    void shouldRefuse(String parts, String key, String reason) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> Divided.bytes("{ " + parts + " }"));
        assertThat(refused).as(parts).isNotNull();
        assertThat(refused.errors()).as(parts).anySatisfy(error -> {
            assertThat(error.key()).isEqualTo("elements.3." + key);
            assertThat(error.reason()).contains(reason);
            assertThat(error.line()).isEqualTo(FIRST_LINE + 2);
            assertThat(error.column()).isGreaterThan(4);
        });
    }

    @Test
    void shouldRefuseWhatTheWholeCannotBe() {
        refused("type: x+n8\nparts: { form: positional, fields: { 1: { type: n1 } } }", 2, "parts", "x+n");
        refused("type: n6\nencoding: bcd\nparts: { form: ber-tlv, fields: {} }", 3, "parts.form", "by position only");
        refused(
                "type: n6\nencoding: bcd\nparts:\n  form: positional\n  fields:\n    1: { type: an6 }\n",
                6,
                "parts.fields.1.type",
                "n only");
        refused(
                "type: n6\nparts: { form: positional, fields: { 1-2: { type: n2 } } }",
                2,
                "parts.fields",
                "the parts have 4");
        // what is open is shown whole
        refused(
                "type: ans..99\nsensitivity: open\nparts:\n  form: positional\n  fields:\n"
                        + "    1: { type: n..19, sensitivity: pan }\n",
                6,
                "parts.fields.1.sensitivity",
                "which would show this too");
    }

    @Test
    void shouldSayWhereAMistakeIs() {
        assertThatThrownBy(() -> Divided.dialect("""
                        type: any...999
                        parts:
                          form: ber-tlv
                          fields:
                            71:
                              type: b..99
                              parts:
                                form: positional
                                fields:
                                  1: { type: n4, sensitive: pan }
                        """))
                .hasMessageContaining("test.yaml:18:30 elements.3.parts.fields.71.parts.fields.1.sensitive: unknown");
    }

    private static void refused(String element, int line, String key, String reason) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> Divided.dialect(element));
        assertThat(refused).as(element).isNotNull();
        assertThat(refused.errors()).anySatisfy(error -> {
            assertThat(error.key()).isEqualTo("elements.3." + key);
            assertThat(error.reason()).contains(reason);
            assertThat(error.line()).isEqualTo(Divided.LINES_BEFORE + line);
        });
    }

    @Test
    void shouldReadPathsInOneWriting() {
        Dialect dialect = Messages.ASCII;
        assertThat(PartPath.of(dialect, "55.9f26")).hasToString("55.9F26");
        assertThat(PartPath.of(dialect, "55.71.86").de()).isEqualTo(55);
        assertThat(PartPath.of(dialect, "4").sensitivity()).isEqualTo(Sensitivity.OPEN);
        assertThat(PartPath.of(dialect, "4").name()).isEqualTo("amount, transaction");
        for (String wrong : List.of(
                "",
                "x",
                "1",
                "65",
                "999",
                "4.1",
                "55.",
                "55.9F",
                "55.G",
                "55..9F26",
                "90.6",
                "90.0",
                "90.x",
                "54.1.9",
                "55.DF01.9F26",
                "55.9F26 ")) {
            assertThatThrownBy(() -> PartPath.of(dialect, wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("path " + wrong);
        }
    }
}
