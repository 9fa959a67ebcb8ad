package org.sparklaunch.livy.driver.job;

import java.nio.ByteBuffer;
import org.apache.livy.Job;
import org.apache.livy.client.common.Serializer;
import org.jspecify.annotations.Nullable;

/** The client that Maven Central has, 0.7.1: its own class reads what its own class wrote. For one job and thread. */
final class Livy07JobFormat implements JobFormat {
    private final Serializer serializer = new Serializer();

    @Override
    public Job<?> read(byte[] bytes) {
        return (Job<?>) serializer.deserialize(ByteBuffer.wrap(bytes));
    }

    @Override
    public byte[] write(@Nullable Object result) {
        ByteBuffer written = serializer.serialize(result);
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }
}
