package dev.osprey.shell.command;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.registry.UnknownModuleException;
import dev.osprey.registry.UnknownPathException;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expected failure in the words of the shell: a code of {@link ToolException}, what was wrong, and what to do. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final List<Class<? extends RuntimeException>> NOT_FOUND =
            List.of(UnknownPathException.class, UnknownModuleException.class, NoSuchModuleException.class);

    /** The bundle that would answer is not there. */
    static final String UNAVAILABLE = "unavailable";

    private final String code;
    private final String remedy;

    Failure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    private Failure(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    /** The failure that an exception of the API stands for; empty for anything that is a fault and not a refusal. */
    static Optional<Failure> of(RuntimeException thrown) {
        if (thrown instanceof Failure failure) {
            return Optional.of(failure);
        }
        if (thrown instanceof ToolException tool) {
            return Optional.of(new Failure(tool.code(), tool.getMessage(), ShellWords.of(tool.remedy()), tool));
        }
        if (thrown instanceof AccessDeniedException) {
            return Optional.of(new Failure(ToolException.DENIED, thrown.getMessage(), null, thrown));
        }
        if (thrown instanceof DocumentException) {
            return Optional.of(new Failure(ToolException.INTERNAL, thrown.getMessage(), null, thrown));
        }
        return code(thrown).map(code -> new Failure(code, thrown.getMessage(), remedy(thrown), thrown));
    }

    private static Optional<String> code(RuntimeException thrown) {
        if (NOT_FOUND.stream().anyMatch(type -> type.isInstance(thrown))) {
            return Optional.of(ToolException.NOT_FOUND);
        }
        if (thrown instanceof ModuleActionException || thrown instanceof DocumentConflictException) {
            return Optional.of(ToolException.CONFLICT);
        }
        return thrown instanceof IllegalArgumentException ? Optional.of(ToolException.INVALID_INPUT) : Optional.empty();
    }

    private static String remedy(RuntimeException thrown) {
        if (thrown instanceof UnknownPathException) {
            return "registry:list shows what lives, registry:lookup --module NAME its fields.";
        }
        return null;
    }

    /** A stable word for programs. */
    String code() {
        return code;
    }

    /** Message and remedy as one text for people. */
    String text() {
        return remedy == null ? getMessage() : getMessage() + "\n" + remedy;
    }

    /** The same for programs. */
    Map<String, Object> document() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", getMessage());
        error.put("remedy", remedy);
        return Map.of("error", error);
    }
}
