package org.sparklaunch.livy.driver;

import java.lang.reflect.Field;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;

/**
 * Takes the secret of the cluster out of the settings of a running context, where SQL would show it. Spark demands it there when
 * the context starts, and afterwards reads it from its security manager for each connection.
 */
final class HiddenSecret {
    static final String KEY = "spark.authenticate.secret";

    private HiddenSecret() {}

    static void hide(SparkContext context, String secret) {
        try {
            SecurityManager manager = SparkEnv.get().securityManager();
            Field held = SecurityManager.class.getDeclaredField("secretKey");
            held.setAccessible(true);
            held.set(manager, secret);
            context.conf().remove(KEY);
            if (!secret.equals(manager.getSecretKey())) {
                throw new IllegalStateException("unsupported Spark version: it does not find the cluster's secret");
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "unsupported Spark version: its security manager has no field for the secret", e);
        }
    }
}
