package org.sparklaunch.discovery;

/** An announced instance; it is found by others when {@link Discovery#register} returns. */
public interface Registration extends AutoCloseable {
    /** What is announced. */
    ServiceInstance instance();

    /**
     * Announces other facts of the same instance in place of the present ones. Returns before others see them, also while
     * the store is away.
     *
     * @throws IllegalArgumentException when it is another instance
     */
    void update(ServiceInstance changed);

    /** Withdraws it; nobody finds it any more when this returns, unless the store is away. Idempotent, never throws. */
    @Override
    void close();
}
