package afterimage.legacy.rest;

import afterimage.legacy.cart.CartItem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A whole form: all lines that a cart shall have.
@Schema(name = "LegacyForm")
record FormBody(@NotNull @Size(max = 1000) List<@NotNull @Valid ItemBody> items) {

  List<CartItem> lines() {
    Set<String> skus = new HashSet<>();
    for (ItemBody item : items) {
      if (!skus.add(item.sku())) {
        throw Problems.badRequest(
            "items has %s twice; expected each sku once.".formatted(item.sku()));
      }
    }
    return items.stream().map(ItemBody::item).toList();
  }
}
