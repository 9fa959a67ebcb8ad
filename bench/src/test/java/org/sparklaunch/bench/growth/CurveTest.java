package org.sparklaunch.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparklaunch.bench.growth.CurveBuilder.Titles;

class CurveTest {
    private static final Titles TITLES = new Titles("Rows of a result", "rows", "ms");

    @Test
    void shouldHaveALineForEachPoint() {
        CurveBuilder builder = new CurveBuilder();
        builder.add("ours", 1, 2);
        builder.add("bare", 1, 3);
        builder.add("ours", 1000, 20);

        String markdown = builder.build("growth-rows", TITLES, Optional.empty()).markdown();

        assertThat(markdown)
                .contains("![Rows of a result](images/growth-rows.svg)", "| 1 | 2.0 | 3.0 |", "| 1,000 | 20.0 | – |");
    }

    @Test
    void shouldSayWhyThereIsNothing() {
        Curve curve = new CurveBuilder().build("growth-rows", TITLES, Optional.of("no such option"));

        assertThat(curve.markdown())
                .contains("Not measured further: no such option")
                .doesNotContain("images/");
    }

    @Test
    void shouldDrawAlsoNothing() {
        Curve curve = new CurveBuilder().build("growth-rows", TITLES, Optional.of("no such option"));

        assertThat(curve.plot().svg()).endsWith("</svg>\n");
    }
}
