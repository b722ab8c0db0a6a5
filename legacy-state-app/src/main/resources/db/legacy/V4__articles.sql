create table articles (
    sku        text primary key,
    unit_price numeric(10, 2) not null
);
