package org.sparklaunch.livy.driver;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.protocol.SessionKind;

/** Restricts a session with a policy to SQL: Spark checks SQL against the policy, but not code. */
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
                throw new InterpreterStartException(
                        "kind " + kind.wireName()
                                + " is not allowed: the policy restricts this session to SQL; the policy right 'code' allows it");
            }
            return factory.start(environment);
        };
    }
}
