package afterimage.store.aggregate;

import afterimage.store.Json;
import java.util.function.Function;

/// How values of one class are written as JSON and read again.
public interface Codec<T> {

  Json write(T value);

  /// @throws IllegalArgumentException that says what was found and what was expected
  T read(Json json);

  /// A record, member by member, or what else Jackson can write and read. Members that the class
  /// does not have are passed over; a number or a truth value that is missing is an error.
  ///
  /// @throws IllegalArgumentException if the class cannot be read again, since it has no instances
  ///     of its own
  static <T> Codec<T> of(Class<T> type) {
    return DataCodec.of(type);
  }

  static <T> Codec<T> of(Function<? super T, Json> write, Function<Json, ? extends T> read) {
    return new FunctionCodec<>(write, read);
  }
}
