package dev.osprey.shell.client;

import java.util.EnumMap;
import java.util.Map;
import org.apache.sshd.common.channel.PtyMode;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;

/** What the server must know of the terminal: without the control characters Ctrl-C would be a key like any other. */
final class TerminalModes {

    private static final Map<PtyMode, ControlChar> KEYS = Map.of(
            PtyMode.VINTR, ControlChar.VINTR,
            PtyMode.VQUIT, ControlChar.VQUIT,
            PtyMode.VERASE, ControlChar.VERASE,
            PtyMode.VKILL, ControlChar.VKILL,
            PtyMode.VEOF, ControlChar.VEOF,
            PtyMode.VSUSP, ControlChar.VSUSP,
            PtyMode.VWERASE, ControlChar.VWERASE,
            PtyMode.VREPRINT, ControlChar.VREPRINT);

    private TerminalModes() {}

    static Map<PtyMode, Integer> of(Attributes terminal) {
        Map<PtyMode, Integer> modes = new EnumMap<>(PtyMode.class);
        KEYS.forEach((mode, key) -> modes.put(mode, Math.max(0, terminal.getControlChar(key))));
        for (PtyMode on : new PtyMode[] {
            PtyMode.ISIG,
            PtyMode.ICANON,
            PtyMode.ECHO,
            PtyMode.ECHOE,
            PtyMode.ECHOK,
            PtyMode.IEXTEN,
            PtyMode.ICRNL,
            PtyMode.OPOST,
            PtyMode.ONLCR
        }) {
            modes.put(on, 1);
        }
        return modes;
    }
}
