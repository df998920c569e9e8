package dev.osprey.shell.command;

import dev.osprey.module.Modules;

/** Which bundle brings what the commands need, so that they can say what to start when it is not there. */
final class Suppliers {

    private static final String PREFIX = "dev.osprey.";

    private Suppliers() {}

    static String ofService(Class<?> type) {
        return PREFIX + (type == Modules.class ? "launcher" : "kernel");
    }

    static String ofTool(String tool) {
        return PREFIX
                + switch (tool.substring(0, tool.indexOf('.') + 1)) {
                    case "hub." -> tool.equals("hub.streams") ? "streams" : "hub";
                    case "module." -> "launcher";
                    case "process.", "terminal." -> "process";
                    case "watchdog." -> "watchdog";
                    case "osprey." -> "doctor";
                    default -> "kernel";
                };
    }

    static Failure missing(String what, String bundle) {
        return new Failure(
                Failure.UNAVAILABLE,
                what + " is not there. The bundle that brings it, " + bundle
                        + ", was stopped or pulled out, or is still starting.",
                "Look with bundle:list; start it with bundle:start " + bundle);
    }
}
