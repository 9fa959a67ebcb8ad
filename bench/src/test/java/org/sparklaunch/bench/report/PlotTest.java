package org.sparklaunch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlotTest {
    private static final Plot.Series LINE =
            new Plot.Series("a < b & c", List.of(new Plot.Point(1, 10), new Plot.Point(100, 20)));

    @Test
    void shouldBeWellFormedWithADotForEachPoint() throws Exception {
        Document svg = parse(new Plot("title", "x", "y", false, List.of(LINE)).svg());

        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
    }

    @Test
    void shouldPutTheSmallestPointOfALogarithmicAxisAtItsBegin() throws Exception {
        Document svg = parse(new Plot("title", "x", "y", true, List.of(LINE)).svg());

        assertThat(svg.getElementsByTagName("circle")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("cx")
                        .getNodeValue())
                .isEqualTo("64.0");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
