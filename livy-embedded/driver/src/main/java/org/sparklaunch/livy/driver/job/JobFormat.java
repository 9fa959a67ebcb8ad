package org.sparklaunch.livy.driver.job;

import org.apache.livy.Job;
import org.jspecify.annotations.Nullable;

/** The format of jobs and results of one version of Livy's Java client. */
interface JobFormat {

    /**
     * Reads a job with the calling thread's class loader.
     *
     * @throws RuntimeException when the bytes have another format or name unknown classes; the library chooses the type
     */
    Job<?> read(byte[] bytes);

    /** Writes a result. */
    byte[] write(@Nullable Object result);
}
