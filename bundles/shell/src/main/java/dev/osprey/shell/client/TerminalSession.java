package dev.osprey.shell.client;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.io.input.NoCloseInputStream;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A session at the terminal: the keys go to the server as they are typed, Ctrl-C included. */
final class TerminalSession {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ClientSession session;

    TerminalSession(ClientSession session) {
        this.session = session;
    }

    void run() {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build()) {
            Attributes before = terminal.enterRawMode();
            passEverything(terminal);
            try (ChannelShell channel = session.createShellChannel()) {
                attach(channel, terminal, before);
                channel.open().verify(PATIENCE);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
            } finally {
                terminal.setAttributes(before);
            }
        } catch (IOException e) {
            throw new ClientException("The session could not be opened: " + e.getMessage(), e);
        }
    }

    /** Ctrl-C is a byte for the server, and the server ends its lines with carriage return and line feed already. */
    private static void passEverything(Terminal terminal) {
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        raw.setInputFlag(Attributes.InputFlag.IXON, false);
        raw.setInputFlag(Attributes.InputFlag.ICRNL, false);
        raw.setOutputFlag(Attributes.OutputFlag.OPOST, false);
        terminal.setAttributes(raw);
    }

    private static void attach(ChannelShell channel, Terminal terminal, Attributes before) {
        Size size = terminal.getSize();
        channel.setPtyModes(TerminalModes.of(before));
        channel.setPtyType(terminal.getType());
        channel.setPtyColumns(size.getColumns());
        channel.setPtyLines(size.getRows());
        channel.setIn(new NoCloseInputStream(terminal.input()));
        channel.setOut(new NoCloseOutputStream(terminal.output()));
        channel.setErr(new NoCloseOutputStream(terminal.output()));
        terminal.handle(Terminal.Signal.WINCH, signal -> resize(channel, terminal));
    }

    private static void resize(ChannelShell channel, Terminal terminal) {
        try {
            Size size = terminal.getSize();
            channel.sendWindowChange(size.getColumns(), size.getRows());
        } catch (IOException e) {
            // The connection is going; the session ends by itself.
            channel.close(true);
        }
    }
}
