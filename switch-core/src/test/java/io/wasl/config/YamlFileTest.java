package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class YamlFileTest {

    @Test
    void shouldKnowWhereEachNodeStands() throws ConfigException {
        YamlNode.Mapping root = mapping("node: wasl-1\nissuers:\n  - id: atlas\n    ports: [ 1, 02 ]\n");

        YamlNode.Entry issuers = entry(root, "issuers");
        assertThat(issuers.line()).isEqualTo(2);
        assertThat(issuers.column()).isEqualTo(1);
        YamlNode.Mapping atlas =
                (YamlNode.Mapping) ((YamlNode.Sequence) issuers.value()).items().get(0);
        assertThat(atlas.entries().keySet()).containsExactly("id", "ports");
        assertThat(entry(atlas, "id").value()).isEqualTo(new YamlNode.Scalar("atlas", false, 3, 9));
        YamlNode.Sequence ports = (YamlNode.Sequence) entry(atlas, "ports").value();
        assertThat(ports.items())
                .containsExactly(new YamlNode.Scalar("1", false, 4, 14), new YamlNode.Scalar("02", false, 4, 17));
    }

    private static YamlNode.Entry entry(YamlNode.Mapping mapping, String key) {
        return Objects.requireNonNull(mapping.entries().get(key));
    }

    @Test
    void shouldKeepScalarsAsWritten() throws ConfigException {
        YamlNode.Mapping root = mapping("a: 0100\nb: '00'\nc: 1_0\nd:\ne: True\nf: 1.50\ng: \"x: y\"\n");

        assertThat(root.entries().values())
                .extracting(entry -> ((YamlNode.Scalar) entry.value()).text())
                .containsExactly("0100", "00", "1_0", "", "True", "1.50", "x: y");
    }

    @Test
    void shouldTellNothingFromText() throws ConfigException {
        YamlNode.Mapping root = mapping("# \uD83D\uDE00\na: ~\nb: [null, Null, NULL, ~]\nc: '~'\nd: \"NULL\"\ne: ~x\n");

        assertThat(((YamlNode.Scalar) entry(root, "a").value()).isNothing()).isTrue();
        assertThat(((YamlNode.Sequence) entry(root, "b").value()).items())
                .allMatch(node -> ((YamlNode.Scalar) node).isNothing());
        for (String key : new String[] {"c", "d", "e"}) {
            assertThat(((YamlNode.Scalar) entry(root, key).value()).isNothing())
                    .as(key)
                    .isFalse();
        }
    }

    @Test
    void shouldRefuseEveryKeyWrittenTwice() {
        assertThatThrownBy(() -> mapping("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("f.yaml:4:3 b.c: written twice, first in line 3\n"
                        + "f.yaml:5:1 a: written twice, first in line 1");
    }

    @Test
    void shouldRefuseAliases() {
        assertThatThrownBy(() -> mapping("a: &x { q: 1 }\nb: [ *x ]\nc:\n  <<: *x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("f.yaml:2:6 b[0]: aliases")
                .hasMessageContaining("f.yaml:4:7 c.<<: aliases");
    }

    @Test
    void shouldRefuseASecondDocument() {
        assertThatThrownBy(() -> mapping("a: 1\n---\nb: 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("f.yaml:3:1: a second document");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertThatThrownBy(() -> mapping("# nothing\n")).hasMessage("f.yaml: the file is empty");
    }

    @Test
    void shouldTellWhereTheSyntaxBreaksWithoutQuotingTheFile() {
        assertThatThrownBy(() -> mapping("a: 1\nsecret: [ hush\nb: 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("f\\.yaml:\\d+:\\d+: not valid YAML: .*")
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldSayThatTheFileCannotBeRead() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        assertThatThrownBy(() -> YamlFile.parse("f.yaml", broken))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("f.yaml: cannot be read: disk on fire");
    }

    private static YamlNode.Mapping mapping(String text) throws ConfigException {
        return (YamlNode.Mapping) YamlFile.parse("f.yaml", new StringReader(text));
    }
}
