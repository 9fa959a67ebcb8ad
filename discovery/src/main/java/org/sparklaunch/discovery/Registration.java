package org.sparklaunch.discovery;

/** An announced instance; it is found by others when {@link Discovery#register} returns. */
public interface Registration extends AutoCloseable {
    /** What is announced. */
    ServiceInstance instance();

    /** Withdraws it; nobody finds it any more when this returns, unless the store is away. Idempotent, never throws. */
    @Override
    void close();
}
