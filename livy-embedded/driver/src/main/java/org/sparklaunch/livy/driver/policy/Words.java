package org.sparklaunch.livy.driver.policy;

import java.util.Locale;

/** Turns the name of a class of Spark's plans into the words of SQL, for messages. */
final class Words {

    private Words() {}

    /** Returns {@code CREATE FUNCTION} for {@code CreateFunctionCommand}. */
    static String of(String type) {
        return type.replaceAll("(Command|Exec|\\$)+$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }
}
