package dev.osprey.launcher.log;

import dev.osprey.launcher.log.LogView.Part;
import dev.osprey.launcher.log.LogView.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Goes through the lines of a view, block by block, so that memory does not grow with the files. */
final class LineScan {

    private static final int BLOCK = 64 * 1024;
    // Ours are shorter; of a longer one, the beginning.
    private static final int LONGEST = 1 << 20;

    /** Takes a line without its end. */
    interface Taker {
        /** @return whether to go on */
        boolean take(Cursor place, byte[] line);
    }

    private final LogView view;

    LineScan(LogView view) {
        this.view = view;
    }

    /** From a place to the end. */
    void forward(Place from, Taker taker) {
        for (int i = from.part(); i < view.parts().size(); i++) {
            if (!forward(view.parts().get(i), i == from.part() ? from.offset() : 0, taker)) {
                return;
            }
        }
    }

    private static boolean forward(Part part, long from, Taker taker) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long begins = from;
        long position = from;
        while (position < part.size()) {
            int length = part.read(block.clear().limit((int) Math.min(BLOCK, part.size() - position)), position);
            if (length <= 0) {
                return true;
            }
            byte[] bytes = block.array();
            int done = 0;
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    append(line, bytes, done, i);
                    if (!taker.take(new Cursor(part.name(), begins), line.toByteArray())) {
                        return false;
                    }
                    line.reset();
                    done = i + 1;
                    begins = position + done;
                }
            }
            append(line, bytes, done, length);
            position += length;
        }
        return true;
    }

    private static void append(ByteArrayOutputStream line, byte[] bytes, int from, int to) {
        line.write(bytes, from, Math.min(to - from, LONGEST - line.size()));
    }

    /** From before a place to the beginning. */
    void backward(Place from, Taker taker) {
        for (int i = Math.min(from.part(), view.parts().size() - 1); i >= 0; i--) {
            Part part = view.parts().get(i);
            if (!backward(part, i == from.part() ? from.offset() : part.size(), taker)) {
                return;
            }
        }
    }

    private static boolean backward(Part part, long from, Taker taker) {
        // The last byte ends a line: what is searched for is where that line begins.
        byte[] rest = {};
        long position = Math.max(0, from - 1);
        boolean any = from > 0;
        while (position > 0) {
            int length = (int) Math.min(BLOCK, position);
            ByteBuffer block = ByteBuffer.allocate(length);
            while (block.hasRemaining() && part.read(block, position - length + block.position()) > 0) {
                // until the block is full
                continue;
            }
            byte[] bytes = block.array();
            int end = length;
            for (int i = length - 1; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    byte[] line = joined(Arrays.copyOfRange(bytes, i + 1, end), rest);
                    rest = new byte[0];
                    end = i;
                    if (!taker.take(new Cursor(part.name(), position - length + i + 1), line)) {
                        return false;
                    }
                }
            }
            rest = joined(Arrays.copyOf(bytes, end), rest);
            position -= length;
        }
        return !any || taker.take(new Cursor(part.name(), 0), rest);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, Math.min(LONGEST, first.length + second.length));
        System.arraycopy(second, 0, both, first.length, Math.max(0, both.length - first.length));
        return both;
    }
}
