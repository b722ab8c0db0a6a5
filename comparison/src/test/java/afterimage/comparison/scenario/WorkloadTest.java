package afterimage.comparison.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static Workload shop(long seed) {
    return Workload.shop(3000, seed, Mix.usual());
  }

  @Test
  void the_same_seed_gives_the_same_deeds_command_ids_included() {
    assertThat(shop(7)).isEqualTo(shop(7));
  }

  @Test
  void another_seed_gives_other_deeds() {
    assertThat(shop(8).deeds()).isNotEqualTo(shop(7).deeds());
    assertThat(ids(shop(8))).doesNotContainAnyElementsOf(ids(shop(7)));
  }

  private static Set<String> ids(Workload workload) {
    return workload.deeds().stream()
        .map(deed -> deed.sender().commandId())
        .collect(Collectors.toSet());
  }

  @Test
  void a_longer_day_begins_like_a_shorter_one() {
    assertThat(Workload.shop(3000, 7, Mix.usual()).deeds().subList(0, 500))
        .isEqualTo(Workload.shop(500, 7, Mix.usual()).deeds());
  }

  @Test
  void everything_that_goes_on_in_a_shop_goes_on() {
    List<Deed> deeds = shop(7).deeds();
    assertThat(deeds.stream().map(deed -> deed.command().getClass().getSimpleName()))
        .contains(
            "AddItem",
            "RemoveItem",
            "ChangeQuantity",
            "CorrectPrice",
            "ApplyDiscount",
            "MergeGuest",
            "ClearCart",
            "AbandonCart",
            "SaveCart",
            "CheckOut",
            "Press",
            "SetButton",
            "PriceArticle");
    assertThat(deeds.stream().map(deed -> deed.sender().actor()))
        .contains("Ann", "Ben", "Eve", "a guest", "nightly job", "maintenance");
    assertThat(deeds.stream().map(deed -> String.valueOf(deed.sender().reason())))
        .contains(
            "changed my mind",
            "out of stock",
            "expired",
            "nobody came back for it",
            "entered late, for before the price changed");
    assertThat(deeds.stream().filter(Deed.Behind.class::isInstance)).hasSizeGreaterThan(20);
  }

  @Test
  void a_retry_is_the_same_command_by_the_same_sender_and_nothing_else_shares_a_command_id() {
    List<Deed> deeds = shop(7).deeds();
    Set<Deed> seen = new HashSet<>();
    Set<String> ids = new HashSet<>();
    int retries = 0;
    for (Deed deed : deeds) {
      if (!ids.add(deed.sender().commandId())) {
        assertThat(seen).contains(deed);
        retries++;
      }
      seen.add(deed);
    }
    assertThat(retries).isGreaterThan(20);
  }

  @Test
  void two_people_use_one_cart_in_turns() {
    List<Deed> deeds = shop(7).deeds();
    Set<String> carts =
        deeds.stream()
            .filter(deed -> deed.command() instanceof Command.AddItem)
            .collect(
                Collectors.groupingBy(
                    deed -> deed.command().stream(),
                    Collectors.mapping(deed -> deed.sender().actor(), Collectors.toSet())))
            .entrySet()
            .stream()
            .filter(entry -> entry.getValue().size() == 2)
            .map(java.util.Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(carts).hasSizeGreaterThan(5);
  }

  @Test
  void a_mix_leaves_out_what_it_gives_no_weight() {
    Mix mix = Mix.parse("scripts=0, retries=0,buttons=0");
    List<Deed> deeds = Workload.shop(2000, 7, mix).deeds();
    assertThat(deeds).noneMatch(Deed.Behind.class::isInstance);
    assertThat(deeds).noneMatch(deed -> deed.command() instanceof Command.OfButton);
    assertThat(deeds).doesNotHaveDuplicates();
    assertThat(mix).hasToString("buttons=0,retries=0,scripts=0");
    assertThat(Mix.parse(mix.toString())).isEqualTo(mix);
    assertThat(Mix.usual()).hasToString("");
  }

  @Test
  void a_mix_that_cannot_be_read_says_everything_that_is_wrong() {
    assertThatThrownBy(() -> Mix.parse("retrys=1,adds,prices=9999"))
        .hasMessage(
            "The mix retrys=1,adds,prices=9999: there is no retrys; adds is not of the form"
                + " retries=10; prices=9999 is more than 1000; expected, with commas between them,"
                + " some of adds, removes, quantities, no-changes, discounts, merges, forms, clears,"
                + " checkouts, expiries, corrections, late-corrections, prices, buttons, retries,"
                + " refusals, scripts, each with = and a weight");
  }

  @Test
  void an_unknown_workload_and_a_size_out_of_bounds_are_told() {
    assertThatThrownBy(() -> Workload.named("shops", 10, 1, Mix.usual()))
        .hasMessage("There is no workload shops; expected one of cart-101, button, shop");
    assertThatThrownBy(() -> Workload.named("shop", 100_001, 1, Mix.usual()))
        .hasMessage("100001 commands; expected 1 to 100000");
  }

  @Test
  void a_hundred_thousand_deeds_are_made() {
    assertThat(Workload.shop(100_000, 7, Mix.usual()).deeds()).hasSize(100_000);
  }
}
