package org.sparklaunch.livy.driver.job;

import org.apache.livy.Job;
import org.jspecify.annotations.Nullable;

/** How one generation of Livy's Java client writes jobs and reads results. */
interface JobFormat {

    /**
     * Reads a job with the classes that the calling thread's class loader knows.
     *
     * @throws RuntimeException of the library's choice when the bytes are not of this format, or name unknown classes
     */
    Job<?> read(byte[] bytes);

    /** Writes a result. */
    byte[] write(@Nullable Object result);
}
