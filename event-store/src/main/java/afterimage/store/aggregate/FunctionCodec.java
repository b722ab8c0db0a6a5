package afterimage.store.aggregate;

import afterimage.store.Json;
import java.util.function.Function;

record FunctionCodec<T>(Function<? super T, Json> writer, Function<Json, ? extends T> reader)
    implements Codec<T> {

  @Override
  public Json write(T value) {
    return writer.apply(value);
  }

  @Override
  public T read(Json json) {
    return reader.apply(json);
  }
}
