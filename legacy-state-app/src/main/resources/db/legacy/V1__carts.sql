create table carts (
    id          bigint primary key,
    discount    numeric(10, 2) not null default 0,
    checked_out boolean        not null default false,
    updated_at  timestamptz    not null default now()
);
