package org.sparklaunch.querytracker.livy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LivySessionTest {

    @Test
    void logIsShownWithoutFramesOfStackTraces() {
        LivySession session = new LivySession(
                1,
                null,
                "dead",
                List.of(
                        "java.lang.IllegalArgumentException: wrong setting",
                        "\tat org.apache.spark.SparkContext.<init>(SparkContext.scala:1)",
                        "Caused by: java.io.IOException: no route",
                        "\t... 12 more",
                        "at last, a line of a user"));

        assertThat(session.logWithoutFrames())
                .containsExactly(
                        "java.lang.IllegalArgumentException: wrong setting",
                        "Caused by: java.io.IOException: no route",
                        "at last, a line of a user");
        assertThat(session.isDead()).isTrue();
    }
}
