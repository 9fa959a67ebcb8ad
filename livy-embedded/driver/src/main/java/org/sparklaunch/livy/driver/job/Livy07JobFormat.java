package org.sparklaunch.livy.driver.job;

import java.nio.ByteBuffer;
import org.apache.livy.Job;
import org.apache.livy.client.common.Serializer;
import org.jspecify.annotations.Nullable;

/** The format of client 0.7.1, which Maven Central has: read and written by the client's own class. For one job and thread. */
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
