package dev.osprey.process.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes invisible marks out of what a shell shows: {@code ESC ] 7733 ; nonce ; b BEL} before a command runs, and
 * {@code ESC ] 7733 ; nonce ; exit code ; folder BEL} with each prompt. A mark may come in any pieces; whatever only looks like the beginning of one
 * is shown. For one thread.
 */
final class PromptMarks {

    /** What is found, in order. */
    interface Reader {

        void shown(byte[] bytes, int offset, int length);

        void begins();

        void prompts(int exitCode, String folder);
    }

    private static final byte END = 7;
    private static final byte FIRST = 27;
    private static final int LONGEST = 8 * 1024;

    private final byte[] opening;
    private final Reader reader;
    private byte[] held = new byte[0];

    PromptMarks(String nonce, Reader reader) {
        this.opening = ("\033]" + ShellProfile.CODE + ';' + nonce + ';').getBytes(StandardCharsets.US_ASCII);
        this.reader = reader;
    }

    void take(ByteBuffer bytes) {
        byte[] all = Arrays.copyOf(held, held.length + bytes.remaining());
        bytes.get(all, held.length, bytes.remaining());
        held = new byte[0];
        int from = 0;
        int at = 0;
        while (at < all.length) {
            if (all[at] != FIRST) {
                at++;
                continue;
            }
            int same = same(all, at);
            if (same < opening.length && at + same < all.length) {
                // Not a mark. Another may begin behind its first character.
                at++;
                continue;
            }
            int end = same < opening.length ? -1 : end(all, at + opening.length);
            if (end < 0 && all.length - at < LONGEST) {
                show(all, from, at);
                held = Arrays.copyOfRange(all, at, all.length);
                return;
            }
            if (end < 0) {
                at++;
                continue;
            }
            show(all, from, at);
            if (!mark(new String(all, at + opening.length, end - at - opening.length, StandardCharsets.UTF_8))) {
                show(all, at, end + 1);
            }
            at = end + 1;
            from = at;
        }
        show(all, from, all.length);
    }

    /** Nothing more comes. */
    void end() {
        show(held, 0, held.length);
        held = new byte[0];
    }

    private int same(byte[] all, int at) {
        int same = 0;
        while (same < opening.length && at + same < all.length && all[at + same] == opening[same]) {
            same++;
        }
        return same;
    }

    private static int end(byte[] all, int from) {
        for (int i = from; i < all.length && i < from + LONGEST; i++) {
            if (all[i] == END) {
                return i;
            }
        }
        return -1;
    }

    private boolean mark(String text) {
        if (text.equals("b")) {
            reader.begins();
            return true;
        }
        int middle = text.indexOf(';');
        if (middle < 1 || middle > 9 || !text.substring(0, middle).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        reader.prompts(Integer.parseInt(text.substring(0, middle)), text.substring(middle + 1));
        return true;
    }

    private void show(byte[] bytes, int from, int to) {
        if (to > from) {
            reader.shown(bytes, from, to - from);
        }
    }
}
