package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headgate.bench.scaling.Plot.Line;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PlotTest {

    @Test
    void pointsAreWhereTheirValuesAre() throws Exception {
        NodeList points = elements(plot(0.0, 50.0, 100.0).svg(), "circle");

        assertThat(points.getLength()).isEqualTo(3);
        double lowest = attribute(points, 0, "cy");
        double middle = attribute(points, 1, "cy");
        double highest = attribute(points, 2, "cy");
        assertThat(middle).isEqualTo((lowest + highest) / 2);
        assertThat(highest).isLessThan(lowest);
        assertThat(attribute(points, 2, "cx") - attribute(points, 1, "cx"))
                .isEqualTo(attribute(points, 1, "cx") - attribute(points, 0, "cx"), within(0.11));
    }

    @Test
    void textIsTextAndIsEscaped() {
        String svg = new Plot("a < b & c", "x", "y", List.of("1"), List.of(line(1.0))).svg();

        assertThat(svg).contains(">a &lt; b &amp; c</text>").contains(">line</text>");
    }

    @Test
    void theSameNumbersGiveTheSameText() {
        assertThat(plot(1.0, 2.0, 3.0).svg()).isEqualTo(plot(1.0, 2.0, 3.0).svg());
    }

    @Test
    void nothingMeasuredIsNoError() {
        assertThat(plot(0.0, 0.0, 0.0).svg()).contains("</svg>");
    }

    @Test
    void aLineIsInterruptedWhereNothingWasMeasured() throws Exception {
        NodeList points = elements(plot(1.0, Double.NaN, 2.0).svg(), "circle");

        assertThat(points.getLength()).isEqualTo(2);
        assertThat(plot(1.0, Double.NaN, 2.0).svg()).doesNotContain("NaN");
    }

    @Test
    void ofManyPlacesOnlySomeAreNamed() throws Exception {
        List<String> places =
                IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toList();
        String svg = new Plot(
                        "title",
                        "x",
                        "y",
                        places,
                        List.of(line(Collections.nCopies(100, 1.0).toArray(new Double[0]))))
                .svg();

        assertThat(elements(svg, "circle").getLength()).isZero();
        assertThat(svg).contains(">1</text>").doesNotContain(">2</text>");
    }

    @Test
    void aLineNeedsAValueForEachPlace() {
        assertThatThrownBy(() -> plot(1.0, 2.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 values for 3 places");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.7, 1", "1, 1", "1.2, 2", "2.3, 2.5", "30, 50", "5100, 10000"})
    void theAxisEndsAtAnEvenNumber(double highest, double top) {
        assertThat(Plot.niceTop(highest)).isEqualTo(top);
    }

    private static Plot plot(Double... values) {
        return new Plot("title", "x", "y", List.of("1", "2", "4"), List.of(line(values)));
    }

    private static Line line(Double... values) {
        return new Line("line", List.of(values), "black", false);
    }

    private static NodeList elements(String svg, String name) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName(name);
    }

    private static double attribute(NodeList elements, int index, String name) {
        return Double.parseDouble(((Element) elements.item(index)).getAttribute(name));
    }
}
