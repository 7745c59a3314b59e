package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LatencyPlotTest {

    private static final Pattern TEXT = Pattern.compile(
            "<text class=\"s-soft\" x=\"([\\d.]+)\" y=\"([\\d.]+)\" font-size=\"12\" text-anchor=\"middle\"[^>]*>([^<]+)<");
    private static final Pattern CURVE = Pattern.compile("<polyline [^>]*points=\"([^\"]+)\"");

    /** Wider than a character of any usual font of this size. */
    private static final double CHARACTER = 6.7;

    private final String svg =
            new LatencyPlot(Golden.run(), LoadShape.parse("open:5000")).draw().alone();

    @Test
    void shouldHaveACurveAndANameForEveryTarget() {
        assertThat(Golden.run().targets()).hasSizeGreaterThan(5);
        assertThat(CURVE.matcher(svg).results()).hasSize(Golden.run().targets().size());
        for (Target target : Golden.run().targets()) {
            assertThat(svg)
                    .contains(">" + target.word() + "</text>")
                    .contains(Palette.of(target).colour());
        }
        assertThat(svg).contains("Latency by percentile, 5,000 a second", ">99.9 %<", ">1 ms<", ">100 µs<");
    }

    /** Its curve is not there, and nobody is to think that it was not asked. */
    @Test
    void shouldNameATargetOfWhichNoRoundCounts() {
        MeasuredRun lossy = MadeUpRun.good()
                .with(Target.WASL, "open:5000", MadeUpRun.Window::lossy)
                .run();

        assertThat(new LatencyPlot(lossy, LoadShape.parse("open:5000")).draw().alone())
                .contains(">no counted round: wasl<");
    }

    /** Two targets of one colour have different dashes. */
    @Test
    void shouldDrawNoTwoTargetsAlike() {
        assertThat(List.of(Target.values())).extracting(Palette::of).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepLabelsApartAndWithinThePicture() {
        record Label(double begin, double end, double y) {}
        List<Label> labels = new ArrayList<>();
        Matcher text = TEXT.matcher(svg);
        while (text.find()) {
            double middle = Double.parseDouble(text.group(1));
            double half = text.group(3).length() * CHARACTER / 2;
            labels.add(new Label(middle - half, middle + half, Double.parseDouble(text.group(2))));
        }
        labels.sort(Comparator.comparingDouble(Label::y).thenComparing(Label::begin));

        assertThat(labels).hasSizeGreaterThan(5).allMatch(label -> label.begin > 0 && label.end < Svg.WIDTH);
        for (int i = 1; i < labels.size(); i++) {
            if (labels.get(i).y == labels.get(i - 1).y) {
                assertThat(labels.get(i).begin).isGreaterThan(labels.get(i - 1).end);
            }
        }
    }

    /** To the right and, as percentiles do, never down, which is up in a picture. */
    @Test
    void shouldDrawCurvesThatRise() {
        Matcher curve = CURVE.matcher(svg);
        while (curve.find()) {
            double x = -1;
            double y = Double.MAX_VALUE;
            for (String point : curve.group(1).split(" ", -1)) {
                String[] place = point.split(",", -1);
                assertThat(Double.parseDouble(place[0])).isGreaterThan(x);
                assertThat(Double.parseDouble(place[1])).isLessThanOrEqualTo(y);
                x = Double.parseDouble(place[0]);
                y = Double.parseDouble(place[1]);
            }
        }
    }
}
