package dev.osprey.shell.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** Sends errors at once. Karaf ends a command without flushing its error stream, and the message would be lost. */
final class FlushingCommand implements Command {

    private final Command command;

    FlushingCommand(Command command) {
        this.command = command;
    }

    @Override
    public void setInputStream(InputStream in) {
        command.setInputStream(in);
    }

    @Override
    public void setOutputStream(OutputStream out) {
        command.setOutputStream(out);
    }

    @Override
    public void setErrorStream(OutputStream err) {
        command.setErrorStream(new FlushingStream(err));
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        command.setExitCallback(callback);
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        command.start(channel, environment);
    }

    // The signature is the library's.
    @Override
    public void destroy(ChannelSession channel) throws Exception {
        command.destroy(channel);
    }

    private static final class FlushingStream extends FilterOutputStream {

        FlushingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            out.flush();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }
    }
}
