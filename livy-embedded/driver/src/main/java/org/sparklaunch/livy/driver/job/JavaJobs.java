package org.sparklaunch.livy.driver.job;

import java.util.Base64;
import org.apache.livy.Job;
import org.sparklaunch.livy.driver.interpreter.JobRunner;

/**
 * Runs jobs of Livy's Java and Scala clients. A request does not name the version of its client, so the format of the published
 * client is tried first, then the newer one.
 */
public final class JavaJobs implements JobRunner {
    private final SharedJobContext context;

    /** Runs jobs with this context, which all jobs of the session share. */
    public JavaJobs(SharedJobContext context) {
        this.context = context;
    }

    private record Request(Job<?> job, JobFormat format) {}

    @Override
    public String run(String group, String payload) throws Exception {
        Request request = read(Base64.getDecoder().decode(payload));
        context.addJarOnce(Job.class);
        Object result = request.job().call(context);
        return Base64.getEncoder().encodeToString(request.format().write(result));
    }

    private static Request read(byte[] bytes) {
        try {
            JobFormat format = new Livy07JobFormat();
            return new Request(format.read(bytes), format);
        } catch (RuntimeException published) {
            try {
                JobFormat format = new Livy08JobFormat();
                return new Request(format.read(bytes), format);
            } catch (RuntimeException newer) {
                published.addSuppressed(newer);
                throw published;
            }
        }
    }
}
