package org.sparklaunch.livy.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ClosureSerializer;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.livy.Job;
import org.apache.livy.JobContext;
import org.apache.livy.client.common.Serializer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objenesis.strategy.StdInstantiatorStrategy;
import org.sparklaunch.livy.driver.LocalSpark;

class JavaJobsTest {
    @TempDir
    private Path folder;

    private SharedJobContext context;
    private JavaJobs jobs;

    @BeforeEach
    void create() {
        context = new SharedJobContext(LocalSpark.get(), folder.resolve("jobs"));
        jobs = new JavaJobs(context);
    }

    @Test
    void runsAJobOfThePublishedClient() throws Exception {
        Object result = runPublished(new Echo<>(new ArrayList<>(List.of("a", "b"))));

        assertThat(result).isEqualTo(List.of("a", "b"));
    }

    @Test
    void givesNullBack() throws Exception {
        assertThat(runPublished(new Echo<>(null))).isNull();
    }

    @Test
    void givesJobsTheSessionsSpark() throws Exception {
        assertThat(runPublished(new CountRows(17))).isEqualTo(17L);
    }

    @Test
    void givesExecutorsTheInterfaceOfJobs() throws Exception {
        runPublished(new CountRows(1));
        runPublished(new CountRows(2));

        List<String> jars = scala.jdk.javaapi.CollectionConverters.asJava(
                LocalSpark.get().sparkContext().listJars());
        assertThat(jars.stream().filter(jar -> jar.contains("livy-api"))).hasSize(1);
    }

    @Test
    void passesTheJobsExceptionOn() {
        assertThatThrownBy(() -> runPublished(new Fail("of its own")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of its own");
    }

    @Test
    void runsALambdaOfTheNewerClient() throws Exception {
        int added = 3;
        Job<Integer> job = (Job<Integer> & Serializable) jobContext -> 4 + added;
        Kryo kryo = newerKryo();

        Object result = read(kryo, jobs.run("job-1", base64(write(kryo, job))));

        assertThat(result).isEqualTo(7);
    }

    @Test
    void foreignPayloadGetsTheErrorOfThePublishedServer() {
        String nonsense = base64(new byte[] {1, 0, 'x', (byte) 0xF8});

        assertThatThrownBy(() -> jobs.run("job-1", nonsense))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("Unable to find class");
    }

    @Test
    void sharesObjectsBetweenJobs() throws Exception {
        context.setSharedObject("counter", 41);

        assertThat(runPublished(new ReadShared("counter"))).isEqualTo(41);
    }

    @Test
    void dropsTheLongestUnusedObjectBeyondAHundred() {
        for (int i = 0; i <= SharedObjects.KEPT; i++) {
            context.setSharedObject("object-" + i, i);
        }

        assertThatThrownBy(() -> context.getSharedObject("object-0")).isInstanceOf(NoSuchElementException.class);
        assertThat(context.<Integer>getSharedObject("object-1")).isEqualTo(1);
    }

    @Test
    void givesJobsAFolderThatGoesWithTheSession() {
        assertThat(context.getLocalTmpDir()).isDirectory().hasParent(folder.toFile());
    }

    @Test
    void hasNoHiveContextWithoutHive() {
        assertThat(context.hivectx()).isNull();
    }

    @Test
    void asksForAStreamingContextToBeCreatedFirst() {
        assertThatThrownBy(() -> context.streamingctx())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("createStreamingContext");
    }

    private Object runPublished(Job<?> job) throws Exception {
        Serializer serializer = new Serializer();
        ByteBuffer written = serializer.serialize(job);
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return serializer.deserialize(ByteBuffer.wrap(Base64.getDecoder().decode(jobs.run("job-1", base64(bytes)))));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Set up as Livy 0.9's client is. */
    private static Kryo newerKryo() {
        Kryo kryo = new Kryo();
        kryo.setInstantiatorStrategy(new Kryo.DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        kryo.register(SerializedLambda.class);
        kryo.register(ClosureSerializer.Closure.class, new ClosureSerializer());
        return kryo;
    }

    private static byte[] write(Kryo kryo, Object object) {
        Output out = new Output(1024, -1);
        kryo.writeClassAndObject(out, object);
        return out.toBytes();
    }

    private static Object read(Kryo kryo, String base64) {
        return kryo.readClassAndObject(new Input(Base64.getDecoder().decode(base64)));
    }

    /** Jobs are no records: the published client cannot write those. */
    private static final class CountRows implements Job<Long> {
        private final long rows;

        CountRows(long rows) {
            this.rows = rows;
        }

        @Override
        public Long call(JobContext context) throws Exception {
            SparkSession spark = context.sparkSession();
            return spark.range(rows).count();
        }
    }

    private static final class Echo<T> implements Job<T> {
        private final T value;

        Echo(T value) {
            this.value = value;
        }

        @Override
        public T call(JobContext context) {
            return value;
        }
    }

    private static final class Fail implements Job<Void> {
        private final String message;

        Fail(String message) {
            this.message = message;
        }

        @Override
        public Void call(JobContext context) {
            throw new IllegalStateException(message);
        }
    }

    private static final class ReadShared implements Job<Object> {
        private final String name;

        ReadShared(String name) {
            this.name = name;
        }

        @Override
        public Object call(JobContext context) {
            return context.getSharedObject(name);
        }
    }
}
