package dev.osprey.web.served;

import dev.osprey.web.http.Door;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import org.osgi.framework.Version;

/** Every servlet class of the bundle, found among its compiled classes, so that a new one cannot be forgotten. */
public final class Doors {

    private static final List<Class<?>> SERVLETS = servlets();

    private Doors() {}

    /** One of each door, made with stand-ins that know nothing. */
    public static List<Door> all() {
        List<Door> doors = new ArrayList<>();
        for (Class<?> servlet : SERVLETS) {
            if (Door.class.isAssignableFrom(servlet)) {
                doors.add((Door) made(servlet));
            }
        }
        return doors;
    }

    /** Names of the servlet classes that are no doors. */
    public static List<String> others() {
        return SERVLETS.stream()
                .filter(servlet -> !Door.class.isAssignableFrom(servlet))
                .map(Class::getSimpleName)
                .toList();
    }

    private static List<Class<?>> servlets() {
        try {
            Path classes = Path.of(Door.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                        .map(file -> file.substring(0, file.length() - 6).replace(File.separatorChar, '.'))
                        .sorted()
                        .<Class<?>>map(Doors::named)
                        .filter(type ->
                                Servlet.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, Doors.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object made(Class<?> type) {
        Constructor<?> constructor = type.getConstructors()[0];
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(Doors::standIn)
                .toArray();
        try {
            return constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(type + " cannot be made with stand-ins", e);
        }
    }

    private static Object standIn(Class<?> type) {
        if (type.isInterface() && !Collection.class.isAssignableFrom(type) && type != Map.class) {
            return Proxy.newProxyInstance(
                    Doors.class.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, given) -> switch (method.getName()) {
                        case "equals" -> self == given[0];
                        case "hashCode" -> System.identityHashCode(self);
                        case "toString" -> type.getSimpleName();
                        default ->
                            method.getDefaultValue() == null
                                    ? standIn(method.getReturnType())
                                    : method.getDefaultValue();
                    });
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == Version.class) {
            return Version.emptyVersion;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        return Collection.class.isAssignableFrom(type) ? List.of() : null;
    }
}
