package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** A network namespace with a link to this one, as a container has. */
final class NetworkNamespace implements AutoCloseable {
    static final String HERE = "10.213.77.1";
    private static final String THERE = "10.213.77.2";

    private final String name;
    private final String link;

    private NetworkNamespace(String name, String link) {
        this.name = name;
        this.link = link;
    }

    /** Opens it, or skips the test where that is not possible. */
    static NetworkNamespace open() throws IOException {
        String id = Long.toString(ProcessHandle.current().pid());
        NetworkNamespace made = new NetworkNamespace("sl-" + id, "slv" + id);
        boolean complete = false;
        try {
            complete = run("ip netns add " + made.name)
                    && run("ip link add " + made.link + " type veth peer name sl0 netns " + made.name)
                    && run("ip addr add " + HERE + "/30 dev " + made.link)
                    && run("ip link set " + made.link + " up")
                    && run("ip netns exec " + made.name + " ip addr add " + THERE + "/30 dev sl0")
                    && run("ip netns exec " + made.name + " ip link set sl0 up");
        } finally {
            if (!complete) {
                made.close();
            }
        }
        Assumptions.assumeTrue(complete, "no network namespaces here");
        return made;
    }

    /** Connects from inside; the connection ends with the process. */
    Process connect(int port) throws IOException {
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        name,
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/" + HERE + "/" + port + " && read -t 30 <&3")
                .start();
    }

    private static boolean run(String command) throws IOException {
        Process process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        boolean unusedLink = run("ip link del " + link);
        boolean unusedName = run("ip netns del " + name);
    }
}
