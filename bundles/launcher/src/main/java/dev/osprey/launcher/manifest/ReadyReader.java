package dev.osprey.launcher.manifest;

import dev.osprey.module.ReadyCheck;
import dev.osprey.module.ReadyCheck.Kind;
import dev.osprey.module.ReadyCheck.OnTimeout;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ready}: a word, or a map. Ports are on 127.0.0.1. */
final class ReadyReader {

    private static final String KEY = "ready";
    private static final List<String> WORDS = List.of("event", "spawn", "exit", "port", "http");
    private static final Set<String> KEYS = Set.of("kind", "port", "path", "status", "interval", "on_timeout");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{0,1023}");
    private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:\\s*-\\s*([1-5][0-9]{2}))?");

    private final Fields fields;
    private final int preferredPort;

    private ReadyReader(Fields fields, int preferredPort) {
        this.fields = fields;
        this.preferredPort = preferredPort;
    }

    /** @param heard whether the module is given a token, without which it cannot say that it is ready */
    static ReadyCheck read(Fields fields, int preferredPort, boolean heard) {
        return new ReadyReader(fields, preferredPort).read(heard ? Kind.EVENT : Kind.SPAWN, heard);
    }

    private ReadyCheck read(Kind usual, boolean heard) {
        Fields map = fields.isMap(KEY) ? fields.map(KEY, KEYS) : null;
        Kind kind;
        if (map == null) {
            kind = kind(fields.word(KEY, word(usual), WORDS));
        } else {
            Kind implied = map.has("path") ? Kind.HTTP : map.has("port") ? Kind.PORT : usual;
            kind = kind(map.word("kind", word(implied), WORDS));
        }
        if (kind == Kind.EVENT && !heard) {
            fields.warn(
                    KEY,
                    "ready is event, but with launch.boot_stdin: false the module has no token to say so;"
                            + " use spawn, port or http");
        }
        boolean looks = kind == Kind.PORT || kind == Kind.HTTP;
        int[] status = map == null ? new int[] {200, 299} : status(map);
        ReadyCheck other = ReadyCheck.USUAL;
        return new ReadyCheck(
                kind,
                looks ? port(map) : 0,
                kind == Kind.HTTP ? path(map) : null,
                status[0],
                status[1],
                map == null ? other.interval() : map.seconds("interval", other.interval(), 0.05, 60),
                map == null
                        ? other.onTimeout()
                        : OnTimeout.valueOf(map.word("on_timeout", "wait", List.of("wait", "restart", "fail"))
                                .toUpperCase(Locale.ROOT)));
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private int port(Fields map) {
        boolean named = map != null && map.has("port") && !"preferred".equals(map.written("port"));
        if (named) {
            return map.whole("port", 0, 1, 65_535);
        }
        if (preferredPort == 0) {
            throw fields.wrong(KEY, "ready has no port; give ready.port, or set preferred_port");
        }
        return preferredPort;
    }

    private static String path(Fields map) {
        String path = map == null ? "/health" : map.text("path", "/health");
        if (!PATH.matcher(path).matches()) {
            throw map.notGood("path", "begin with / and use printable ASCII without spaces");
        }
        return path;
    }

    private static int[] status(Fields map) {
        if (!map.has("status")) {
            return new int[] {200, 299};
        }
        Matcher range = RANGE.matcher(map.written("status").strip());
        if (range.matches()) {
            int least = Integer.parseInt(range.group(1));
            int most = range.group(2) == null ? least : Integer.parseInt(range.group(2));
            if (least <= most) {
                return new int[] {least, most};
            }
        }
        throw map.notGood("status", "give one such as 204, or a range such as 200-299");
    }
}
