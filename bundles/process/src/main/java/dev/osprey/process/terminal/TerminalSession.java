package dev.osprey.process.terminal;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.Signal;
import dev.osprey.process.TerminalSize;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.TerminalSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** One terminal with the shell on it. */
final class TerminalSession implements Terminal {

    private static final Duration HELP = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String INTERRUPT = "\003";

    private final String id;
    private final TerminalSpec spec;
    private final ManagedProcess process;
    private final ShellProfile profile;
    private final Foreground foreground;
    private final PromptMarks marks;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // The rest is guarded by the lock.
    private final ScrollBack scrollBack;
    private Running running;
    private boolean atPrompt;
    private boolean ended;
    private TerminalSize size;
    private Instant lastUsed;

    /** @param profile of the shell, or null if it marks no prompts; @param nonce that its marks carry */
    TerminalSession(
            String id, TerminalSpec spec, ManagedProcess process, ShellProfile profile, String nonce, Clock clock) {
        this.id = id;
        this.spec = spec;
        this.process = process;
        this.profile = profile;
        this.foreground = new Foreground(process.pid());
        this.clock = clock;
        this.scrollBack = new ScrollBack(spec.scrollBackBytes());
        this.size = spec.size();
        this.lastUsed = clock.instant();
        this.marks = new PromptMarks(nonce, new PromptMarks.Reader() {
            @Override
            public void shown(byte[] bytes, int offset, int length) {
                scrollBack.add(bytes, offset, length);
                if (running != null) {
                    running.shown(bytes, offset, length);
                }
            }

            @Override
            public void begins() {
                atPrompt = false;
                if (running != null) {
                    running.begins();
                }
            }

            @Override
            public void prompts(int exitCode, String folder) {
                atPrompt = true;
                if (running != null && running.prompts(exitCode, folder)) {
                    running = null;
                }
            }
        });
    }

    /** What the process writes. */
    void take(Stream stream, ByteBuffer bytes) {
        locked(() -> {
            if (stream == Stream.STDOUT) {
                marks.take(bytes);
            } else {
                // Before the terminal is there, the stage may have something to complain about.
                byte[] complaint = new byte[bytes.remaining()];
                bytes.get(complaint);
                scrollBack.add(complaint, 0, complaint.length);
            }
            lastUsed = clock.instant();
        });
    }

    /** The process has ended and all of it was taken. */
    void over() {
        locked(() -> {
            marks.end();
            ended = true;
        });
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits with the lock held. @return whether it came true in time */
    private boolean await(BooleanSupplier condition, long until) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            changed.await(left, TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private static long in(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TerminalSpec spec() {
        return spec;
    }

    @Override
    public TerminalSize size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ManagedProcess process() {
        return process;
    }

    @Override
    public boolean busy() {
        lock.lock();
        try {
            return running != null && !ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Instant lastUsed() {
        lock.lock();
        try {
            return lastUsed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(byte[] keys) {
        locked(() -> {
            refuseIfEnded();
            lastUsed = clock.instant();
            for (byte key : keys) {
                // Whatever it runs begins a little later than this; the next prompt tells of its end.
                atPrompt &= key != '\r' && key != '\n';
            }
        });
        type(keys);
    }

    private void type(byte[] keys) {
        try {
            process.stdin().write(keys);
            process.stdin().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal " + id + " takes nothing: " + e.getMessage(), e);
        }
    }

    private void refuseIfEnded() {
        if (ended) {
            throw new IllegalStateException("The terminal " + id + " has ended; create another");
        }
    }

    @Override
    public Shown read(long from, Duration wait, int mostBytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> ended || scrollBack.next() > from, in(wait));
            long first = Math.max(scrollBack.start(), Math.min(from, scrollBack.next()));
            byte[] bytes = scrollBack.copy(first, mostBytes);
            long next = first + bytes.length;
            return new Shown(first, next, Math.max(0, first - from), bytes, ended && next == scrollBack.next());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Result exec(String command, Duration timeout, OnTimeout onTimeout) throws InterruptedException {
        long until = in(timeout);
        Running mine = begin(command, until);
        boolean inTime;
        try {
            inTime = awaitEnd(mine, until);
        } catch (InterruptedException e) {
            if (onTimeout != OnTimeout.LEAVE && busy()) {
                type(INTERRUPT.getBytes(StandardCharsets.US_ASCII));
            }
            throw e;
        }
        if (!inTime) {
            timeOver(mine, onTimeout);
        }
        lock.lock();
        try {
            return new Result(mine.text(), exitCode(mine), !inTime, mine.folder(), mine.truncated());
        } finally {
            lock.unlock();
        }
    }

    private Integer exitCode(Running mine) {
        if (mine.exitCode() != null || !ended) {
            return mine.exitCode();
        }
        return process.ended().map(exit -> exit.code()).orElse(null);
    }

    private Running begin(String command, long until) throws InterruptedException {
        if (profile == null) {
            throw new IllegalStateException("The terminal " + id
                    + " runs no shell whose prompts are known (bash, sh); write to it and read it");
        }
        if (command.isBlank() || command.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The command is blank or holds the character 0; give a command line");
        }
        String line = profile.line(command);
        if (line.length() > profile.longestLine()) {
            throw new IllegalArgumentException(
                    "The command has " + line.length() + " characters as this shell must get it, "
                            + profile.longestLine() + " is the most; write it to a file and run that");
        }
        Running mine = new Running(line, profile.marksBeginning());
        lock.lockInterruptibly();
        try {
            refuseIfEnded();
            if (running != null) {
                throw new IllegalStateException(
                        "The terminal " + id + " runs another command; wait for it, or create another terminal");
            }
            running = mine;
            boolean ready;
            try {
                ready = await(() -> ended || atPrompt, Math.min(until, in(HELP.multipliedBy(5))));
            } catch (InterruptedException e) {
                running = null;
                throw e;
            }
            if (!ready || ended) {
                running = null;
                refuseIfEnded();
                throw new IllegalStateException(
                        "The terminal " + id
                                + " is not at its prompt: something that was typed runs there; write ctrl-c, or create another terminal");
            }
            atPrompt = false;
            mine.typed();
        } finally {
            lock.unlock();
        }
        type((profile.beforeLine() + line + '\r').getBytes(StandardCharsets.US_ASCII));
        return mine;
    }

    private boolean awaitEnd(Running mine, long until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return await(() -> ended || running != mine, until);
        } finally {
            lock.unlock();
        }
    }

    private void timeOver(Running mine, OnTimeout onTimeout) throws InterruptedException {
        if (onTimeout == OnTimeout.LEAVE) {
            return;
        }
        if (onTimeout == OnTimeout.INTERRUPT) {
            type(INTERRUPT.getBytes(StandardCharsets.US_ASCII));
            if (awaitEnd(mine, in(HELP))) {
                return;
            }
            if (foreground.kill() && awaitEnd(mine, in(HELP))) {
                return;
            }
        }
        kill();
        awaitEnd(mine, in(HELP));
    }

    @Override
    public void resize(TerminalSize other) {
        locked(() -> {
            refuseIfEnded();
            size = other;
        });
        process.resize(other);
    }

    @Override
    public KillReport kill() {
        // Shells ignore a polite end, but not that their terminal goes.
        process.signal(Signal.HUP, true);
        return process.kill(GRACE);
    }
}
