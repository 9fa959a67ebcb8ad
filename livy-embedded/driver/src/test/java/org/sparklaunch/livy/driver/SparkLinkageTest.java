package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The driver is compiled against Spark 4 and Scala 2.13 only. Spark 3.5 has most of the same methods, but where one takes
 * or returns a Scala collection the type differs, and the call fails only when it is reached.
 */
@EnabledIfEnvironmentVariable(
        named = "SPARK_35_HOME",
        matches = ".+",
        disabledReason = "scripts/test installs that Spark")
class SparkLinkageTest {

    @Test
    void everyCallOutsideTheScalaLineExistsInSpark35() throws IOException {
        JavaClasses driver = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.sparklaunch.livy.driver");
        Set<String> missing = new TreeSet<>();
        try (URLClassLoader spark = jars(Path.of(System.getenv("SPARK_35_HOME"), "jars"))) {
            for (JavaClass caller : driver) {
                if (!caller.getPackageName().endsWith(".scala213")) {
                    caller.getCodeUnitAccessesFromSelf().stream()
                            .filter(call -> isSparks(call) && !exists(call.getTarget(), spark))
                            .forEach(call -> missing.add(call.getDescription()));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyTypeOutsideTheScalaLineExistsInSpark35() throws IOException {
        JavaClasses driver = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.sparklaunch.livy.driver");
        Set<String> missing = new TreeSet<>();
        try (URLClassLoader spark = jars(Path.of(System.getenv("SPARK_35_HOME"), "jars"))) {
            for (JavaClass user : driver) {
                if (!user.getPackageName().endsWith(".scala213")) {
                    linkedTypes(user)
                            .filter(type -> isSparks(type) && !exists(type, spark))
                            .forEach(type -> missing.add(type + " in " + user.getName()));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Types that the virtual machine looks for when the class runs; a type argument of a generic signature is none. */
    private static Stream<String> linkedTypes(JavaClass user) {
        return Stream.of(
                        user.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType),
                        user.getInstanceofChecks().stream().map(InstanceofCheck::getRawType),
                        user.getRawSuperclass().stream(),
                        user.getRawInterfaces().stream(),
                        user.getFieldAccessesFromSelf().stream().map(JavaFieldAccess::getTargetOwner),
                        user.getFields().stream().map(JavaField::getRawType),
                        user.getCodeUnits().stream()
                                .flatMap(method -> Stream.concat(
                                        Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())),
                        user.getCodeUnits().stream()
                                .flatMap(method -> method.getTryCatchBlocks().stream())
                                .flatMap(block -> block.getCaughtThrowables().stream()))
                .flatMap(types -> types)
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getName);
    }

    private static URLClassLoader jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            URL[] urls = files.map(SparkLinkageTest::url).toArray(URL[]::new);
            return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(file.toString(), e);
        }
    }

    private static boolean isSparks(JavaCodeUnitAccess<?> call) {
        return isSparks(call.getTargetOwner().getName());
    }

    private static boolean isSparks(String type) {
        return Stream.of("org.apache.spark.", "org.apache.hadoop.", "scala.", "org.json4s.", "py4j.", "com.fasterxml.")
                .anyMatch(type::startsWith);
    }

    private static boolean exists(String type, ClassLoader spark) {
        try {
            Class.forName(type, false, spark);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean exists(CodeUnitAccessTarget target, ClassLoader spark) {
        try {
            Class<?> owner = Class.forName(target.getOwner().getName(), false, spark);
            return descriptors(owner, target.getName()).contains(descriptor(target, spark));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<MethodType> descriptors(Class<?> owner, String name) {
        if (name.equals("<init>")) {
            return Arrays.stream(owner.getDeclaredConstructors())
                    .map(Constructor::getParameterTypes)
                    .map(parameters -> MethodType.methodType(void.class, parameters))
                    .toList();
        }
        return Stream.of(owner.getMethods(), owner.getDeclaredMethods(), Object.class.getMethods())
                .flatMap(Arrays::stream)
                .filter(method -> method.getName().equals(name))
                .map(SparkLinkageTest::descriptor)
                .toList();
    }

    private static MethodType descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    private static MethodType descriptor(CodeUnitAccessTarget target, ClassLoader spark) {
        StringBuilder text = new StringBuilder("(");
        target.getRawParameterTypes().forEach(type -> text.append(encoded(type)));
        return MethodType.fromMethodDescriptorString(text + ")" + encoded(target.getRawReturnType()), spark);
    }

    private static String encoded(JavaClass type) {
        if (type.isArray()) {
            return type.getName().replace('.', '/');
        }
        return switch (type.getName()) {
            case "void" -> "V";
            case "boolean" -> "Z";
            case "byte" -> "B";
            case "char" -> "C";
            case "short" -> "S";
            case "int" -> "I";
            case "long" -> "J";
            case "float" -> "F";
            case "double" -> "D";
            default -> "L" + type.getName().replace('.', '/') + ";";
        };
    }
}
