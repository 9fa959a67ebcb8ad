package org.sparklaunch.it.jobs;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.livy.Job;
import org.apache.livy.JobContext;

/**
 * Counts odd numbers with itself as the closure, so executors load Livy's {@code Job}, too. Spark's function is a proxy, since the
 * tests have no Spark to compile against.
 */
public final class CountOddsOnExecutors implements Job<Long>, InvocationHandler {
    private static final long serialVersionUID = 1;

    private final int most;

    public CountOddsOnExecutors(int most) {
        this.most = most;
    }

    @Override
    public Long call(JobContext context) throws Exception {
        Object spark = context.sparkSession();
        ClassLoader loader = spark.getClass().getClassLoader();
        Object core = spark.getClass().getMethod("sparkContext").invoke(spark);
        Class<?> java = Class.forName("org.apache.spark.api.java.JavaSparkContext", true, loader);
        Class<?> function = Class.forName("org.apache.spark.api.java.function.Function", true, loader);
        Object sparkContext =
                java.getMethod("fromSparkContext", core.getClass()).invoke(null, core);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            numbers.add(i);
        }
        Object all = java.getMethod("parallelize", List.class).invoke(sparkContext, numbers);
        Object self = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {function}, this);
        Object odds = all.getClass().getMethod("filter", function).invoke(all, self);
        return (Long) odds.getClass().getMethod("count").invoke(odds);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return method.getName().equals("call") ? (Object) ((Integer) arguments[0] % 2 == 1) : toString();
    }
}
