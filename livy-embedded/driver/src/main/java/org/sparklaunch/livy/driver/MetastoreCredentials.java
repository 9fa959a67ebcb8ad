package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;

/** Gives this driver's user the token that the metastore demands. Hive's client looks for it there. */
final class MetastoreCredentials {

    private MetastoreCredentials() {}

    /** Adds the tokens of a file, if it exists. Hadoop itself reads the file that the command line names. */
    static void add(Path file) throws IOException {
        if (Files.exists(file)) {
            UserGroupInformation.getCurrentUser()
                    .addCredentials(Credentials.readTokenStorageFile(file.toFile(), new Configuration()));
        }
    }

    /** Gives the user that this driver acts for the tokens of its process; they are one user unless requests name another. */
    static void share() throws IOException {
        UserGroupInformation acting = UserGroupInformation.getCurrentUser();
        UserGroupInformation own = UserGroupInformation.getLoginUser();
        if (!acting.equals(own)) {
            acting.addCredentials(own.getCredentials());
        }
    }
}
