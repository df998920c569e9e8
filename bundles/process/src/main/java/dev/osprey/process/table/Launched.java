package dev.osprey.process.table;

import dev.osprey.process.Applied;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.host.Pseudo;
import dev.osprey.process.stream.ProcessOutput;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessTree;
import java.io.OutputStream;
import java.util.List;

/**
 * What came of a launch.
 *
 * @param pseudo Osprey's side of its terminal, or null
 */
record Launched(
        String mark,
        ProcessSpec spec,
        HostProcesses host,
        Process process,
        ProcessTree tree,
        ProcessOutput output,
        OutputStream stdin,
        Pseudo pseudo,
        List<Applied> applied) {}
