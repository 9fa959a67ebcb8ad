package org.sparklaunch.livy.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.settings.ConfigException;
import org.sparklaunch.livy.settings.LivyConfigReader;
import org.sparklaunch.platform.process.ParentProcess;

/**
 * Runs the server as a process: {@code LivyServerMain --config FILE [--exit-with-parent]}. Prints one line on standard
 * output when it accepts requests. SIGTERM ends sessions, then the process; with {@code --exit-with-parent} so does the
 * end of standard input.
 */
public final class LivyServerMain {
    private static final Logger log = LoggerFactory.getLogger(LivyServerMain.class);
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = "usage: LivyServerMain --config FILE [--exit-with-parent]";

    private LivyServerMain() {}

    /** Runs until a signal ends the process. */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        int at = arguments.indexOf("--config");
        boolean withParent = arguments.contains("--exit-with-parent");
        if (at < 0 || at + 1 >= args.length || args.length != (withParent ? 3 : 2)) {
            fail(WRONG_USAGE, USAGE);
            return;
        }
        try {
            serve(Path.of(args[at + 1]), withParent);
        } catch (ConfigException e) {
            fail(WRONG_USAGE, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            log.debug("start failed", e);
            fail(FAILED, "the Livy server did not start: " + e.getMessage());
        }
    }

    private static void serve(Path config, boolean withParent) throws IOException {
        LivyServer server = LivyServer.start(LivyConfigReader.read(config));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "shutdown"));
        if (withParent) {
            ParentProcess.follow(() -> System.exit(0));
        }
        System.out.println("Livy server listening on " + server.address());
    }

    private static void close(LivyServer server) {
        try {
            server.close();
        } catch (IOException e) {
            log.error("closing failed", e);
        }
    }

    private static void fail(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
