package io.wasl.bench.report;

/**
 * A page with places that a program writes, between lines of their own; all else is somebody's, and is kept byte for byte.
 *
 * <pre>
 *   &lt;!-- report: goals --&gt;
 *   …
 *   &lt;!-- /report: goals --&gt;
 * </pre>
 *
 * @param text the whole page
 */
record MarkedText(String text) {

    /** What is wrong with a page's marks. */
    static final class MarkException extends Exception {

        private static final long serialVersionUID = 1;

        MarkException(String what) {
            super(what);
        }
    }

    /** @param content whole lines */
    MarkedText with(String section, String content) throws MarkException {
        Place place = place(section);
        return new MarkedText(text.substring(0, place.begin) + content + text.substring(place.end));
    }

    /** Says what is wrong with the marks of a section, if anything is. */
    void require(String section) throws MarkException {
        place(section);
    }

    /** From after the first mark's line to before the last one's. */
    private record Place(int begin, int end) {}

    private Place place(String section) throws MarkException {
        String first = "<!-- report: " + section + " -->";
        String last = "<!-- /report: " + section + " -->";
        int begin = lineEnd(only(first), first);
        int end = only(last);
        if (end < begin) {
            throw new MarkException("the line " + last + " stands before " + first);
        }
        int other = text.indexOf("<!-- report: ", begin);
        if (other >= 0 && other < end) {
            throw new MarkException("another section begins before the line " + last);
        }
        return new Place(begin, end);
    }

    /** Where the one line with this mark begins. */
    private int only(String mark) throws MarkException {
        int found = text.indexOf(mark);
        if (found < 0) {
            throw new MarkException("has no line " + mark);
        }
        if (text.indexOf(mark, found + 1) >= 0) {
            throw new MarkException("has more than one line " + mark);
        }
        if (found > 0 && text.charAt(found - 1) != '\n') {
            throw new MarkException("the mark " + mark + " must stand on a line of its own");
        }
        return found;
    }

    private int lineEnd(int begin, String mark) throws MarkException {
        int end = begin + mark.length();
        if (text.startsWith("\r\n", end)) {
            return end + 2;
        }
        if (!text.startsWith("\n", end)) {
            throw new MarkException("the mark " + mark + " must stand on a line of its own");
        }
        return end + 1;
    }
}
