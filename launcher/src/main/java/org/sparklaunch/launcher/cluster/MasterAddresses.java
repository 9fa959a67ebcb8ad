package org.sparklaunch.launcher.cluster;

import java.util.List;

/** The masters of this launch's cluster at the moment. */
interface MasterAddresses {
    /** Returns Spark's master setting, such as {@code spark://a:7077,b:7077}. */
    String url();

    /** Returns the web pages of all masters. */
    List<String> webUis();

    /** Returns the {@code host:port} of the masters' submission servers. */
    List<String> rests();

    /** Returns the setting of a Livy server: the address, or a file that always holds the present one. */
    String setting();

    /** The master that this launch starts itself. */
    record Own(String url, String webUi, List<String> rests) implements MasterAddresses {
        @Override
        public List<String> webUis() {
            return List.of(webUi);
        }

        @Override
        public String setting() {
            return url;
        }
    }
}
