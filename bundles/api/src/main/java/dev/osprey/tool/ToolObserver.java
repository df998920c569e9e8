package dev.osprey.tool;

import org.osgi.annotation.versioning.ConsumerType;

/** Sees what a call sends on the way, on the tool's thread and in order. Blocking slows the tool down: that is the back-pressure. */
@ConsumerType
public interface ToolObserver {

    /** Looks at nothing. */
    ToolObserver NONE = new ToolObserver() {};

    /** A part of the result. */
    default void onChunk(Object part) {}

    /** How far it is, from 0 to 1. */
    default void onProgress(double done, String message) {}
}
