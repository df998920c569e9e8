package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

/** What Karaf sees of a command. The error stream is the JVM's, as without a pipe. */
class ExecuteTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream systemErr = System.err;

    @BeforeEach
    void catchErrors() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveErrorsBack() {
        System.setErr(systemErr);
    }

    @Test
    void aFailureIsToldOnTheErrorStreamAndThrownWithoutAMessage() {
        Exception thrown = failed(as("olga", "operator"), command(door -> {
            throw new ToolException("conflict", "It runs already.", "Stop it first.");
        }));
        assertEquals("CommandException", thrown.getClass().getSimpleName());
        assertNull(thrown.getMessage());
        assertEquals("It runs already.\nStop it first.\n", err.toString(StandardCharsets.UTF_8));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFaultIsLeftToKaraf() {
        Exception thrown = failed(as("olga", "operator"), command(door -> {
            throw new IllegalStateException("a fault of ours");
        }));
        assertEquals("a fault of ours", thrown.getMessage());
    }

    @Test
    void aServiceThatIsNotThereIsToldWithTheRemedy() {
        failed(as("olga", "operator"), new ToolList());
        String text = err.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("AccessControl is not there"), text);
        assertTrue(text.contains("bundle:start dev.osprey.kernel"), text);
    }

    @Test
    void withoutALogInNothingRuns() {
        failed(new Subject(), command(door -> {
            throw new AssertionError("must not run");
        }));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Nobody"), err.toString(StandardCharsets.UTF_8));
    }

    private Exception failed(Subject subject, OspreyCommand command) {
        set(command, "session", session());
        set(command, "context", emptyContext());
        PrivilegedExceptionAction<Object> run = command::execute;
        PrivilegedActionException wrapped = null;
        try {
            doAs(subject, run);
        } catch (PrivilegedActionException e) {
            wrapped = e;
        } catch (RuntimeException e) {
            return e;
        }
        PrivilegedActionException caught = wrapped;
        return assertThrows(Exception.class, () -> {
            throw caught.getException();
        });
    }

    @SuppressWarnings("removal")
    private static void doAs(Subject subject, PrivilegedExceptionAction<Object> run) throws PrivilegedActionException {
        Subject.doAs(subject, run);
    }

    private static Subject as(String user, String... roles) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        List.of(roles).forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        return subject;
    }

    private static OspreyCommand command(Consumer<Door> work) {
        return new OspreyCommand() {
            @Override
            void run(Door door) {
                work.accept(door);
            }
        };
    }

    private Session session() {
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> method.getName().equals("getConsole") ? console : null);
    }

    private static BundleContext emptyContext() {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> null);
    }

    private static void set(OspreyCommand command, String name, Object value) {
        try {
            Field field = OspreyCommand.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(command, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
