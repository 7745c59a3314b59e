package io.wasl.codec.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One element of an XML file with what it holds, which is no text.
 *
 * @param attributes in the order of the file
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, Place place) {

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    boolean isTrue(String attribute) {
        return attribute(attribute).orElse("").strip().equals("true");
    }
}
