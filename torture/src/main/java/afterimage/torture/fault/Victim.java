package afterimage.torture.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A running pipeline that is going to be killed.
public final class Victim implements AutoCloseable {

  private final Process process;
  private final Set<String> heard = new HashSet<>();
  private final Thread listener;
  private boolean begun;

  private Victim(Process process) {
    this.process = process;
    this.listener = Thread.ofPlatform().daemon().start(this::listen);
  }

  /// @param launch the command that becomes a [VictimProcess]; its arguments are appended
  public static Victim start(List<String> launch, List<String> arguments) {
    List<String> command = new ArrayList<>(launch);
    command.addAll(arguments);
    try {
      return new Victim(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets it begin; until then it only gets ready. Does nothing if it has begun.
  public void go(Moment moment) {
    if (begun) {
      return;
    }
    begun = true;
    try {
      process.getOutputStream().write((moment.name() + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean hasBegun() {
    return begun;
  }

  private void listen() {
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      hear("ended: " + e.getMessage());
    }
  }

  private synchronized void hear(String line) {
    heard.add(line);
    notifyAll();
  }

  /// Waits until the process has said something.
  ///
  /// @return false if it did not within the time
  public synchronized boolean await(String word, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!heard.contains(word)) {
      long left = until - System.nanoTime();
      if (left <= 0 || !process.isAlive()) {
        return false;
      }
      wait(Math.min(200, Math.max(1, left / 1_000_000)));
    }
    return true;
  }

  /// SIGKILL: no hook runs, nothing is flushed.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The process %d cannot be killed".formatted(process.pid()));
    }
    listener.join();
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
