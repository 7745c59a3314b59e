package io.wasl.bench.report;

import java.util.Locale;

/**
 * A picture as SVG text. It has its light colours as attributes, and a class wherever a dark page wants another one; widths are made
 * for a column of a page or a telephone.
 *
 * <p>Owner: its maker.
 */
final class Svg {

    /** Of every picture, in its own units; a page scales it. */
    static final int WIDTH = 480;

    static final int TEXT_SIZE = 12;

    /** What a page needs once, and a picture alone must have in it. */
    static final String STYLE = "@media (prefers-color-scheme:dark){.s-paper{fill:#0d1117}.s-ink{fill:#e6edf3}"
            + ".s-soft{fill:#9198a1}.s-grid{stroke:#2f353d}.s-axis{stroke:#656c76}}";

    /** Where a text's place is. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder text = new StringBuilder();
    private final String title;
    private final int height;

    Svg(String title, int height) {
        this.title = title;
        this.height = height;
        text.append("<rect class=\"s-paper\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(height)
                .append("\" fill=\"#ffffff\"/>\n");
        heading(title);
    }

    private void heading(String words) {
        text.append("<text class=\"s-ink\" x=\"8\" y=\"20\" font-size=\"14\" font-weight=\"600\" fill=\"#1f2328\">")
                .append(Words.escape(words))
                .append("</text>\n");
    }

    void line(double x1, double y1, double x2, double y2, boolean isAxis) {
        text.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
                isAxis ? "s-axis" : "s-grid",
                x1,
                y1,
                x2,
                y2,
                isAxis ? "#818b98" : "#d8dee4"));
    }

    void bar(double x, double y, double width, double high, String colour) {
        text.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                Math.max(0, width),
                high,
                colour));
    }

    /** @param points such as {@code 1.0,2.0 3.0,4.0} */
    void curve(String points, Palette.Stroke stroke) {
        text.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"%s\"/>\n",
                stroke.colour(),
                dashes(stroke),
                points));
    }

    void sample(double x, double y, double width, Palette.Stroke stroke) {
        text.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2.5\"%s/>\n",
                x,
                y,
                x + width,
                y,
                stroke.colour(),
                dashes(stroke)));
    }

    private static String dashes(Palette.Stroke stroke) {
        return stroke.dashes().isEmpty() ? "" : " stroke-dasharray=\"" + stroke.dashes() + "\"";
    }

    void text(double x, double y, String words, Anchor anchor, boolean isSoft) {
        text.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                isSoft ? "s-soft" : "s-ink",
                x,
                y,
                TEXT_SIZE,
                anchor.name().toLowerCase(Locale.ROOT),
                isSoft ? "#59636e" : "#1f2328",
                Words.escape(words)));
    }

    /** To stand in a page that has the style. */
    String inPage() {
        return open() + text + "</svg>\n";
    }

    /** To stand alone. */
    String alone() {
        return open() + "<style>" + STYLE + "</style>\n" + text + "</svg>\n";
    }

    private String open() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height
                + "\" role=\"img\" font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif\">\n<title>"
                + Words.escape(title) + "</title>\n";
    }
}
