create table buttons (
    id    text primary key,
    state text not null default 'off' check (state in ('on', 'off'))
);
