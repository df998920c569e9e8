package dev.osprey.ipc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the kernel's socket, PID {@value #PID}. */
@ObjectClassDefinition(
        name = "Osprey kernel socket",
        description = "The Unix socket that speaks Kairo's protocol",
        id = IpcConfiguration.PID)
@interface IpcConfiguration {

    String PID = "dev.osprey.ipc";

    @AttributeDefinition(
            description =
                    "Path of the socket; empty for run/kernel.sock of the installation, or a folder of its own below XDG_RUNTIME_DIR where that is too long")
    String path() default "";

    @AttributeDefinition(description = "Event loops")
    int threads() default 1;

    @AttributeDefinition(description = "Largest body of a frame, in bytes")
    int frame_max() default 16 << 20;

    @AttributeDefinition(description = "Connections at the same time")
    int connections_max() default 256;

    @AttributeDefinition(
            description = "Requests of one connection that may be unanswered; further ones are not read meanwhile")
    int requests_max() default 1_024;

    @AttributeDefinition(
            description =
                    "Bytes that may wait for one connection; one that lets more gather than this and does not read is cut off")
    int pending_max() default 4 << 20;

    @AttributeDefinition(
            description = "Seconds after which a connection is cut off that takes nothing of what waits for it")
    int stall_seconds() default 10;

    @AttributeDefinition(description = "Seconds within which a process that Osprey started must say who it is")
    int identify_seconds() default 30;

    @AttributeDefinition(description = "Numeric ids of users who may connect, besides the one that Osprey runs as")
    int[] uids() default {};
}
