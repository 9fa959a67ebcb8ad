package org.sparklaunch.livy.driver;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.protocol.SessionKind;

/** The languages of a session that may be held to a policy: SQL is checked, code cannot be and does not start. */
final class RestrictedLanguages {

    private RestrictedLanguages() {}

    static Map<SessionKind, InterpreterFactory> of(
            Map<SessionKind, InterpreterFactory> languages, BooleanSupplier held) {
        Map<SessionKind, InterpreterFactory> guarded = new EnumMap<>(SessionKind.class);
        languages.forEach((kind, factory) -> guarded.put(kind, kind.isSql() ? factory : guard(kind, factory, held)));
        return guarded;
    }

    private static InterpreterFactory guard(SessionKind kind, InterpreterFactory factory, BooleanSupplier held) {
        return environment -> {
            if (held.getAsBoolean()) {
                throw new InterpreterStartException("this session is held to a policy and runs SQL only, no "
                        + kind.wireName() + "; the right to run code is 'code' in the policy file");
            }
            return factory.start(environment);
        };
    }
}
