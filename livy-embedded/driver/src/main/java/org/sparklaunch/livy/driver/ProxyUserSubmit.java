package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.deploy.SparkSubmit;

/**
 * The main class of an application that runs as a proxy user and has a token for the metastore. It does what Spark's submit class
 * does with {@code --proxy-user}, and gives that user the tokens of this process, which Spark leaves with the account.
 *
 * <p>Arguments: those of Spark's submit class, as the server orders them.
 */
public final class ProxyUserSubmit {
    private static final String OPTION = "--proxy-user";

    /** The option follows the file of settings. */
    private static final int PLACE = 2;

    private ProxyUserSubmit() {}

    /** Runs until the application ends, with Spark's exit codes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(args));
        if (arguments.size() <= PLACE + 1 || !arguments.get(PLACE).equals(OPTION)) {
            SparkSubmit.main(args);
            return;
        }
        arguments.remove(PLACE);
        UserGroupInformation own = UserGroupInformation.getLoginUser();
        UserGroupInformation acting = UserGroupInformation.createProxyUser(arguments.remove(PLACE), own);
        acting.addCredentials(own.getCredentials());
        acting.doAs((PrivilegedExceptionAction<Void>) () -> {
            SparkSubmit.main(arguments.toArray(String[]::new));
            return null;
        });
    }
}
