package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the deeds of a shop, one after the other, for as many as are wanted. What was picked and
/// is not possible at the moment becomes something that is: an item is put into a cart.
final class ShopDay {

  private static final List<String> REMOVED =
      List.of("changed my mind", "out of stock", "expired", "found it cheaper", "too many");
  private static final List<String> CORRECTED = List.of("the label was wrong", "price promise");
  private static final String LATE = "entered late, for before the price changed";
  private static final String UNUSED = "nobody came back for it";
  private static final List<String> BUTTONS = List.of("lamp", "bell");

  private static final int MOST_OPEN = 24;
  private static final int RECENT = 6;
  private static final int REMEMBERED = 6;

  private final String name;
  private final long seed;
  private final Mix mix;
  private final Chance chance;
  private final Wares wares;
  private final ModelShop shop = new ModelShop();
  private final List<Deed> deeds = new ArrayList<>();
  private long lastCart = 100;

  /// A price that a cart had before the catalogue changed it.
  private record Before(long cart, String sku, BigDecimal price) {}

  private @Nullable Before before;

  ShopDay(String name, long seed, Mix mix) {
    this.name = name;
    this.seed = seed;
    this.mix = mix;
    this.chance = new Chance(seed);
    this.wares = new Wares(chance);
  }

  List<Deed> deeds(int count) {
    while (deeds.size() < count) {
      Deed deed = next(mix.at(chance.below(mix.total()))).orElseGet(this::add);
      deeds.add(deed);
      shop.take(deed.command(), deeds.size());
    }
    return List.copyOf(deeds);
  }

  private Optional<Deed> next(Doing doing) {
    return switch (doing) {
      case ADD -> Optional.of(add());
      case REMOVE -> filled().map(cart -> remove(cart, chance.one(cart.lines())));
      case CHANGE_QUANTITY ->
          filled()
              .map(
                  cart ->
                      byOwner(
                          cart,
                          new Command.ChangeQuantity(
                              cart.id(), chance.one(cart.lines()).sku(), chance.between(1, 6))));
      case CHANGE_NOTHING -> filled().map(this::nothing);
      case DISCOUNT -> filled().map(this::discount);
      case MERGE -> merge();
      case SAVE_FORM -> filled().map(this::form);
      case CLEAR -> filled().map(cart -> byOwner(cart, new Command.ClearCart(cart.id())));
      case CHECK_OUT ->
          filled()
              .filter(cart -> !cart.owner().equals(People.GUEST))
              .map(cart -> byOwner(cart, new Command.CheckOut(cart.id())));
      case EXPIRE -> idle().map(cart -> by(People.NIGHTLY, UNUSED, abandon(cart)));
      case CORRECT_PRICE -> filled().map(this::correct);
      case CORRECT_LATE -> late();
      case PRICE_ARTICLE -> Optional.of(price());
      case BUTTON -> Optional.of(button());
      case RETRY -> retry();
      case REFUSED -> Optional.of(refused());
      case BEHIND -> behind();
    };
  }

  private Deed by(String actor, @Nullable String reason, Command command) {
    return new Deed.Asked(command, new Sender(actor, reason, commandId()));
  }

  /// The owner, or in every third cart somebody who uses it at the same time.
  private Deed byOwner(ModelCart cart, Command command) {
    boolean shared = cart.id() % 3 == 0 && !cart.owner().equals(People.GUEST);
    String actor =
        shared && chance.percent(40)
            ? People.CUSTOMERS.get((int) (cart.id() % People.CUSTOMERS.size()))
            : cart.owner();
    return by(actor, Workload.reason(command), command);
  }

  private String commandId() {
    return Workload.commandId(name, seed, deeds.size() + 1);
  }

  /// Those used last come last.
  private List<ModelCart> open() {
    return shop.open().stream().sorted(Comparator.comparingInt(ModelCart::touched)).toList();
  }

  private Optional<ModelCart> filled() {
    List<ModelCart> filled = open().stream().filter(cart -> !cart.isEmpty()).toList();
    return filled.isEmpty() ? Optional.empty() : Optional.of(chance.recent(filled, RECENT));
  }

  private Optional<ModelCart> idle() {
    return open().stream().filter(cart -> deeds.size() - cart.touched() > 2 * RECENT).findFirst();
  }

  private Deed add() {
    List<ModelCart> open = open();
    boolean begins = open.isEmpty() || (shop.count() < MOST_OPEN && chance.percent(22));
    ModelCart cart = begins ? begin() : chance.recent(open, RECENT);
    // Some more of what is there, at the price that is there.
    if (!cart.isEmpty() && chance.percent(35)) {
      Line held = chance.one(cart.lines());
      return byOwner(
          cart, new Command.AddItem(cart.id(), held.sku(), chance.between(1, 2), held.unitPrice()));
    }
    String sku = chance.one(Wares.NAMES);
    Line held = cart.line(sku);
    return byOwner(
        cart,
        new Command.AddItem(
            cart.id(),
            sku,
            chance.percent(70) ? 1 : chance.between(2, 5),
            held == null ? wares.price(sku) : held.unitPrice()));
  }

  private ModelCart begin() {
    String owner = chance.percent(20) ? People.GUEST : chance.one(People.CUSTOMERS);
    return shop.begin(++lastCart, owner);
  }

  private Deed remove(ModelCart cart, Line line) {
    int quantity = chance.percent(60) ? line.quantity() : chance.between(1, line.quantity());
    return byOwner(
        cart, new Command.RemoveItem(cart.id(), line.sku(), quantity, chance.one(REMOVED)));
  }

  private Deed nothing(ModelCart cart) {
    Line line = chance.one(cart.lines());
    return switch (chance.below(3)) {
      case 0 -> byOwner(cart, new Command.ChangeQuantity(cart.id(), line.sku(), line.quantity()));
      case 1 ->
          by(
              chance.one(People.EMPLOYEES),
              chance.one(CORRECTED),
              new Command.CorrectPrice(cart.id(), line.sku(), line.unitPrice()));
      default -> byOwner(cart, new Command.SaveCart(cart.id(), cart.lines()));
    };
  }

  private Deed discount(ModelCart cart) {
    Line line = chance.one(cart.lines());
    Discount discount =
        switch (chance.below(3)) {
          case 0 -> new Discount.Amount(chance.cents(1, 10).movePointRight(1).setScale(2));
          case 1 -> new Discount.Percent(5 * chance.between(1, 4));
          default -> new Discount.Free(line.sku(), 1);
        };
    Requirement requirement =
        switch (chance.below(3)) {
          case 0 -> new Requirement.Holds(line.sku(), chance.between(1, line.quantity()));
          case 1 ->
              new Requirement.Worth(
                  BigDecimal.ONE
                      .max(cart.worth().divideToIntegralValue(BigDecimal.TWO))
                      .setScale(2));
          default -> null;
        };
    Command command = new Command.ApplyDiscount(cart.id(), discount, requirement);
    return chance.percent(50)
        ? by(chance.one(People.EMPLOYEES), "loyal customer", command)
        : byOwner(cart, command);
  }

  /// A guest logs in: into a cart that was there before, or a new one.
  private Optional<Deed> merge() {
    Optional<ModelCart> guest =
        open().stream()
            .filter(cart -> cart.owner().equals(People.GUEST) && !cart.isEmpty())
            .findFirst();
    return guest.map(
        theirs -> {
          List<ModelCart> into =
              open().stream().filter(cart -> !cart.owner().equals(People.GUEST)).toList();
          ModelCart cart =
              into.isEmpty() || chance.percent(20)
                  ? shop.begin(++lastCart, chance.one(People.CUSTOMERS))
                  : chance.recent(into, RECENT);
          return by(cart.owner(), null, new Command.MergeGuest(cart.id(), theirs.id()));
        });
  }

  private Deed form(ModelCart cart) {
    List<Line> form = new ArrayList<>();
    for (Line line : cart.lines()) {
      if (chance.percent(80)) {
        int quantity = chance.percent(70) ? line.quantity() : chance.between(1, 4);
        form.add(new Line(line.sku(), quantity, line.unitPrice()));
      }
    }
    for (String sku : wares.some(chance, 2)) {
      if (cart.line(sku) == null) {
        form.add(new Line(sku, chance.between(1, 3), wares.price(sku)));
      }
    }
    return byOwner(cart, new Command.SaveCart(cart.id(), form));
  }

  private static Command abandon(ModelCart cart) {
    return new Command.AbandonCart(cart.id());
  }

  private Deed correct(ModelCart cart) {
    Line line = chance.one(cart.lines());
    BigDecimal price = line.unitPrice().subtract(chance.cents(1, 20)).max(new BigDecimal("0.10"));
    return by(
        chance.one(People.EMPLOYEES),
        chance.one(CORRECTED),
        new Command.CorrectPrice(cart.id(), line.sku(), price));
  }

  /// The till's slip turns up after the catalogue has changed: the older price is entered last.
  private Optional<Deed> late() {
    Before was = before;
    before = null;
    if (was == null) {
      return Optional.empty();
    }
    ModelCart cart = shop.cart(was.cart());
    return cart == null || cart.line(was.sku()) == null
        ? Optional.empty()
        : Optional.of(
            by(
                chance.one(People.EMPLOYEES),
                LATE,
                new Command.CorrectPrice(
                    cart.id(), was.sku(), was.price().subtract(new BigDecimal("0.05")))));
  }

  private Deed price() {
    // Of something that somebody has in a cart, if anybody has anything.
    Optional<ModelCart> holds = filled();
    String sku =
        holds.map(cart -> chance.one(cart.lines()).sku()).orElseGet(() -> chance.one(Wares.NAMES));
    BigDecimal price = wares.price(sku).add(chance.cents(-25, 40)).max(new BigDecimal("0.20"));
    holds.ifPresent(
        cart ->
            before =
                new Before(cart.id(), sku, Objects.requireNonNull(cart.line(sku)).unitPrice()));
    wares.price(sku, price);
    return by(
        chance.one(People.EMPLOYEES), "new list of prices", new Command.PriceArticle(sku, price));
  }

  private Deed button() {
    String button = chance.one(BUTTONS);
    Command command =
        switch (chance.below(5)) {
          case 0, 1 -> new Command.Press(button, 1);
          case 2 -> new Command.Press(button, chance.between(2, 4));
          case 3 -> new Command.SetButton(button, !shop.isOn(button));
          default -> new Command.SetButton(button, shop.isOn(button));
        };
    return by(chance.one(People.CUSTOMERS), null, command);
  }

  /// Only what may be done twice: see decision 114.
  private Optional<Deed> retry() {
    for (int i = deeds.size() - 1; i >= Math.max(0, deeds.size() - REMEMBERED); i--) {
      if (deeds.get(i) instanceof Deed.Asked asked
          && Retries.alike(asked.command())
          && shop.untouchedSince(asked.command().streams(), i + 1)) {
        return Optional.of(asked);
      }
    }
    return Optional.empty();
  }

  /// One that the shop will not take, whatever the state.
  private Deed refused() {
    Optional<ModelCart> filled = filled();
    if (filled.isEmpty()) {
      return by(chance.one(People.CUSTOMERS), null, new Command.CheckOut(lastCart + 1000));
    }
    ModelCart cart = filled.get();
    Line line = chance.one(cart.lines());
    return byOwner(
        cart,
        switch (chance.below(5)) {
          case 0 ->
              new Command.RemoveItem(
                  cart.id(), line.sku(), line.quantity() + 1, chance.one(REMOVED));
          case 1 ->
              new Command.AddItem(
                  cart.id(), line.sku(), 1, line.unitPrice().add(new BigDecimal("0.01")));
          case 2 ->
              new Command.ApplyDiscount(
                  cart.id(),
                  new Discount.Percent(50),
                  new Requirement.Holds(line.sku(), line.quantity() + 3));
          case 3 -> new Command.MergeGuest(cart.id(), cart.id());
          default -> new Command.ChangeQuantity(cart.id(), "caviar", 1);
        });
  }

  private Optional<Deed> behind() {
    if (chance.percent(20)) {
      return idle().map(cart -> Script.away(cart, commandId()));
    }
    return filled().map(cart -> Script.of(cart, chance.one(cart.lines()), chance, commandId()));
  }
}
