package dev.osprey.kernel.registry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The dotted paths of documents as a tree: documents of one kind share the text of each, and none is put together twice. Bounded; a full
 * tree gives way to an empty one. This class is threadsafe.
 */
final class PathTree {

    private static final int MOST = 4_096;

    /** Longer ones are made anew each time. */
    private static final int MAX_LENGTH = 256;

    private final String prefix;
    private volatile Path top;

    /** @param prefix what all paths begin with, without the last dot; may be empty */
    PathTree(String prefix) {
        this.prefix = prefix;
        this.top = top();
    }

    private Path top() {
        return new Path(prefix, new AtomicInteger(MOST));
    }

    /** Where all paths begin. */
    Path root() {
        return top;
    }

    /** How many more paths are kept before the tree gives way. */
    int room() {
        return top.room.get();
    }

    /** One path. */
    final class Path {

        private final String text;
        private final String lower;
        private final AtomicInteger room;
        private final Map<String, Path> children = new ConcurrentHashMap<>(4);

        private Path(String text, AtomicInteger room) {
            this.text = text;
            this.lower = text.toLowerCase(Locale.ROOT);
            this.room = room;
        }

        String text() {
            return text;
        }

        /** The text without capitals. */
        String lower() {
            return lower;
        }

        Path child(String key) {
            Path known = children.get(key);
            return known == null ? keep(key, new Path(text.isEmpty() ? key : text + "." + key, room)) : known;
        }

        private Path keep(String key, Path fresh) {
            if (fresh.text.length() > MAX_LENGTH) {
                return fresh;
            }
            if (room.getAndDecrement() <= 0) {
                if (top.room == room) {
                    top = top();
                }
                return fresh;
            }
            Path first = children.putIfAbsent(key, fresh);
            return first == null ? fresh : first;
        }
    }
}
