package org.sparklaunch.livy.driver.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetastoreOutageTest {
    private static final String HIVES = "MetaException(message:Could not connect to meta store using any of the URIs"
            + " provided. Most recent failure: TTransportException: java.net.ConnectException: Connection refused)";

    @Test
    void lostMetastoreIsReportedInASentence() {
        RuntimeException failure = new RuntimeException(
                "org.apache.hadoop.hive.ql.metadata.HiveException: Unable to instantiate SessionHiveMetaStoreClient",
                new RuntimeException(new IllegalStateException(HIVES)));

        assertThat(ThrowableOutput.of(failure).message())
                .startsWith("the metastore does not answer")
                .doesNotContain("HiveException", "TTransportException");
    }

    @Test
    void otherFailuresOfTheCatalogKeepTheirMessage() {
        assertThat(ThrowableOutput.of(new RuntimeException("MetaException(message:no such database)"))
                        .message())
                .contains("no such database");
    }
}
