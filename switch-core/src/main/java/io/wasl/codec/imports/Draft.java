package io.wasl.codec.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an import has found so far, on its way to a dialect's text. Owner: the import. */
final class Draft {

    /** What the text says in its first line that it was made from. */
    final String origin;

    /** As a dialect file writes it. */
    String mti = "ascii";

    String bitmap = "binary";
    String tertiary = "none";

    /** The highest element that the bitmaps can announce. */
    int last = 128;

    /** Where the imported file begins to say something. */
    Place root = Place.FILE;

    /** Where it declares DE 39, else where it begins. */
    Place code = Place.FILE;

    final SortedMap<Integer, ImportedElement> elements = new TreeMap<>();
    final SortedMap<Integer, List<String>> notes = new TreeMap<>();

    Draft(String origin) {
        this.origin = origin;
    }

    /** Says what the dialect leaves out. */
    void note(int element, String text) {
        notes.computeIfAbsent(element, key -> new ArrayList<>()).add(text);
    }

    List<String> allNotes() {
        List<String> all = new ArrayList<>();
        notes.forEach((element, texts) -> texts.forEach(text -> all.add("DE " + element + ": " + text)));
        return all;
    }
}
