package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.protocol.RuntimeSettings;

class StaticSettingsTest {

    @Test
    void sparkRefusesStaticSettingsAtRuntime() throws ReflectiveOperationException {
        assertThat(staticSettings()).hasSizeGreaterThan(20).noneMatch(RuntimeSettings::contains);
    }

    /** Spark names its static settings only as members of an object. */
    private static List<String> staticSettings() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.apache.spark.sql.internal.StaticSQLConf$");
        Object settings = type.getField("MODULE$").get(null);
        List<String> keys = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && method.getReturnType().getSimpleName().endsWith("ConfigEntry")) {
                Object entry = method.invoke(settings);
                keys.add((String) entry.getClass().getMethod("key").invoke(entry));
            }
        }
        return keys;
    }
}
