package dev.osprey.ipc;

import dev.osprey.process.Applied;
import dev.osprey.process.ByteListener;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Signal;
import dev.osprey.process.TerminalSize;
import dev.osprey.process.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A process, its two streams pumped by a thread each once they are released. */
final class HostProcess implements ManagedProcess, Output {

    private record Place(Set<Stream> streams, ByteListener listener) {}

    private final String id;
    private final ProcessSpec spec;
    private final Process process;
    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private volatile boolean paused;

    HostProcess(String id, ProcessSpec spec, Process process) {
        this.id = id;
        this.spec = spec;
        this.process = process;
        CompletableFuture<?> out = pump(Stream.STDOUT, process.getInputStream());
        CompletableFuture<?> err = pump(Stream.STDERR, process.getErrorStream());
        CompletableFuture.allOf(out, err, process.onExit())
                .thenRun(() -> exit.complete(new ProcessExit(process.exitValue(), null)));
    }

    private CompletableFuture<?> pump(Stream stream, InputStream from) {
        CompletableFuture<Object> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        released.await();
                        byte[] bytes = new byte[256 << 10];
                        for (int size = from.read(bytes); size >= 0; size = from.read(bytes)) {
                            ByteBuffer read = ByteBuffer.wrap(bytes, 0, size).asReadOnlyBuffer();
                            tell(stream, place -> place.listener().onBytes(stream, read.duplicate()));
                        }
                    } catch (IOException | InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                    tell(stream, place -> place.listener().onEnd(stream));
                    ended.complete(null);
                },
                "osprey-test-pump-" + id);
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private void tell(Stream stream, java.util.function.Consumer<Place> told) {
        places.stream().filter(place -> place.streams().contains(stream)).forEach(told);
    }

    void release() {
        released.countDown();
    }

    void end() {
        released.countDown();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            throw new IllegalStateException("It has ended");
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void pause() {
        signal("STOP");
        paused = true;
    }

    @Override
    public void resume() {
        signal("CONT");
        paused = false;
    }

    @Override
    public KillReport kill(Duration grace) {
        if (paused) {
            resume();
        }
        process.destroy();
        return new KillReport(1, 0, 0);
    }

    @Override
    public Handle subscribe(Set<Stream> streams, ByteListener listener) {
        Place place = new Place(streams, listener);
        places.add(place);
        return () -> places.remove(place);
    }

    @Override
    public Handle hold(Stream stream) {
        throw new UnsupportedOperationException("hold");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ProcessSpec spec() {
        return spec;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Instant startedAt() {
        throw new UnsupportedOperationException("startedAt");
    }

    @Override
    public ProcessState state() {
        return process.isAlive() ? paused ? ProcessState.PAUSED : ProcessState.RUNNING : ProcessState.EXITED;
    }

    @Override
    public List<Applied> applied() {
        return List.of();
    }

    @Override
    public Usage usage() {
        throw new UnsupportedOperationException("usage");
    }

    @Override
    public List<Long> members() {
        return List.of(pid());
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public Output output() {
        return this;
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
        return exit;
    }

    @Override
    public Optional<ProcessExit> ended() {
        return Optional.ofNullable(exit.getNow(null));
    }

    @Override
    public int signal(Signal signal, boolean tree) {
        throw new UnsupportedOperationException("signal");
    }

    @Override
    public void resize(TerminalSize size) {
        throw new UnsupportedOperationException("resize");
    }
}
