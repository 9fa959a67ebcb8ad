package org.sparklaunch.it;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A second account of the machine, made by a test as root and removed by it. */
final class OtherAccount implements AutoCloseable {
    private final String name;

    private OtherAccount(String name) {
        this.name = name;
    }

    /** Makes the account; skips the test when that is not possible. */
    static OtherAccount create() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can make an account");
        String name = "sl-test-" + ProcessHandle.current().pid();
        CommandResult made = CommandResult.of(new ProcessBuilder("useradd", "--no-create-home", "--system", name));
        Assumptions.assumeTrue(made.exitCode() == 0, made.err());
        return new OtherAccount(name);
    }

    String name() {
        return name;
    }

    /** Sends a request as this account. */
    String curl(String address, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv", "--reuid=" + name, "--clear-groups", "curl", "-s", "-m", "30", "-w", " %{http_code}"));
        command.addAll(List.of(options));
        command.add(address);
        return CommandResult.of(new ProcessBuilder(command)).out();
    }

    @Override
    public void close() {
        CommandResult removed = CommandResult.of(new ProcessBuilder("userdel", name));
        if (removed.exitCode() != 0) {
            throw new IllegalStateException("cannot remove the account " + name + ": " + removed.err());
        }
    }
}
