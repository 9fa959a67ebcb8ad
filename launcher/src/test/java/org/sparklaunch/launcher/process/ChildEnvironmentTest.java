package org.sparklaunch.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LC_ALL",
                "JAVA_HOME",
                "SPARK_CONF_DIR",
                "SPARK_LOCAL_DIRS",
                "PYSPARK_PYTHON",
                "PYTHONPATH",
                "PYTHONHASHSEED",
                "HADOOP_CONF_DIR",
                "R_LIBS"
            })
    void variablesThatSparkAndPythonNeedAreInherited(String name) {
        assertThat(ChildEnvironment.inherits(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_SECRET_ACCESS_KEY",
                "AWS_ACCESS_KEY_ID",
                "DATABASE_URL",
                "PGPASSWORD",
                "GITHUB_TOKEN",
                "SPARK_AUTH_SECRET",
                "_SPARK_AUTH_SECRET",
                "SPARK_LAUNCH_DATABASE_PASSWORD_FILE",
                "HIVE_METASTORE_PASSWORD",
                "HADOOP_CREDSTORE_PASSWORD",
                "PYTHON_API_KEY",
                "JAVA_TOOL_OPTIONS",
                "BASH_ENV",
                "SSH_AUTH_SOCK",
                "path"
            })
    void everythingElseStaysWithTheSupervisor(String name) {
        assertThat(ChildEnvironment.inherits(name)).isFalse();
    }
}
