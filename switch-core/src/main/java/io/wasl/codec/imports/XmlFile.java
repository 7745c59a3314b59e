package io.wasl.codec.imports;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one XML file into {@link XmlElement}s that know where they stand.
 *
 * <p>By the JDK's own parser, whatever else is on the class path. A document type may be named but is not loaded, and may
 * declare nothing itself; entities are not known, so that a file can neither name another one nor grow while it is read.
 * Text is an error: in these files only attributes say something.
 */
final class XmlFile {

    /** Subfields in subfields of subfields need five. */
    private static final int DEEPEST = 32;

    private final String file;
    private final XMLStreamReader reader;
    private final Deque<XmlElement> open = new ArrayDeque<>();

    private XmlFile(String file, XMLStreamReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * @param file its name, for errors only
     * @return the outermost element
     * @throws ConfigException for what is no well-formed XML
     */
    static XmlElement parse(String file, byte[] bytes) throws ConfigException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return new XmlFile(file, reader).root();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new ConfigException(syntaxError(file, e));
        }
    }

    private XmlElement root() throws XMLStreamException, ConfigException {
        XmlElement root = null;
        boolean isBehindText = false;
        while (reader.hasNext()) {
            // Behind what came before, which is where the next event begins.
            Location before = reader.getLocation();
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                // Text ends with the < that shows its end.
                XmlElement element = element(before, isBehindText ? 1 : 0);
                root = root == null ? element : root;
                begin(element);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new ConfigException(error(before, "entities (&" + reader.getLocalName() + ";) are not read"));
            } else if (event == XMLStreamConstants.DTD && reader.getText().endsWith("]>")) {
                throw new ConfigException(error(before, "what a document type declares in [ ] is not read"));
            } else if (reader.isCharacters() && !reader.getText().isBlank()) {
                throw new ConfigException(error(before, "text between the elements says nothing here"));
            }
            isBehindText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE;
        }
        if (root == null) {
            throw new ConfigException(new ConfigError(file, 0, 0, "", "the file holds no element"));
        }
        return root;
    }

    private XmlElement element(Location before, int columnsAhead) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        Place place =
                new Place(Math.max(1, before.getLineNumber()), Math.max(1, before.getColumnNumber() - columnsAhead));
        List<XmlElement> children = new ArrayList<>();
        String name = qualified(reader.getPrefix(), reader.getLocalName());
        return new XmlElement(name, Collections.unmodifiableMap(attributes), children, place);
    }

    /** With what stands in front of the colon, so that it is not taken for a name without. */
    private static String qualified(@Nullable String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private void begin(XmlElement element) throws ConfigException {
        XmlElement parent = open.peek();
        if (parent != null) {
            parent.children().add(element);
        }
        if (open.size() == DEEPEST) {
            throw new ConfigException(new ConfigError(
                    file,
                    element.place().line(),
                    element.place().column(),
                    element.name(),
                    "more than " + DEEPEST + " elements within one another"));
        }
        open.push(element);
    }

    private ConfigError error(Location place, String reason) {
        return errorAt(file, place, reason);
    }

    /** The parser's count of columns may fall below zero where it refills its buffer: then only the line is told. */
    private static ConfigError errorAt(String file, @Nullable Location place, String reason) {
        return new ConfigError(
                file,
                place == null ? 0 : Math.max(0, place.getLineNumber()),
                place == null ? 0 : Math.max(0, place.getColumnNumber()),
                "",
                reason);
    }

    /** The parser's message names the place once more, on a line of its own. */
    private static ConfigError syntaxError(String file, XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int text = message.indexOf("Message: ");
        return errorAt(file, e.getLocation(), "not valid XML: " + (text < 0 ? message : message.substring(text + 9)));
    }
}
