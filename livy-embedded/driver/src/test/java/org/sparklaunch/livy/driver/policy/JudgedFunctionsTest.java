package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;

class JudgedFunctionsTest {

    @Test
    void everyFunctionOfThisSparkIsJudged() {
        TreeSet<String> registered = Stream.of(
                        SparkFields.list(FunctionRegistry.builtin(), "listFunction"),
                        SparkFields.list(TableFunctionRegistry.builtin(), "listFunction"))
                .flatMap(java.util.List::stream)
                .map(name -> ((FunctionIdentifier) name).funcName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(JudgedFunctions.of(LocalSpark.get().version()).names())
                .as("judge each new function in functions-*.txt: can it open a file, an address or a class?")
                .containsExactlyElementsOf(registered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.0", "3.5.9", "4.9.0", "5.0.0"})
    void functionsThatRunCodeAreRefusedOnEveryLine(String version) {
        JudgedFunctions functions = JudgedFunctions.of(version);

        assertThat(functions.isAllowed("upper")).isTrue();
        assertThat(Stream.of(
                        "reflect", "JAVA_METHOD", "Reflect", "try_reflect", "from_avro", "function_of_tomorrow", ""))
                .noneMatch(functions::isAllowed);
    }
}
