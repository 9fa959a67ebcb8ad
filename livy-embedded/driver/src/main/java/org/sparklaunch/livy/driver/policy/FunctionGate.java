package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.Tuple3;

/**
 * Puts a check before every built-in function that is not on the list, in the function registry of each session: whatever way a
 * statement names the function, Spark asks the registry. Functions with an option map are checked as soon as they are built,
 * because Spark evaluates some of them during the analysis.
 */
final class FunctionGate {
    /** Functions with options, and the format whose options they are. */
    private static final Set<String> WITH_OPTIONS = Set.of(
            "from_json",
            "to_json",
            "schema_of_json",
            "from_csv",
            "to_csv",
            "schema_of_csv",
            "from_xml",
            "to_xml",
            "schema_of_xml");

    private static final Set<String> BUILT_IN = builtIn();

    private final JudgedFunctions judged;
    private final Function<SparkSession, PolicyGate> gates;

    FunctionGate(JudgedFunctions judged, Function<SparkSession, PolicyGate> gates) {
        this.judged = judged;
        this.gates = gates;
    }

    void inject(SparkSessionExtensions extensions) {
        FunctionRegistry functions = (FunctionRegistry) registry(FunctionRegistry.class);
        for (Object found : SparkFields.list(functions, "listFunction")) {
            FunctionIdentifier name = (FunctionIdentifier) found;
            if (isGated(name.funcName())) {
                Function1<?, Expression> builder =
                        cast(functions.lookupFunctionBuilder(name).get());
                extensions.injectFunction(
                        cast(new Tuple3<>(unqualified(name), info(functions, name), gated(name, builder))));
            }
        }
        TableFunctionRegistry tables = (TableFunctionRegistry) registry(TableFunctionRegistry.class);
        for (Object found : SparkFields.list(tables, "listFunction")) {
            FunctionIdentifier name = (FunctionIdentifier) found;
            if (!judged.isAllowed(name.funcName())) {
                Function1<?, LogicalPlan> builder =
                        cast(tables.lookupFunctionBuilder(name).get());
                extensions.injectTableFunction(cast(new Tuple3<>(
                        unqualified(name), tables.lookupFunction(name).get(), gated(name, builder))));
            }
        }
    }

    static boolean hasOptions(String name) {
        return WITH_OPTIONS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Newer Sparks list qualified names, but replace a built-in function only by its bare name. */
    private static FunctionIdentifier unqualified(FunctionIdentifier name) {
        return new FunctionIdentifier(name.funcName());
    }

    private boolean isGated(String name) {
        return !judged.isAllowed(name) || WITH_OPTIONS.contains(name);
    }

    /** Returns whether Spark itself has a function of this name. */
    static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Set<String> builtIn() {
        return Stream.of(FunctionRegistry.class, TableFunctionRegistry.class)
                .flatMap(type -> SparkFields.list(registry(type), "listFunction").stream())
                .map(name -> ((FunctionIdentifier) name).funcName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Object registry(Class<?> type) {
        try {
            return type.getMethod("builtin").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark's function registry is not that of Spark 3.5 and 4", e);
        }
    }

    private static ExpressionInfo info(FunctionRegistry functions, FunctionIdentifier name) {
        return functions.lookupFunction(name).get();
    }

    private <T> Function1<Object, T> gated(FunctionIdentifier name, Function1<?, T> builder) {
        Function1<Object, T> build = cast(builder);
        return arguments -> {
            PolicyCheck check = new PolicyCheck(() -> gates.apply(active()), active());
            if (check.isOpen()) {
                return build.apply(arguments);
            }
            if (!judged.isAllowed(name.funcName())) {
                check.demand(List.of(new RequiredRight.Never(judged.refusal(name.funcName()))));
            }
            check.demand(SchemaArguments.demand(arguments));
            T built = build.apply(arguments);
            if (built instanceof Expression expression) {
                check.demand(options(expression));
            }
            return built;
        };
    }

    private static SparkSession active() {
        return SparkSession.active();
    }

    /** Returns what the options of a function demand; empty for one without options. */
    static List<RequiredRight> options(Expression expression) {
        String format = format(expression.getClass().getSimpleName());
        if (format.isEmpty() || !SparkFields.has(expression, "options")) {
            return List.of();
        }
        return SparkFields.list(expression, "options").stream()
                .map(entry -> (scala.Tuple2<?, ?>) entry)
                .map(entry -> SourceOptions.demand(
                        format, entry._1().toString(), entry._2().toString()))
                .toList();
    }

    private static String format(String type) {
        if (type.contains("Json")) {
            return "json";
        }
        return type.contains("Csv") ? "csv" : type.contains("Xml") ? "xml" : "";
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
