package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a configuration can be wrong, and the words for it. */
class ConfigErrorsTest {

    @TempDir
    Path folder;

    private ConfigFile file() {
        return new ConfigFile(folder, Map.of());
    }

    private List<String> refused(String old, String replacement) {
        return file().with(old, replacement).refused();
    }

    private List<String> refusedWith(String... lines) {
        return file().plus(lines).refused();
    }

    @Test
    void shouldNameEachRequiredKeyAtItsParent() {
        Map<Integer, String> expected = Map.of(
                1, ":1:1 node: is required",
                3, ":2:1 journal.directory: is required",
                5, ":4:1 ledger.url: is required",
                7, ":6:1 admin.listen: is required",
                10, ":9:5 acquirers[0].listen: is required",
                11, ":9:5 acquirers[0].framing: is required",
                12, ":9:5 acquirers[0].dialect: is required",
                13, ":9:5 acquirers[0].response-timeout: is required",
                16, ":15:5 issuers[0].connect: is required",
                21, ":20:1 routing.table: is required");
        expected.forEach(
                (line, error) -> assertThat(file().withoutLine(line).refused()).containsExactly(error));
        assertThat(refused("  - id: atlas\n    connect", "  - connect"))
                .containsExactly(":15:5 issuers[0].id: is required");
    }

    @Test
    void shouldNameMissingSectionsAndLists() {
        assertThat(file().text("node: wasl-1\n").refused())
                .containsExactlyInAnyOrder(
                        ":1:1 journal.directory: is required",
                        ":1:1 ledger.url: is required",
                        ":1:1 admin.listen: is required",
                        ":1:1 acquirers: is required",
                        ":1:1 issuers: is required",
                        ":1:1 routing.table: is required");
        assertThat(refused("routing:\n  table: routes.csv\n", "routing:\n"))
                .containsExactly(":20:1 routing.table: is required");
    }

    @Test
    void shouldNameAnUnknownKeyAndTheOneProbablyMeant() {
        assertThat(refused(
                        "    dialect: iso87-ascii\n    response-timeout: 12s",
                        "    dialect: iso87-ascii\n    response-timeout: 12s\n    respons-timeout: 12s"))
                .containsExactly(
                        ":14:5 acquirers[0].respons-timeout: is not a known key; did you mean 'response-timeout'?");
        assertThat(refusedWith("drian: { timeout: 1s }"))
                .containsExactly(":22:1 drian: is not a known key; did you mean 'drain'?");
        assertThat(refusedWith("drain: { time_out: 1s }"))
                .containsExactly(":22:10 drain.time_out: is not a known key; did you mean 'timeout'?");
        assertThat(refusedWith("telemetry: yes")).containsExactly(":22:1 telemetry: is not a known key");
    }

    @Test
    void shouldNameAWrongShape() {
        assertThat(file().text("just text\n").refused()).containsExactly(":1:1: must be a mapping of keys");
        assertThat(file().text("- a\n- b\n").refused()).containsExactly(":1:1: must be a mapping of keys");
        assertThat(refused("journal:\n  directory: data/journal", "journal: data\n"))
                .containsExactly(":2:10 journal: must be a mapping of keys");
        assertThat(refused("[127.0.0.1:9001]", "127.0.0.1:9001"))
                .containsExactly(":16:14 issuers[0].connect: must be a list with at least one item");
        assertThat(refused("[127.0.0.1:9001]", "[]"))
                .containsExactly(":16:14 issuers[0].connect: must be a list with at least one item");
        assertThat(refused("[127.0.0.1:9001]", "[[127.0.0.1:9001]]"))
                .containsExactly(":16:15 issuers[0].connect[0]: must be one value");
        assertThat(refused("node: wasl-1", "node: [wasl-1]")).containsExactly(":1:7 node: must be one value");
        assertThat(refused("node: wasl-1", "node:")).containsExactly(":1:1 node: is empty");
        assertThat(refused("  - id: atlas", "  - atlas\n  - id: atlas"))
                .containsExactly(":15:5 issuers[0]: must be a mapping of keys");
    }

    @Test
    void shouldNameWhatIsNoYaml() {
        assertThat(refused("node: wasl-1", "node: 'wasl-1"))
                .hasSize(1)
                .first()
                .asString()
                .contains("not valid YAML");
        assertThat(refused("node: wasl-1", "node: wasl-1\nnode: wasl-2"))
                .containsExactly(":2:1 node: written twice, first in line 1");
        assertThat(file().text("").refused()).containsExactly(": the file is empty");
    }

    @Test
    void shouldNameAWrongId() {
        String reason = "must have 1 to 32 lower-case letters, digits or hyphens";
        assertThat(refused("node: wasl-1", "node: Wasl_1")).containsExactly(":1:7 node: " + reason);
        assertThat(refused("id: atlas", "id: the atlas")).containsExactly(":15:9 issuers[0].id: " + reason);
        assertThat(refused("id: shop-bank", "id: " + "a".repeat(33)))
                .containsExactly(":9:9 acquirers[0].id: " + reason);
        assertThat(refused(
                        "    dialect: iso87-ascii\n    response-timeout: 12s",
                        "    dialect: ../iso87\n    response-timeout: 12s"))
                .containsExactly(":12:14 acquirers[0].dialect: must be a name of letters, digits or any of -_., or"
                        + " jpos:FILE.xml, or moov:FILE.json");
    }

    @Test
    void shouldNameAnIdUsedTwice() {
        assertThat(refused("routing:", """
                  - id: atlas
                    connect: [127.0.0.1:9002]
                    framing: length-2
                    dialect: iso87-ascii
                    response-timeout: 10s
                routing:""")).containsExactly(":20:9 issuers[1].id: is also issuers[0].id");
        assertThat(refused("issuers:", """
                  - id: shop-bank
                    listen: 127.0.0.1:8584
                    framing: length-2
                    dialect: iso87-ascii
                    response-timeout: 12s
                issuers:""")).containsExactly(":14:9 acquirers[1].id: is also acquirers[0].id");
    }

    @Test
    void shouldNameAWrongAddress() {
        String reason = "must be an address such as 127.0.0.1:8583 or [::1]:8583";
        for (String wrong : List.of(
                "8583",
                "127.0.0.1",
                "'127.0.0.1:'",
                "127.0.0.1:65536",
                "127.0.0.1:-1",
                "127.0.0.256:1",
                "1.2.3:1",
                "a b:1",
                "-a:1",
                "a..b:1",
                "'::1:8583'",
                "'[x]:1'",
                "'[]:1'",
                "a:1x",
                "ho_st:1")) {
            assertThat(refused("127.0.0.1:8583", wrong))
                    .as(wrong)
                    .containsExactly(":10:13 acquirers[0].listen: " + reason);
        }
        assertThat(refused("127.0.0.1:9001", "127.0.0.1:0")).containsExactly(":16:15 issuers[0].connect[0]: " + reason);
        assertThat(refused("127.0.0.1:9001", "a:1, b:2, a:1"))
                .containsExactly(":16:25 issuers[0].connect[2]: is also issuers[0].connect[0]");
    }

    @Test
    void shouldNameListenersOnOnePort() {
        String second = """
                  - id: second
                    listen: %s
                    framing: length-2
                    dialect: iso87-ascii
                    response-timeout: 12s
                issuers:""";
        assertThat(refused("issuers:", second.formatted("127.0.0.1:8583")))
                .containsExactly(":15:13 acquirers[1].listen: is the port of acquirers[0].listen");
        assertThat(refused("issuers:", second.formatted("0.0.0.0:8583")))
                .containsExactly(":15:13 acquirers[1].listen: is the port of acquirers[0].listen");
        assertThat(refused("127.0.0.1:8583", "127.0.0.1:8083"))
                .containsExactly(":10:13 acquirers[0].listen: is the port of admin.listen");
    }

    @Test
    void shouldAllowFreePortsAndOnePortOnTwoHosts() throws ConfigException {
        String text = file().with("127.0.0.1:8583", "127.0.0.1:0")
                .with("127.0.0.1:8083", "127.0.0.1:0")
                .load()
                .config()
                .acquirers()
                .get(0)
                .listen()
                .toString();
        assertThat(text).isEqualTo("127.0.0.1:0");
        assertThat(file().with("127.0.0.1:8583", "127.0.0.2:8083")
                        .load()
                        .config()
                        .acquirers())
                .hasSize(1);
    }

    @Test
    void shouldNameAnAdminAddressThatOthersCanReach() {
        for (String open :
                List.of("0.0.0.0:8083", "10.0.0.1:8083", "example.org:8083", "'[::]:8083'", "127.evil.org:1")) {
            assertThat(refused("127.0.0.1:8083", open))
                    .as(open)
                    .containsExactly(":7:11 admin.listen: must be a loopback address such as 127.0.0.1:8083");
        }
    }

    @Test
    void shouldNameASocketPathThatIsTooLong() {
        String path = "/" + "é".repeat(53);
        assertThat(refused("  listen: 127.0.0.1:8083", "  listen: 127.0.0.1:8083\n  command-socket: " + path + "x"))
                .containsExactly(":8:19 admin.command-socket: " + path
                        + "x has 108 bytes; a Unix socket's path has at most 107");
        assertThat(refused("data/journal", "/" + "d".repeat(100) + "/journal"))
                .containsExactly(":6:1 admin.command-socket: /" + "d".repeat(100)
                        + "/run/wasl.sock has 115 bytes; a Unix socket's path has at most 107");
        assertThat(file().with("  listen: 127.0.0.1:8083", "  listen: 127.0.0.1:8083\n  command-socket: " + path)
                        .write())
                .satisfies(right -> ConfigLoader.load(right, name -> Optional.empty()));
    }

    @Test
    void shouldNameAWrongDuration() {
        for (String wrong : List.of("10", "10 s", "10sec", "ten", "1.5s", "s", "1e3ms", "9999999999s", "PT10S")) {
            assertThat(refused("response-timeout: 12s", "response-timeout: " + wrong))
                    .as(wrong)
                    .containsExactly(
                            ":13:23 acquirers[0].response-timeout: must be a duration such as 10s, 250ms or 2m");
        }
    }

    @Test
    void shouldNameADurationOutOfRange() {
        for (String wrong : List.of("0s", "-1s", "99ms", "301s", "300001ms", "1h")) {
            assertThat(refused("response-timeout: 12s", "response-timeout: " + wrong))
                    .as(wrong)
                    .containsExactly(":13:23 acquirers[0].response-timeout: must be from 100ms to 5m");
        }
        assertThat(refusedWith("drain: { timeout: 11m }"))
                .containsExactly(":22:19 drain.timeout: must be from 0s to 10m");
        assertThat(refusedWith("start: { grace: -1ms }")).containsExactly(":22:17 start.grace: must be from 0s to 1m");
    }

    @Test
    void shouldNameAWrongSize() {
        for (String wrong : List.of("8", "8KB", "8k", "8 MiB", "MiB", "1.5MiB")) {
            assertThat(refusedWith("links: { max-frame: " + wrong + " }"))
                    .as(wrong)
                    .containsExactly(":22:21 links.max-frame: must be a size such as 8KiB or 64MiB");
        }
        for (String wrong : List.of("0B", "-1KiB", "255B", "2MiB")) {
            assertThat(refusedWith("links: { max-frame: " + wrong + " }"))
                    .as(wrong)
                    .containsExactly(":22:21 links.max-frame: must be from 256B to 1MiB");
        }
        assertThat(refusedWith("in-flight: { slot-size: 128KiB }"))
                .containsExactly(":22:25 in-flight.slot-size: must be from 256B to 64KiB");
    }

    @Test
    void shouldNameAWrongNumber() {
        for (String wrong : List.of("many", "1.5", "0x10", "1_000", "12345678901")) {
            assertThat(refusedWith("in-flight: { capacity: " + wrong + " }"))
                    .as(wrong)
                    .containsExactly(":22:24 in-flight.capacity: must be a whole number");
        }
        for (String wrong : List.of("0", "-5", "500001")) {
            assertThat(refusedWith("in-flight: { capacity: " + wrong + " }"))
                    .as(wrong)
                    .containsExactly(":22:24 in-flight.capacity: must be from 1 to 500000");
        }
    }

    @Test
    void shouldNameAWordThatIsNoChoice() {
        String end = "response-timeout: 10s";
        assertThat(refused(end, end + "\n    stan: mine"))
                .containsExactly(":20:11 issuers[0].stan: must be one of own, keep");
        assertThat(refused(end, end + "\n    mismatch: At-Once"))
                .containsExactly(":20:15 issuers[0].mismatch: must be one of at-deadline, at-once");
        assertThat(refused(end, end + "\n    match: [7, 37]"))
                .containsExactly(":20:12 issuers[0].match: must contain 11, the only element that differs for every"
                        + " message in flight");
        assertThat(refused(end, end + "\n    match: [11, 4, x, 11]"))
                .containsExactly(
                        ":20:17 issuers[0].match[1]: must be a data element among [7, 11, 12, 13, 32, 37, 41, 42]",
                        ":20:20 issuers[0].match[2]: must be a data element among [7, 11, 12, 13, 32, 37, 41, 42]",
                        ":20:23 issuers[0].match[3]: is also issuers[0].match[0]");
        assertThat(refused("response-timeout: 12s", "response-timeout: 12s\n    unknown-bin: 14"))
                .containsExactly(":14:18 acquirers[0].unknown-bin: must be one of 15, 92");
        assertThat(refused("response-timeout: 12s", "response-timeout: 12s\n    unknown-original-advice: 0"))
                .containsExactly(":14:30 acquirers[0].unknown-original-advice: must be one of 00, 25");
    }

    @Test
    void shouldNameATranslationThatMeansNothing() {
        String end = "response-timeout: 10s";
        String start = end + "\n    translations:\n      - dialect: iso93-ascii\n        request:\n          - ";
        assertThat(refused(end, start + "{ from: '22' }"))
                .containsExactly(":23:13 issuers[0].translations[0].request[0].to: is required");
        assertThat(refused(end, start + "{ to: '22' }"))
                .containsExactly(":23:19 issuers[0].translations[0].request[0].to: needs either from (an element of the"
                        + " other leg) or value (always the same)");
        String fixed = "{ to: '26', value: '5999' }\n          - ";
        assertThat(refused(end, start + fixed + "{ to: '26', value: '5411' }"))
                .containsExactly(":24:19 issuers[0].translations[0].request[1].to: has a fixed value above");
        assertThat(refused(end, start + fixed + "{ to: '26', from: '18' }\n          - { from: '22' }"))
                .containsExactly(":25:13 issuers[0].translations[0].request[2].to: is required");
        assertThat(refused(end, start + "{ drop: '22', to: '3' }"))
                .containsExactly(
                        ":23:21 issuers[0].translations[0].request[0].drop: stands alone: what is left out goes nowhere");
        assertThat(refused(end, start + "{ to: '22', value: '1', otherwise: '2' }"))
                .containsExactly(":23:32 issuers[0].translations[0].request[0].value: is always the same: values and"
                        + " otherwise have no meaning beside it");
        assertThat(refused(
                        end, end + "\n    translations:\n      - { dialect: a }\n      - { dialect: a, loss: warn }"))
                .containsExactly(
                        ":22:20 issuers[0].translations[1].dialect: has a translation above",
                        ":22:23 issuers[0].translations[1].loss: is not a known key; did you mean 'lost'?");
    }

    @Test
    void shouldNameAnElementThatCannotStandInAProfile() {
        String end = "response-timeout: 12s";
        assertThat(refused(end, end + "\n    echo: [2, 37]"))
                .containsExactly(
                        ":14:11 acquirers[0].echo: must contain 11, the switch's own number would go back in its"
                                + " place");
        assertThat(refused(end, end + "\n    duplicate-key: [7, 37]"))
                .containsExactly(":14:20 acquirers[0].duplicate-key: must contain 11, the only element that differs for"
                        + " every message");
        assertThat(refused(end, end + "\n    echo: [11, 1, 129, 11]"))
                .containsExactly(
                        ":14:16 acquirers[0].echo[1]: must be a data element, from 2 to 128",
                        ":14:19 acquirers[0].echo[2]: must be a data element, from 2 to 128",
                        ":14:24 acquirers[0].echo[3]: is also acquirers[0].echo[0]");
        assertThat(refused(end, end + "\n    duplicate-key: [11, time]"))
                .containsExactly(":14:25 acquirers[0].duplicate-key[1]: must be a data element, from 2 to 128");
        assertThat(refused(end, end + "\n    echo: []"))
                .containsExactly(":14:11 acquirers[0].echo: must be a list with at least one item");
    }

    @Test
    void shouldNameAWrongFraming() {
        String framing = "    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 12s";
        String rest = "\n    dialect: iso87-ascii\n    response-timeout: 12s";
        assertThat(refused(framing, "    framing: lenght-2" + rest))
                .containsExactly(":11:14 acquirers[0].framing: no framing 'lenght-2'; there are "
                        + String.join(", ", FramingPresets.names()) + "; did you mean 'length-2'?");
        assertThat(refused(framing, "    framing: { width: 2 }" + rest))
                .containsExactly(":11:5 acquirers[0].framing.length: is required where no preset is named");
        assertThat(refused(framing, "    framing: { length: bcd, width: 4 }" + rest))
                .containsExactly(":11:36 acquirers[0].framing.width: must be from 1 to 3");
        assertThat(refused(framing, "    framing: { length: bcd, after: 0x }" + rest))
                .containsExactly(":11:36 acquirers[0].framing.after: must be bytes in hex, such as 6000000000");
        assertThat(refused(framing, "    framing: { length: bcd, tpdu: '6000' }" + rest))
                .containsExactly(
                        ":11:35 acquirers[0].framing.tpdu: must have 5 bytes: identifier, destination 2, origin 2");
        assertThat(refused(framing, "    framing: { length: none }" + rest))
                .containsExactly(":11:5 acquirers[0].framing.trailer: is required where no length is sent: nothing else"
                        + " ends a message");
        assertThat(refused(framing, "    framing: { length: none, trailer: '03', inclusive: true }" + rest))
                .containsExactly(":11:56 acquirers[0].framing.inclusive: means nothing where no length is sent");
        assertThat(refused(framing, "    framing: { length: none, trailer: '03', width: 2 }" + rest))
                .containsExactly(":11:52 acquirers[0].framing.width: means nothing where no length is sent");
        assertThat(refused(framing, "    framing: { length: bcd, inclusive: yes }" + rest))
                .containsExactly(":11:40 acquirers[0].framing.inclusive: must be true or false");
        assertThat(refused(framing, "    framing: { length: bcd, tail: '03' }" + rest))
                .containsExactly(":11:29 acquirers[0].framing.tail: is not a known key");
    }

    @Test
    void shouldNameAWrongHeaderOrKeepAliveOfAFraming() {
        String framing = "    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 12s";
        String rest = "\n    dialect: iso87-ascii\n    response-timeout: 12s";
        assertThat(refused(framing, "    framing: { preset: length-2, header-form: kept }" + rest))
                .containsExactly(":11:5 acquirers[0].framing.header: is required: as many bytes as it has are kept, and"
                        + " it is sent first");
        assertThat(refused(framing, "    framing: { preset: length-2+iso, header: ISO12 }" + rest))
                .containsExactly(":11:46 acquirers[0].framing.header: must be ISO and 9 digits, such as ISO025000050");
        assertThat(refused(framing, "    framing: { preset: vap, header: 160102 }" + rest))
                .containsExactly(
                        ":11:37 acquirers[0].framing.header: must have 22 bytes or more, the first of which says"
                                + " how many");
        assertThat(refused(framing, "    framing: { preset: etx, header-form: vap }" + rest))
                .containsExactly(
                        ":11:42 acquirers[0].framing.header-form: vap needs a length: its header holds any byte");
        assertThat(refused(framing, "    framing: { preset: vap, keep-alive: 30s }" + rest))
                .containsExactly(
                        ":11:41 acquirers[0].framing.keep-alive: needs zero-length: ignore; echoed by both ends"
                                + " such a frame would go to and fro for ever");
        assertThat(refused(framing, "    framing: length-2+tpu" + rest))
                .containsExactly(":11:14 acquirers[0].framing: no framing 'length-2+tpu'; there are "
                        + String.join(", ", FramingPresets.names()) + "; did you mean 'length-2-tpdu'?");
    }

    @Test
    void shouldNameALedgerUrlThatIsWrongWithoutRepeatingIt() {
        String url = "jdbc:h2:file:./data/ledger;MODE=STRICT";
        assertThat(refused(url, "jdbc:mysql://db/wasl"))
                .containsExactly(":5:8 ledger.url: must begin with jdbc:h2:file:, jdbc:h2:mem: or jdbc:postgresql://");
        assertThat(refused(url, "jdbc:h2:file:;MODE=STRICT"))
                .containsExactly(":5:8 ledger.url: names no file behind jdbc:h2:file:");
        assertThat(refused(url, "jdbc:postgresql://db/wasl?user=a&Password=secret"))
                .containsExactly(
                        ":5:8 ledger.url: must not hold a password; ledger.password-file names a file that does");
    }

    @Test
    void shouldNameAVariableThatIsNotSet() {
        assertThat(refused("node: wasl-1", "node: ${NODE}"))
                .containsExactly(":1:7 node: environment variable NODE is not set and ${NODE} has no default");
        assertThat(refused("node: wasl-1", "node: wasl-${NODE")).containsExactly(":1:7 node: has ${ without its }");
        assertThat(refused("node: wasl-1", "node: ${1 2}"))
                .containsExactly(":1:7 node: '1 2' is not the name of an environment variable");
    }

    @Test
    void shouldRefuseAnAcquirerThatGivesUpBeforeItsIssuers() throws ConfigException {
        assertThat(refused("response-timeout: 12s", "response-timeout: 10499ms"))
                .containsExactly(":13:23 acquirers[0].response-timeout: must be at least 10500ms, 500ms above"
                        + " issuers[0].response-timeout");
        assertThat(file().with("response-timeout: 12s", "response-timeout: 10500ms")
                        .load()
                        .config()
                        .acquirers())
                .hasSize(1);
    }

    @Test
    void shouldNameLimitsThatContradictEachOther() {
        assertThat(refused("data/journal", "data/journal\n  memory-window: 65535"))
                .containsExactly(":4:18 journal.memory-window: must not be below in-flight.capacity (65536)");
        assertThat(refusedWith("owed: { capacity: 9 }"))
                .containsExactly(":22:19 owed.capacity: must not be below in-flight.capacity (65536)");
        assertThat(refusedWith("in-flight: { capacity: 500000, slot-size: 5KiB }"))
                .contains(":22:43 in-flight.slot-size: times in-flight.capacity must be less than 2GiB");
        assertThat(refusedWith("links: { write-limit: 64KiB, max-frame: 65KiB }"))
                .containsExactly(":22:23 links.write-limit: must not be below links.max-frame (66560)");
        String end = "response-timeout: 10s";
        assertThat(refused(end, end + "\n    reconnect: { first: 31s }"))
                .containsExactly(
                        ":20:25 issuers[0].reconnect.first: 31s must not be above issuers[0].reconnect.max (30s)");
        assertThat(refused(end, end + "\n    reversal: { retry-max: 4s }"))
                .containsExactly(
                        ":20:5 issuers[0].reversal.retry-first: 5s must not be above issuers[0].reversal.retry-max (4s)");
        assertThat(refused(end, end + "\n    echo: { interval: 4s }"))
                .containsExactly(":20:5 issuers[0].echo.timeout: 5s must not be above issuers[0].echo.interval (4s)");
    }

    /** Mistakes in different places do not hide each other and do not make others. */
    @Test
    void shouldTellAsManyErrorsAsThereAreMistakes() {
        long seed = Long.getLong("wasl.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<String[]> mistakes = new ArrayList<>(List.of(
                new String[] {"node: wasl-1", "node: '?'"},
                new String[] {"  directory: data/journal\n", ""},
                new String[] {"jdbc:h2", "jdbc:h3"},
                new String[] {"127.0.0.1:8083", "0.0.0.0:8083"},
                new String[] {"id: shop-bank", "id: SHOP"},
                new String[] {"127.0.0.1:8583", "127.0.0.1:99999"},
                new String[] {"    response-timeout: 12s\n", "    response-timeout: soon\n"},
                new String[] {"issuers:\n", "issuers:\n  - nothing\n"},
                new String[] {"[127.0.0.1:9001]", "[nowhere]"},
                new String[] {"response-timeout: 10s", "response-timeout: -10s"},
                new String[] {"routing:\n  table", "rooting: 1\nrouting:\n  tabel: x\n  table"}));
        for (int round = 0; round < 200; round++) {
            Collections.shuffle(mistakes, random);
            int count = 1 + random.nextInt(mistakes.size());
            ConfigFile file = file();
            int expected = 0;
            for (String[] mistake : mistakes.subList(0, count)) {
                file.with(mistake[0], mistake[1]);
                expected += mistake[1].startsWith("rooting") ? 2 : 1;
            }
            assertThat(file.refused()).as("seed %d, round %d", seed, round).hasSize(expected);
        }
    }

    @Test
    void shouldRefuseABusinessDateThatIsNone() {
        assertThat(
                        refused(
                                "journal:",
                                "business-date: { cutover: 25:00, zone: Atlantis, cutover-by: [atlas, nobody, atlas] }\njournal:"))
                .containsExactly(
                        ":2:27 business-date.cutover: must be a time of day such as 23:00",
                        ":2:40 business-date.zone: must be a time zone such as Africa/Casablanca or UTC",
                        ":2:70 business-date.cutover-by[1]: is the id of no acquirer and no issuer",
                        ":2:78 business-date.cutover-by[2]: is also business-date.cutover-by[0]");
    }
}
