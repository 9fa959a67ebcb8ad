package org.sparklaunch.launcher.cluster;

import java.util.List;

/** The masters that the parts of this launch belong to, as they are at the moment. */
interface MasterAddresses {
    /** What Spark takes as its master, such as {@code spark://a:7077,b:7077}. */
    String url();

    /** The web pages of all of them. */
    List<String> webUis();

    /** The {@code host:port} of their submission servers, of those that have one. */
    List<String> rests();

    /** What a Livy server is told: the address, or where it will always find the present one. */
    String setting();

    /** One master that this launch starts itself. */
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
