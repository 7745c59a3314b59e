package io.wasl.routing;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.CardDigits;
import io.wasl.fuzz.FuzzTarget;
import io.wasl.fuzz.YamlErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** BIN tables as operators write them: one that routes any PAN, or errors with their places and without card numbers. */
public final class RoutesFuzz implements FuzzTarget {

    private static final List<byte[]> PANS = Stream.of(
                    "4000001234567899", "4000990000000000", "9", "0000000000000000000")
            .map(pan -> pan.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private final Path file;

    public RoutesFuzz() throws IOException {
        file = Files.createTempFile("wasl-fuzz", ".csv");
        file.toFile().deleteOnExit();
    }

    @Override
    public void run(byte[] input) throws IOException {
        Files.write(file, input);
        BinTable table;
        try {
            table = BinTable.load(file, TableFile.ISSUERS);
        } catch (ConfigException e) {
            YamlErrors.check(e, file.toString(), new String(input, StandardCharsets.ISO_8859_1));
            e.errors().forEach(error -> CardDigits.assertNoneIn(error.reason()));
            return;
        }
        for (byte[] pan : PANS) {
            if (table.route(pan, 0, pan.length) instanceof Route.To to) {
                for (int issuer : to.issuers()) {
                    TableFile.ISSUERS.get(issuer);
                }
            }
        }
        table.explain("400000").lines();
        if (table.ranges() < 1
                || table.memoryBytes() < 1
                || !BinTableDiff.between(table, table).isEmpty()) {
            throw new AssertionError("a table that is not itself");
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        String header = BinTableReader.HEADER;
        return Stream.of(
                        header + "\n400000,400099,rif,VISA,16,1\n400000,400009,atlas,VISA,13|16|19,2\n",
                        header + ",luhn\r\n# remark\r\n 4000001,4000002 ,souss,A B,16-19,10,yes\r\n",
                        header + "\n400000,499999,rif,X,16,1\n400000,499999,atlas,X,16,2\n411111,411111,souss,Y,16,1\n",
                        header + "\n4000001234567890000,4000001234567899999,rif,V,19,1\n",
                        Files.readString(Path.of("..", "config", "routes.csv")))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
