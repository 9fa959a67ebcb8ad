package org.sparklaunch.livy.driver.r;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.kernel.DriverSparkHome;
import org.sparklaunch.livy.driver.kernel.Kernel;
import org.sparklaunch.livy.driver.kernel.KernelBridge;
import org.sparklaunch.livy.driver.kernel.KernelFiles;
import org.sparklaunch.livy.driver.kernel.KernelSpec;
import org.sparklaunch.livy.driver.kernel.SessionFilesFolder;

/** Starts R kernels. */
public final class RLanguage implements InterpreterFactory {

    private static final String SCRIPT = "kernel.R";

    /** R cannot move its own standard streams, a shell does it before R begins. */
    private static final String LAUNCH = "exec \"$1\" --vanilla \"$2\" 3>&1 4<&0 </dev/null >&2";

    private final Map<String, String> environment;

    /**
     * Makes a language that finds R as this process does.
     *
     * @param environment of the driver's process
     */
    public RLanguage(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Interpreter start(InterpreterEnvironment session) throws InterpreterStartException, InterruptedException {
        Path script;
        try {
            script = KernelFiles.write(RLanguage.class, List.of(SCRIPT), session.workDir())
                    .resolve(SCRIPT);
        } catch (IOException e) {
            throw new InterpreterStartException("cannot write the R kernel to " + session.workDir(), e);
        }
        List<String> greeting = new ArrayList<>();
        greeting.add(String.valueOf(session.limits().bytes()));
        Optional<Path> sparkR = DriverSparkHome.find("R/lib/SparkR", environment);
        KernelBridge bridge = () -> {};
        if (sparkR.isPresent()) {
            RBridge backend = RBridge.open();
            bridge = backend;
            Path home = sparkR.get().resolve("../../..").normalize();
            greeting.addAll(List.of(home.toString(), String.valueOf(backend.port()), backend.secret()));
        }
        String executable = SessionFilesFolder.resolve(
                executable(session.spark().sparkContext().conf()));
        KernelSpec spec = new KernelSpec(
                "R",
                new KernelSpec.Program(
                        List.of("sh", "-c", LAUNCH, "sh", executable, script.toString()),
                        Map.of(),
                        SessionFilesFolder.get()),
                "install R (r-base-core on Debian and Ubuntu, R-core on Fedora) or name it in spark.r.command",
                greeting);
        return Kernel.start(spec, session.limits(), bridge);
    }

    private static String executable(SparkConf conf) {
        return Stream.of(conf.get("spark.r.driver.command", ""), conf.get("spark.r.command", ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("Rscript");
    }
}
