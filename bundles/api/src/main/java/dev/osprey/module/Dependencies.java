package dev.osprey.module;

import java.util.List;

/**
 * Which module needs which.
 *
 * @param levels names: those of a level need only those of levels before it, and are started together
 * @param cycles names of modules that need each other, so that none of them can start
 */
public record Dependencies(List<Node> nodes, List<List<String>> levels, List<List<String>> cycles) {

    /**
     * One module.
     *
     * @param missing names that it needs and nobody has
     * @param satisfied whether all that it needs is there
     */
    public record Node(
            String name, ModulePhase phase, List<String> dependsOn, List<String> missing, boolean satisfied) {}
}
