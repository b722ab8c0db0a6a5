package afterimage.eventsourced.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class StoreMetricsTest {

  @Test
  void what_the_store_does_is_counted_and_timed() {
    double before = value("afterimage_store_events_appended_total");
    Requests.add(7701, "apple", 1, "1.50");
    Requests.add(7701, "apple", 1, "1.50");

    assertThat(value("afterimage_store_events_appended_total") - before).isEqualTo(2);
    assertThat(metrics())
        .contains("afterimage_store_append_seconds{quantile=\"0.99\"}")
        .contains("afterimage_store_read_seconds_count");
  }

  private static String metrics() {
    return Requests.get("/q/metrics").asString();
  }

  private static double value(String name) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }
}
