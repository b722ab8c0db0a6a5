create table cart_items (
    cart_id    bigint         not null references carts on delete cascade,
    sku        text           not null,
    quantity   integer        not null check (quantity > 0),
    unit_price numeric(10, 2) not null,
    primary key (cart_id, sku)
);
