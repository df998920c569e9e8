package dev.osprey.shell.client;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;

/** Runs one command line and passes its output and exit status on. */
final class OneCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ClientSession session;
    private final String width;

    /** @param width of the terminal that shows the output, or null */
    OneCommand(ClientSession session, String width) {
        this.session = session;
        this.width = width;
    }

    /** @return the command's exit status */
    int run(String command, OutputStream out, OutputStream err) {
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(new NoCloseOutputStream(out));
            channel.setErr(new NoCloseOutputStream(err));
            if (width != null) {
                channel.setEnv("COLUMNS", width);
            }
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
            out.flush();
            err.flush();
            if (channel.getExitStatus() == null) {
                throw new ClientException("The connection broke before the command ended; look with: osprey status");
            }
            return channel.getExitStatus();
        } catch (IOException e) {
            throw new ClientException("The command could not be run: " + e.getMessage(), e);
        }
    }
}
