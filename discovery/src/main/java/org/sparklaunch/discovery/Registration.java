package org.sparklaunch.discovery;

/** An announced instance. Others find it once {@link Discovery#register} has returned. */
public interface Registration extends AutoCloseable {
    /** Returns the announced instance. */
    ServiceInstance instance();

    /**
     * Announces the same instance with other facts. Returns before others see them, also while the store cannot be reached.
     *
     * @throws IllegalArgumentException when it is another instance
     */
    void update(ServiceInstance changed);

    /**
     * Announces the instance again if others removed or overwrote the announcement. Does nothing while the store cannot be
     * reached.
     */
    void restore();

    /** Withdraws the announcement before it returns, unless the store cannot be reached. Idempotent, never throws. */
    @Override
    void close();
}
