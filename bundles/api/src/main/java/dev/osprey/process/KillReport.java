package dev.osprey.process;

/**
 * What a kill found and left.
 *
 * @param found processes of the tree that lived when it began
 * @param forced how many did not go by themselves
 * @param survivors how many were still there at the end; 0 unless the kernel holds one
 */
public record KillReport(int found, int forced, int survivors) {}
