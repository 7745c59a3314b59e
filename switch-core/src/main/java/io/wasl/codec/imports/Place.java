package io.wasl.codec.imports;

/**
 * Where something stands in an imported file.
 *
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1; 0 likewise
 */
record Place(int line, int column) {

    static final Place FILE = new Place(0, 0);
}
