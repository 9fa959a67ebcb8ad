package org.sparklaunch.livy.server.driver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

    @Test
    void exceptionIsNamedWithItsInnermostCauseAndWithoutFrames() {
        List<String> log = List.of(
                "26/11/28 10:00:00 ERROR SparkContext: Error initializing SparkContext.",
                "java.lang.IllegalArgumentException: wrong setting",
                "\tat org.apache.spark.SparkContext.<init>(SparkContext.scala:1)",
                "Caused by: java.lang.RuntimeException: between",
                "\tat a.B.c(D.java:2)",
                "Caused by: java.net.UnknownHostException: storage.example.org",
                "\t... 12 more");

        assertThat(FailureReason.ofStart(log))
                .contains("java.lang.IllegalArgumentException: wrong setting; caused by"
                        + " java.net.UnknownHostException: storage.example.org");
    }

    @Test
    void lastExceptionCounts() {
        List<String> log = List.of(
                "java.io.IOException: tried again",
                "Caused by: java.lang.RuntimeException: first",
                "Exception in thread \"main\" org.apache.spark.SparkException: Master removed our application",
                "\tat a.B.c(D.java:2)");

        assertThat(FailureReason.ofStart(log))
                .contains("org.apache.spark.SparkException: Master removed our application");
    }

    @Test
    void dependenciesThatIvyDoesNotFindAreListed() {
        List<String> log = List.of(
                "\t\t::::::::::::::::::::::::::::::::::::::::::::::",
                "\t\t::          UNRESOLVED DEPENDENCIES         ::",
                "\t\t:: org.example#nothing;1.0: not found",
                "\t\t::::::::::::::::::::::::::::::::::::::::::::::",
                "Exception in thread \"main\" java.lang.RuntimeException: [unresolved dependency]",
                "\tat org.apache.spark.util.MavenUtils$.resolveMavenCoordinates(MavenUtils.scala:1)");

        assertThat(FailureReason.ofStart(log)).contains("unresolved dependencies: org.example#nothing;1.0: not found");
    }

    @Test
    void endOfARunningDriverIsExplainedByItsOwnMessage() {
        List<String> log = List.of(
                "java.lang.RuntimeException: of a statement",
                "Session driver: the driver ends, a thread of Spark ran out of memory");

        assertThat(FailureReason.ofEnd(log)).contains("a thread of Spark ran out of memory");
        assertThat(FailureReason.ofEnd(log.subList(0, 1))).isEmpty();
    }

    @Test
    void logWithoutAReasonHasNone() {
        assertThat(FailureReason.ofStart(List.of("stdout: ", "26/11/28 10:00:00 INFO SparkContext: Running")))
                .isEmpty();
    }
}
