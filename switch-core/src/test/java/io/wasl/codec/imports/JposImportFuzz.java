package io.wasl.codec.imports;

import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Packager files of jPOS: a dialect whose text loads, or errors with their places; nothing else is opened or run. */
public final class JposImportFuzz implements FuzzTarget {

    private static final String FILE = "fuzz.xml";

    @Override
    public void run(byte[] input) throws ConfigException {
        ImportedDialect imported;
        try {
            imported = DialectSources.importJpos("fuzz", FILE, input);
        } catch (ConfigException e) {
            // A file of XML may be in any encoding: each byte may end a line.
            ImportPromises.check(e, FILE, input.length + 1L);
            return;
        }
        ImportPromises.check(imported, input.length);
        Dialects.parse("fuzz", "fuzz.yaml", imported.yaml());
    }

    @Override
    public List<byte[]> seeds() {
        List<String> seeds = new ArrayList<>(OwnDefinitions.ALL.values());
        seeds.sort(null);
        seeds.add("<!DOCTYPE isopackager SYSTEM \"nowhere.dtd\">\n" + seeds.get(0));
        seeds.add("""
                <isopackager maxValidField="128" thirdBitmapField="65" firstField="2">
                <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFE_NUMERIC"/>
                <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
                <isofield id="39" length="3" name="code" class="org.jpos.iso.IFE_CHAR"/>
                <isofield id="44" length="99" name="&lt;&#233;&quot;'" class="org.jpos.iso.IF_TCHAR" token="|"/>
                <isofield id="65" length="8" name="third" class="org.jpos.iso.IFB_BITMAP"/>
                <isofieldpackager id="48" length="999" name="p" class="org.jpos.iso.IFE_LLLCHAR" emitBitmap="false"
                  packager="org.jpos.iso.packager.GenericSubFieldPackager"><!-- parts -->
                <isofield id="1" length="4" name="f" class="org.jpos.iso.IF_CHAR" trim="true"/></isofieldpackager>
                <isovalidator class="com.example.All"/>
                </isopackager>
                """);
        return seeds.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
