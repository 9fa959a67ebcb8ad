package org.sparklaunch.livy.driver.job;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ClosureSerializer;
import java.lang.invoke.SerializedLambda;
import org.apache.livy.Job;
import org.jspecify.annotations.Nullable;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * The format of the clients of Livy 0.8 and 0.9, which users build themselves: Kryo 4, as Spark has it, with lambdas. The order of
 * the registrations is part of the format. For one job and thread.
 */
final class Livy08JobFormat implements JobFormat {
    private static final int FIRST_BUFFER = 4096;

    private final Kryo kryo = new Kryo();

    Livy08JobFormat() {
        kryo.setInstantiatorStrategy(new Kryo.DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        kryo.register(SerializedLambda.class);
        kryo.register(ClosureSerializer.Closure.class, new ClosureSerializer());
        kryo.setClassLoader(Thread.currentThread().getContextClassLoader());
    }

    @Override
    public Job<?> read(byte[] bytes) {
        return (Job<?>) kryo.readClassAndObject(new Input(bytes));
    }

    @Override
    public byte[] write(@Nullable Object result) {
        Output out = new Output(FIRST_BUFFER, -1);
        kryo.writeClassAndObject(out, result);
        return out.toBytes();
    }
}
