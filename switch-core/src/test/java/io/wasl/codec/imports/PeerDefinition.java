package io.wasl.codec.imports;

import io.wasl.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jpos.iso.BCDInterpreter;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.packager.GenericPackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.jpos.iso.packager.ISO93APackager;
import org.jpos.iso.packager.ISO93BPackager;

/**
 * One definition of messages, as jPOS runs it and as we imported it.
 *
 * @param packager jPOS's own
 */
record PeerDefinition(String name, ISOBasePackager packager, ImportedDialect imported) {

    /** Files that users have and we may not ship. */
    private static final String MORE = "wasl.packagers";

    private static final List<String> IN_THE_JAR =
            List.of("iso87ascii.xml", "iso87binary.xml", "iso93ascii.xml", "iso93binary.xml", "cmf.xml");

    /** A document type must be named, or jPOS refuses the file; both parsers know it without loading it from anywhere. */
    private static final String DOCUMENT_TYPE =
            "<!DOCTYPE isopackager PUBLIC \"-//jPOS/jPOS Generic Packager DTD 1.0//EN\""
                    + " \"http://jpos.org/dtd/generic-packager-1.0.dtd\">\n";

    /** Those that every run compares. */
    static List<PeerDefinition> known() throws IOException, ISOException, ConfigException {
        List<PeerDefinition> known = new ArrayList<>();
        for (String file : IN_THE_JAR) {
            try (InputStream stream = PeerDefinition.class.getResourceAsStream("/packager/" + file)) {
                known.add(of(file, stream.readAllBytes()));
            }
        }
        for (Map.Entry<String, String> own : new TreeMap<>(OwnDefinitions.ALL).entrySet()) {
            known.add(of(own.getKey(), own.getValue()));
        }
        known.add(of(new ISO87APackager()));
        known.add(of(new ISO87BPackager()));
        known.add(of(new ISO93APackager()));
        known.add(of(new ISO93BPackager()));
        return known;
    }

    /** The files of the folder that the user names, if one does. */
    static List<Path> more() throws IOException {
        String folder = System.getProperty(MORE, "");
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    static PeerDefinition of(String file, byte[] xml) throws ISOException, ConfigException {
        return new PeerDefinition(
                file, new GenericPackager(new ByteArrayInputStream(xml)), DialectSources.importJpos(file, file, xml));
    }

    static PeerDefinition of(String file, String xml) throws ISOException, ConfigException {
        return of(file, (DOCUMENT_TYPE + xml).getBytes(StandardCharsets.UTF_8));
    }

    /** A packager that is a class: its fields are written down as a file would have them. */
    private static PeerDefinition of(ISOBasePackager packager) throws ConfigException {
        String name = packager.getClass().getSimpleName();
        StringBuilder xml = new StringBuilder("<isopackager>\n");
        for (int i = 0; i <= 128; i++) {
            ISOFieldPackager field = packager.getFieldPackager(i);
            xml.append(String.format(
                    "  <isofield id=\"%d\" length=\"%d\" name=\"field %d\" pad=\"%s\" class=\"%s\"/>%n",
                    i, field.getLength(), i, isPadded(field), field.getClass().getName()));
        }
        xml.append("</isopackager>\n");
        byte[] bytes = xml.toString().getBytes(StandardCharsets.UTF_8);
        return new PeerDefinition(name, packager, DialectSources.importJpos(name, name, bytes));
    }

    /** What the constructor was told; a field of jPOS has no other way to say it. */
    private static boolean isPadded(ISOFieldPackager field) {
        for (Class<?> type = field.getClass(); type != ISOFieldPackager.class; type = type.getSuperclass()) {
            for (Field member : type.getDeclaredFields()) {
                if (member.getName().equals("interpreter") && member.trySetAccessible()) {
                    try {
                        return member.get(field) == BCDInterpreter.LEFT_PADDED;
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name;
    }
}
