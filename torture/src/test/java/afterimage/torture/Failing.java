package afterimage.torture;

import afterimage.capture.sink.Sink;
import afterimage.capture.translate.Translation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Sinks that go wrong.
final class Failing {

  private Failing() {}

  /// Gives up before or after it has stored, at random; for a pipeline that is as if it had been
  /// killed there.
  static UnaryOperator<Sink> atRandom(Random random, int oneIn, AtomicInteger failures) {
    return sink ->
        around(
            sink,
            call -> {
              int dice = random.nextInt(oneIn * 2);
              if (dice == 0) {
                failures.incrementAndGet();
                throw new IllegalStateException("killed before the store's commit");
              }
              Object result = call.proceed();
              if (dice == 1) {
                failures.incrementAndGet();
                throw new IllegalStateException("killed after the store's commit");
              }
              return result;
            });
  }

  /// Stores of the first transaction that has events that it was there, and nothing of what it did:
  /// as a source that loses one.
  static UnaryOperator<Sink> losingOne(AtomicInteger lost) {
    return sink ->
        around(
            sink,
            call -> {
              for (int i = 0; i < call.arguments.length; i++) {
                if (call.arguments[i] instanceof List<?> translations) {
                  call.arguments[i] =
                      translations.stream()
                          .map(of -> of instanceof Translation t ? losing(t, lost) : of)
                          .toList();
                }
              }
              return call.proceed();
            });
  }

  private static Translation losing(Translation translation, AtomicInteger lost) {
    return !translation.events().isEmpty() && lost.compareAndSet(0, 1)
        ? new Translation(
            translation.changeSet(), List.of(), List.of(), List.of(), List.of(), List.of())
        : translation;
  }

  private interface Around {
    @org.jspecify.annotations.Nullable
    Object call(Call call) throws Throwable;
  }

  private static final class Call {
    private final Sink sink;
    private final Method method;
    private final Object[] arguments;

    Call(Sink sink, Method method, Object[] arguments) {
      this.sink = sink;
      this.method = method;
      this.arguments = arguments;
    }

    @org.jspecify.annotations.Nullable
    Object proceed() throws Throwable {
      try {
        return method.invoke(sink, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static Sink around(Sink sink, Around around) {
    return (Sink)
        Proxy.newProxyInstance(
            Sink.class.getClassLoader(),
            new Class<?>[] {Sink.class},
            (_, method, arguments) -> {
              Call call = new Call(sink, method, arguments == null ? new Object[0] : arguments);
              return method.getName().equals("store") ? around.call(call) : call.proceed();
            });
  }
}
